"""As much of Amazon's services as `ask deploy` talks to, at this machine: skills, S3 and CloudFormation."""

import io
import json
import re
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000001"
ARN = "arn:aws:lambda:{region}:000000000000:function:coach"
XML = "<{action}Response xmlns='http://cloudformation.amazonaws.com/doc/2010-05-15/'>{result}</{action}Response>"
STACK = (
    "<DescribeStacksResult><Stacks><member><StackName>s</StackName><StackId>{id}</StackId>"
    "<CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>{status}</StackStatus>"
    "<Outputs><member><OutputKey>SkillEndpoint</OutputKey><OutputValue>{arn}</OutputValue></member></Outputs>"
    "</member></Stacks></DescribeStacksResult>"
)


class Amazon:
    """What has been done at the services."""

    def __init__(self) -> None:
        self.skills_made = 0
        self.enabled = False
        self.packages: list[dict[str, bytes]] = []
        """Each skill package that was uploaded: its files."""
        self.stacks: dict[str, str] = {}
        """The status of each stack, by its id."""
        self.parameters: list[dict[str, str]] = []
        """Those of each deployment of a stack."""
        self.templates: list[str] = []
        self.objects: list[tuple[str, int]] = []
        """The name and the size of each file put into S3."""
        self.buckets: set[str] = set()

    @property
    def manifest(self) -> dict[str, object]:
        """The manifest that the skill has now."""
        return json.loads(self.packages[-1]["skill.json"])["manifest"]


class _Handler(BaseHTTPRequestHandler):
    amazon: Amazon
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        body = self._body()
        path = urlsplit(self.path)
        host = self.headers.get("Host", "")
        if path.path.startswith(("/v1/", "/v0/", "/uploads/")):
            status, headers, answer = self._skills(path.path, body)
        elif "Action=" in body.decode("latin-1")[:4000]:
            status, headers, answer = self._stacks(parse_qs(body.decode()))
        else:
            status, headers, answer = self._objects(host.split(".")[0], path.path, path.query, body)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = _answer  # noqa: N815

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked":
            parts = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _skills(self, path: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
        amazon = self.amazon
        if path == "/v1/skills/uploads":
            url = f"http://{self.headers['Host']}/uploads/{len(amazon.packages)}"
            return _json(201, {"uploadUrl": url, "expiresAt": "2036-01-01T00:00:00Z"})
        if path.startswith("/uploads/"):
            with zipfile.ZipFile(io.BytesIO(body)) as archive:
                amazon.packages.append({name: archive.read(name) for name in archive.namelist()})
            return 200, {}, b""
        if self.command == "POST" and path.endswith("/imports"):
            amazon.skills_made += path == "/v1/skills/imports"
            return 202, {"Location": "/v1/skills/imports/1"}, b""
        if path.startswith("/v1/skills/imports/"):
            resources = [{"name": name, "status": "SUCCEEDED"} for name in ("Manifest", "InteractionModel.en-US")]
            return _json(200, {"status": "SUCCEEDED", "skill": {"skillId": SKILL_ID, "resources": resources}})
        if path.endswith("/enablement"):
            known, amazon.enabled = amazon.enabled, amazon.enabled or self.command == "PUT"
            return (204, {}, b"") if known or self.command == "PUT" else _json(404, {"message": "not enabled"})
        return _json(200, {})

    def _stacks(self, form: dict[str, list[str]]) -> tuple[int, dict[str, str], bytes]:
        amazon, action = self.amazon, form["Action"][0]
        region = re.search(r"Credential=[^/]+/\d+/([^/]+)/", self.headers.get("Authorization", ""))[1]
        name = f"arn:aws:cloudformation:{region}:000000000000:stack/coach/1"
        if action in ("CreateStack", "UpdateStack"):
            amazon.stacks[name] = f"{action.removesuffix('Stack').upper()}_COMPLETE"
            amazon.templates.append(form["TemplateBody"][0])
            amazon.parameters.append(_parameters(form))
            result = f"<{action}Result><StackId>{name}</StackId></{action}Result>"
        elif form.get("StackName", [name])[0] in amazon.stacks:
            status = amazon.stacks[name]
            result = STACK.format(id=name, status=status, arn=ARN.format(region=region))
        else:
            return (
                400,
                {},
                b"<ErrorResponse><Error><Code>ValidationError</Code><Message>no</Message></Error></ErrorResponse>",
            )
        return 200, {"Content-Type": "text/xml"}, XML.format(action=action, result=result).encode()

    def _objects(self, bucket: str, path: str, query: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
        amazon = self.amazon
        if self.command == "HEAD":
            return (200 if bucket in amazon.buckets else 404), {}, b""
        if "versioning" in query:
            return 200, {}, b"<VersioningConfiguration/>"
        if path.strip("/"):
            amazon.objects.append((path, len(body)))
            return 200, {"x-amz-version-id": str(len(amazon.objects)), "ETag": '"1"'}, b""
        amazon.buckets.add(bucket)
        return 200, {"Location": f"/{bucket}"}, b""


def _parameters(form: dict[str, list[str]]) -> dict[str, str]:
    found = {}
    for key, (name, *_) in form.items():
        if key.endswith("ParameterKey"):
            found[name] = form[key.replace("ParameterKey", "ParameterValue")][0]
    return found


def _json(status: int, data: object) -> tuple[int, dict[str, str], bytes]:
    return status, {"Content-Type": "application/json"}, json.dumps(data).encode()


@contextmanager
def amazon() -> Iterator[tuple[Amazon, str]]:
    """The services, and their address."""
    state = Amazon()
    handler = type("Handler", (_Handler,), {"amazon": state})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield state, f"http://localhost:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
