"""Watches the turns of a skill: what was asked for, in which state, what came of it, how long it took."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum, auto
from itertools import count
from typing import Any

from ask_sdk_core.dispatch_components import (
    AbstractExceptionHandler,
    AbstractRequestInterceptor,
    AbstractResponseInterceptor,
)
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import CustomSkillBuilder
from ask_sdk_model import Response

from skill.handlers.memory import recalled

_BEGAN = "began"
_STATE = "state"


class Outcome(StrEnum):
    """What came of a turn."""

    ASKED = auto()
    """The conversation stays open."""
    ENDED = auto()
    MISSED = auto()
    """The runner was not understood."""
    SILENT = auto()
    """Nothing may be said, as when the session has ended."""
    FAILED = auto()


@dataclass(frozen=True)
class Turn:
    """One turn."""

    request_id: str
    """The platform's, which says nothing of a person."""
    intent: str
    """The type of a request that is none."""
    state: str
    """What the coach was waiting for."""
    outcome: Outcome
    milliseconds: float
    cold: bool
    """The first of this process."""

    def as_data(self) -> dict[str, Any]:
        """The turn as JSON data."""
        return asdict(self)


class Watch:
    """Tells of every turn; it never changes one."""

    def __init__(self, tell: Callable[[Turn], None], now: Callable[[], float] = time.perf_counter) -> None:
        self._tell = tell
        self._now = now
        self._turns = count()

    def over(self, builder: CustomSkillBuilder, load: AbstractRequestInterceptor) -> None:
        """Put the watch around what loads the memory. Call it before the other exception handlers are added."""
        builder.add_global_request_interceptor(_Begins(self))
        builder.add_global_request_interceptor(load)
        builder.add_global_request_interceptor(_Waits())
        builder.add_exception_handler(_Fails(self))

    def end(self, builder: CustomSkillBuilder) -> None:
        """Put the watch behind everything else that looks at a response."""
        builder.add_global_response_interceptor(_Ends(self))

    def begin(self, handler_input: HandlerInput) -> None:
        """The turn begins."""
        handler_input.attributes_manager.request_attributes[_BEGAN] = self._now()

    def told(self, handler_input: HandlerInput, outcome: Outcome) -> None:
        """The turn has ended so."""
        request = handler_input.request_envelope.request
        attributes = handler_input.attributes_manager.request_attributes
        intent = getattr(request, "intent", None)
        self._tell(
            Turn(
                request_id=str(request.request_id or ""),
                intent=str(intent.name if intent else request.object_type),
                state=attributes.get(_STATE, "unknown"),
                outcome=outcome,
                milliseconds=round((self._now() - attributes[_BEGAN]) * 1000, 1),
                cold=next(self._turns) == 0,
            )
        )


class _Begins(AbstractRequestInterceptor):
    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def process(self, handler_input: HandlerInput) -> None:
        """Take the time."""
        self._watch.begin(handler_input)


class _Waits(AbstractRequestInterceptor):
    def process(self, handler_input: HandlerInput) -> None:
        """Note what the coach was waiting for."""
        if memory := recalled(handler_input):
            handler_input.attributes_manager.request_attributes[_STATE] = memory.session.awaiting.value


class _Ends(AbstractResponseInterceptor):
    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def process(self, handler_input: HandlerInput, response: Response | None) -> None:
        """Tell of an answer."""
        self._watch.told(handler_input, _outcome(handler_input, response))


class _Fails(AbstractExceptionHandler):
    """Handles nothing: it is only asked whether it would."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:  # noqa: ARG002
        """Tell of a failure; never."""
        self._watch.told(handler_input, Outcome.FAILED)
        return False

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """Never asked to."""
        raise NotImplementedError


def _outcome(handler_input: HandlerInput, response: Response | None) -> Outcome:
    memory = recalled(handler_input)
    if response is None or response.should_end_session is None:
        return Outcome.SILENT
    if memory and memory.session.misses:
        return Outcome.MISSED
    return Outcome.ENDED if response.should_end_session else Outcome.ASKED
