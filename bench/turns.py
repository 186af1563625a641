"""Single turns of a warm skill: from a request to its response, both as JSON data, as on Lambda."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from functools import partial

from ask_sdk_core.skill import CustomSkill

from bench.coach import Coach
from bench.hello import answer_plainly, hello_builder, without_attributes
from bench.measure import Case
from skill.app import answer
from skill.coaching.timeline.rep import rep_beats
from skill.coaching.timeline.script import length_of_last, turn_of
from skill.console.envelope import Json
from skill.handlers.carried import ATTRIBUTE, read, write
from tests.coaching.years import years_of_training

LAUNCH = ("open hamstring coach",)
CLASS = ("start a twenty minute session", "straight through", "go")
TURNS = {
    "launch": LAUNCH,
    "how-to": ("how do i do a nordic curl",),
    "how-to, next steps": ("how do i do a nordic curl", "next"),
    "class planned": CLASS[:1],
    "class begun": CLASS[:2],
    "go, the next sets": CLASS,
    "how many left, during a set": (*CLASS, "wait 60s", "how many left"),
    "log, in a class": (*CLASS, "wait 130s", "i did eight"),
    "pause, during a set": (*CLASS, "wait 60s", "pause"),
}
"""Conversations of which the last turn is timed."""


def turn_cases(coach: Coach) -> Iterator[Case]:
    """The turns, and the end of a session during a class."""
    hello = hello_builder().create()
    for name, steps in TURNS.items():
        yield _case(name, coach.requests(steps), coach.skill, hello)
    yield _case("session ended in a class", coach.requests(CLASS, ended=True), coach.skill, hello)
    yield _first_plan_case(coach, hello)
    yield _years_case(coach)


def _first_plan_case(coach: Coach, hello: CustomSkill) -> Case:
    """A class that no class planned before has anything in common with."""

    def forget() -> None:
        for remembered in (length_of_last, rep_beats):
            remembered.cache_clear()

    planned = _case("class planned, the first", coach.requests(CLASS[:1]), coach.skill, hello)
    return replace(planned, before=forget)


def _years_case(coach: Coach) -> Case:
    """A turn of a runner who has trained for ten years, against the same turn of a new one."""
    new = coach.last_request(TURNS["how-to, next steps"])
    old = deepcopy(new)
    memory = read(new["session"]["attributes"][ATTRIBUTE])
    trained = replace(years_of_training(10), guide=memory.progress.guide)
    trained_memory = replace(memory, progress=trained)
    old["session"]["attributes"][ATTRIBUTE] = write(trained_memory)

    def go_on() -> None:
        write(memory)
        write(trained_memory)

    return Case(
        "next steps, after ten years",
        partial(answer, coach.skill, old),
        "the first day",
        partial(answer, coach.skill, new),
        go_on,
    )


def _case(name: str, requests: list[Json], skill: CustomSkill, hello: CustomSkill) -> Case:
    """The last of these requests, answered by a process that has answered those before it."""
    *earlier, last = requests
    plain = without_attributes(last)

    def go_on() -> None:
        turn_of.cache_clear()
        for request in earlier[-1:]:
            answer(skill, request)

    return Case(name, partial(answer, skill, last), "hello world", partial(answer_plainly, hello, plain), go_on)
