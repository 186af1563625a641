"""The examples of what stands before the service, and of what starts it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"
PUBLIC = {"/alexa", "/health", "/privacy", "/terms"}
"""What everybody may reach."""


def text_of(name: str) -> str:
    """An example without its comments."""
    return re.sub(r"(?m)^\s*#.*\n", "", (DEPLOY / name).read_text("utf-8"))


def test_nginx_forwards_what_is_public_and_nothing_else() -> None:
    """One place forwards, by whole addresses, and says for whom; everything else is not found."""
    forwarding = re.findall(r"location (.+?) \{(.+?)\}", text_of("nginx.conf"), re.DOTALL)
    ((address, block),) = [found for found in forwarding if "proxy_pass" in found[1]]

    names = re.fullmatch(r"~ \^/\(([a-z|]+)\)\$", address)
    assert {f"/{name}" for name in names[1].split("|")} == PUBLIC
    assert "proxy_set_header Host $host;" in block
    assert "proxy_set_header X-Forwarded-For" in block
    assert ("/", "return 404;") in [(where, what.strip()) for where, what in forwarding]


def test_caddy_forwards_what_is_public_and_nothing_else() -> None:
    """The page for paired phones is there to be let in by hand."""
    text = text_of("Caddyfile")

    assert set(re.search(r"@public path (.+)", text)[1].split()) == PUBLIC
    assert text.count("reverse_proxy") == 1
    assert "respond 404" in text


def test_the_body_is_bounded_before_the_service() -> None:
    """At what the service itself takes."""
    assert "client_max_body_size 128k;" in text_of("nginx.conf")
    assert "max_size 128KiB" in text_of("Caddyfile")


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    """With something to start in its place."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd here")
    unit = (DEPLOY / "hamstring-coach.service").read_text("utf-8")
    path = tmp_path / "hamstring-coach.service"
    path.write_text(unit.replace("/opt/hamstring-coach/bin/hamstring-coach", "/bin/true"), "utf-8")

    done = subprocess.run(["systemd-analyze", "verify", path], capture_output=True, text=True, check=False)

    assert [line for line in done.stderr.splitlines() if path.name in line] == []


def test_the_unit_gives_the_service_little() -> None:
    """A user of its own, its folder, and time to drain."""
    unit = text_of("hamstring-coach.service")

    for line in ("DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes", "StateDirectoryMode=0700"):
        assert line in unit
    assert int(re.search(r"TimeoutStopSec=(\d+)", unit)[1]) > 8
