"""A service and a browser that looks at it. Without Chromium these tests are left out; on CI they fail."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PATH = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
MISSING = "Chromium is not installed: apt-get install chromium, or name it in CHROMIUM"
PATIENCE = 120_000
"""Milliseconds to wait for what a page is expected to show."""
A_DAY = 86_400_000
"""Milliseconds after which a page's time is held: time only goes forward."""

collect_ignore_glob = [] if PATH or "CI" in os.environ else ["test_*.py"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell that nothing was tested in a browser, and why."""
    if collect_ignore_glob:
        terminalreporter.write_line(f"tests/browser was left out. {MISSING}")


@pytest.fixture
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve on a free port, as `make run` does, with a store that forgets: each test is a runner's first day."""
    command = (Path(sys.executable).with_name("hamstring-coach"), "serve", "--port", "0")
    log = (tmp_path_factory.mktemp("service") / "log").open("w")
    env = {**os.environ, "COACH_STORE": "memory:"}
    with log, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=env) as service:
        assert service.stdout
        yield service.stdout.readline().strip()
        service.terminate()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium."""
    assert PATH, MISSING
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=PATH, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """Open a window with nothing remembered; what its pages complain of fails the test."""
    context = chromium.new_context(viewport={"width": 900, "height": 700}, locale="en-US")
    context.set_default_timeout(PATIENCE)
    complaints: list[str] = []
    context.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    assert complaints == []


@pytest.fixture
def page(window: BrowserContext, address: str) -> Page:
    """Give the console's page, before the first word."""
    page = window.new_page()
    page.goto(address)
    page.get_by_role("button", name="Start a class").wait_for()
    return page


@pytest.fixture
def still(page: Page) -> Page:
    """Give the console's page with its time held: it goes on only as far as the test lets it."""
    page.clock.install(time=0)
    page.reload()
    page.get_by_role("button", name="Start a class").wait_for()
    page.clock.pause_at(A_DAY)
    return page
