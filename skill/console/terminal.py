"""The commands that talk: ask, talk and understand. What they print can be pasted as a transcript."""

import json
from collections.abc import Sequence
from typing import TextIO

from skill.app import Settings
from skill.console.console import now, open_console
from skill.console.conversation import START, Conversation, Wait, step_of, steps_of
from skill.console.device import CLOSED_BY_SILENCE
from skill.console.ear.recogniser import understood_line
from skill.console.envelope import day_of
from skill.console.errors import ConsoleError
from skill.console.real_time import RealTime


def ask(words: Sequence[str], locale: str, settings: Settings, *, as_json: bool = False) -> None:
    """One conversation of these sentences and waits, in simulated time; prints what is spoken.

    Of several sentences it prints a transcript; as JSON, one response envelope a line.
    Raises CoachError where a sentence, the locale or the store is no good.
    """
    steps = steps_of(words)
    conversation = Conversation(open_console(settings).device(locale), _start(settings))
    for step in steps:
        if as_json:
            _print_json(conversation, step)
        elif len(steps) == 1 and isinstance(step, str):
            _print(conversation.says(step).text)
        else:
            _print_step(conversation, step)


def talk(source: TextIO, locale: str, settings: Settings, *, real_time: bool = False) -> None:
    """A conversation typed line by line, until the input ends or is interrupted; the place is kept.

    Raises CoachError where the locale or the store is no good; nothing that is typed ends it.
    """
    device = open_console(settings).device(locale)
    if real_time:
        RealTime(device, source).run()
        return
    conversation = Conversation(device, _start(settings))
    try:
        while line := _typed(source):
            _print_typed(conversation, line, echo=not source.isatty())
    except KeyboardInterrupt:
        pass
    if source.isatty():
        print()
    conversation.ends()


def understand(sentences: Sequence[str], locale: str) -> None:
    """Print what each sentence is taken for, one JSON line each. Raises CoachError for a locale not served.

    Days are counted as in `ask`, from the day on which its clock starts.
    """
    hearing, today = open_console(Settings(store="")).hearing(locale), day_of(START)
    for sentence in sentences:
        print(understood_line(sentence, hearing.understand(sentence, today)))


def _start(settings: Settings) -> int:
    """Now; with a store that is empty at first always the same time, so that the same answers come."""
    return START if settings.store == "memory:" else now()


def _typed(source: TextIO) -> str:
    """The next line, empty at the end of the input."""
    if source.isatty():
        print("U: ", end="", flush=True)
    return source.readline()


def _print_typed(conversation: Conversation, line: str, *, echo: bool) -> None:
    """Do what was typed; where it is no good, say so. An empty line is nothing."""
    if not line.strip():
        return
    try:
        _print_step(conversation, step_of(line), echo=echo)
    except ConsoleError as error:
        print(f"# {error}")


def _print_step(conversation: Conversation, step: Wait | str, *, echo: bool = True) -> None:
    """The lines of a transcript for one step; without echo only those the runner did not type."""
    if isinstance(step, Wait):
        conversation.wait(step.milliseconds)
        _print(f"wait {step.written}" if echo else "")
        return
    answer = conversation.says(step)
    _print(f"# {CLOSED_BY_SILENCE}" if answer.after_silence else "")
    _print(f"U: {step}" if echo else "")
    _print(f"A: {answer.text}" if answer.text else "")


def _print_json(conversation: Conversation, step: Wait | str) -> None:
    if isinstance(step, Wait):
        conversation.wait(step.milliseconds)
    else:
        print(json.dumps(conversation.says(step).envelope, ensure_ascii=False))


def _print(line: str) -> None:
    if line:
        print(line, flush=True)
