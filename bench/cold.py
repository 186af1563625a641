"""Whole processes, from their start to their first answer: what a runner waits for when no skill was running."""

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

from bench.hello import without_attributes
from bench.measure import Case
from skill.console.envelope import Json

ROOT = Path(__file__).resolve().parent.parent

OURS = """
import json, sys
from skill.app import create_handler
print(json.dumps(create_handler({"COACH_STORE": "memory:"})(json.load(sys.stdin), None)))
"""
HELLO = """
import json, sys
from bench.hello import hello_builder
print(json.dumps(hello_builder().lambda_handler()(json.load(sys.stdin), None)))
"""


def cold_case(request: Json) -> Case:
    """The first answer of a new process, imports and content included."""
    ours, hello = partial(_answer, OURS, request), partial(_answer, HELLO, without_attributes(request))
    return Case("first answer of a new process", ours, "hello world", hello)


def _answer(program: str, request: Json) -> None:
    command = [sys.executable, "-c", program]
    subprocess.run(command, input=json.dumps(request), cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603
