"""A headless Chromium, driven by its DevTools protocol over a pair of pipes: no driver to install."""

import base64
import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any, Self

PATH = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
MISSING = "Chromium is not installed: apt-get install chromium, or name it in CHROMIUM"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run")
PATIENCE = 120
"""Seconds to wait for what a page is expected to show."""


class Chromium:
    """One page in a browser of its own, with an empty profile."""

    def __init__(self, profile: Path) -> None:
        if PATH is None:
            raise FileNotFoundError(MISSING)
        commands, self._out = os.pipe()
        self._in, answers = os.pipe()
        arguments = (PATH, *FLAGS, f"--user-data-dir={profile}", "--remote-debugging-pipe")
        # the protocol's pipes are the descriptors 3 and 4
        script = f'exec "$@" 3<&{commands} 4>&{answers}'
        self._process = subprocess.Popen(
            ("bash", "-c", script, "chromium", *arguments),
            pass_fds=(commands, answers),
            stderr=subprocess.DEVNULL,
        )
        os.close(commands)
        os.close(answers)
        self._left = b""
        self._asked = 0
        self._session: str | None = None
        self.messages: list[str] = []
        """Errors and warnings the page has written to its console."""

    def __enter__(self) -> Self:
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self._ask(f"{domain}.enable")
        return self

    def __exit__(self, *_: object) -> None:
        self._session = None
        self._ask("Browser.close")
        self._process.wait(PATIENCE)
        os.close(self._out)
        os.close(self._in)

    def open(self, url: str) -> None:
        """Load a page."""
        self._ask("Page.navigate", url=url)
        self.wait_for("document.readyState === 'complete'")

    def run(self, script: str) -> Any:
        """Return the value of an expression in the page."""
        answer = self._ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait_for(self, script: str) -> Any:
        """Return the value of an expression once it is true."""
        until = time.monotonic() + PATIENCE
        while not (value := self.run(script)):
            assert time.monotonic() < until, f"never true: {script}"
            time.sleep(0.05)
        return value

    def type(self, text: str) -> None:
        """Type into what has the focus, and press Enter."""
        self._ask("Input.insertText", text=text)
        self.press("Enter", "\r")

    def press(self, key: str, text: str = "") -> None:
        """Press a key."""
        codes = {"Enter": 13, "Escape": 27, "Tab": 9}
        event = {"key": key, "code": key, "windowsVirtualKeyCode": codes[key], "text": text}
        self._ask("Input.dispatchKeyEvent", type="keyDown", **event)
        self._ask("Input.dispatchKeyEvent", type="keyUp", **event)

    def resize(self, width: int, height: int, *, dark: bool = False) -> None:
        """Show the page in a window of this size, in light or dark."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._ask("Emulation.setDeviceMetricsOverride", **metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._ask("Emulation.setEmulatedMedia", features=[scheme])

    def screenshot(self, path: Path) -> None:
        """Save what the window shows as PNG."""
        path.write_bytes(base64.b64decode(self._ask("Page.captureScreenshot")["data"]))

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._asked += 1
        message = {"id": self._asked, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._asked:
            self._note(answer)
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def _note(self, event: dict[str, Any]) -> None:
        if event.get("method") == "Runtime.exceptionThrown":
            self.messages.append(event["params"]["exceptionDetails"]["text"])
        if event.get("method") == "Log.entryAdded":
            self.messages.append(event["params"]["entry"]["text"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            more = os.read(self._in, 1 << 20)
            assert more, "Chromium has ended"
            self._left += more
        message, _, self._left = self._left.partition(b"\0")
        return json.loads(message)
