"""A service and a browser that looks at it. Without Chromium these tests are left out; on CI they fail."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.chromium import MISSING, PATH, Chromium

collect_ignore = [] if PATH or "CI" in os.environ else ["test_page.py"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell that the page was not tested, and why."""
    if collect_ignore:
        terminalreporter.write_line(f"tests/browser was left out. {MISSING}")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve on a free port, as `make run` does, with a store that forgets."""
    command = (Path(sys.executable).with_name("hamstring-coach"), "serve", "--port", "0")
    log = (tmp_path_factory.mktemp("service") / "log").open("w")
    env = {**os.environ, "COACH_STORE": "memory:"}
    with log, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=env) as service:
        assert service.stdout
        yield service.stdout.readline().strip()
        service.terminate()


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """Start a browser with an empty profile."""
    with Chromium(tmp_path_factory.mktemp("profile")) as chromium:
        yield chromium


@pytest.fixture
def browser(chromium: Chromium) -> Chromium:
    """Give the browser with a window of usual size and nothing on its console."""
    chromium.resize(900, 700)
    chromium.messages.clear()
    return chromium
