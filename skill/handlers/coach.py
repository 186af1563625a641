"""The request handlers: each turns its request into an event, asks the core, and speaks the reply."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from zlib import crc32

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.utils import is_request_type
from ask_sdk_model import Response
from ask_sdk_model.interfaces.alexa.presentation.apl import RenderDocumentDirective, UserEvent

from skill.coaching.session import respond
from skill.coaching.timeline.cues import CueKind
from skill.coaching.turn.errand import Errand
from skill.coaching.turn.events import Event, EventKind, Named
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting, Standing
from skill.coaching.turn.touches import touchable
from skill.coaching.words.prompts import Say, say
from skill.content import Content
from skill.handlers.carried import Memory
from skill.handlers.clock import Clock
from skill.handlers.errands import ASK_FOR, Errands, add_permission
from skill.handlers.events import EventReader
from skill.handlers.memory import Saver, carry, keep, recall, recalled
from skill.screens.document import CHOSEN, HEARD, NAME, TOUCHED, data_sources, document
from skill.screens.panel import panel
from skill.screens.scene import Scene, scene_of
from skill.speech.phrasebook import Phrasebook
from skill.speech.ssml import to_ssml

log = logging.getLogger(__name__)

DEFAULT_LOCALE = "en-US"
DEFAULT_LANGUAGE = "en"
"""The one that has a wording for everything that can be said: its keys tell one build from another."""
PERMISSION_ANSWERED = "Connections.Response"
TOUCH = "Alexa.Presentation.APL.UserEvent"
DISABLED = "AlexaSkillEvent.SkillDisabled"


@dataclass(frozen=True)
class Voice:
    """What is understood and said in one locale."""

    reader: EventReader
    phrasebook: Phrasebook


class Coach:
    """The core behind the handlers: what happened in, a response out."""

    def __init__(self, content: Content, errands: Errands, clock: Clock, saver: Saver) -> None:
        self._content = content
        self._errands = errands
        self._clock = clock
        self._saver = saver
        self._build = crc32("\n".join(sorted(content.languages[DEFAULT_LANGUAGE].wordings)).encode())
        self._voices: dict[str, Voice] = {}

    def answer(self, handler_input: HandlerInput) -> Response:
        """Read the request, let the core respond, keep what it remembers, and speak."""
        voice = self._voice(handler_input)
        memory = self._of_this_build(recall(handler_input))
        keep(handler_input, memory)
        request = handler_input.request_envelope.request
        event = self._touched(request, memory) if isinstance(request, UserEvent) else voice.reader.read(request)
        if event is None:
            return Response()
        moment = self._moment(handler_input, memory, event)
        reply = respond(moment)
        if reply.errand:
            reply = self._after(handler_input, reply, reply.errand)
        _keep(handler_input, reply)
        if _promises(moment, reply) and self._saver.insist(handler_input).unsaved:
            reply = respond(replace(moment, remembers=False))
            _keep(handler_input, reply)
            keep(handler_input, replace(recall(handler_input), told=True))
        return self._speak(handler_input, moment, reply)

    def _after(self, handler_input: HandlerInput, reply: Reply, errand: Errand) -> Reply:
        """The reply once its errand is run: the core's answer to the outcome, where there is one."""
        text = self._voice(handler_input).phrasebook.text(say(Say.REMINDER_TEXT))
        event = self._errands.run(handler_input, errand, text)
        if event:
            reply = respond(self._moment(handler_input, recall(handler_input), event))
        if reply.errand:
            add_permission(handler_input, reply.errand)
        return reply

    def apologise(self, handler_input: HandlerInput) -> Response:
        """Say that something went wrong, and keep everything as it was; the second time, without the question.

        It needs nothing that can have failed: no store, no record, and not the core.
        """
        phrasebook = self._voice(handler_input).phrasebook
        question = phrasebook.text(say(Say.SORRY_QUESTION))
        if memory := recalled(handler_input):
            session = replace(memory.session, standing=Standing()) if memory.sorry else memory.session
            carry(handler_input, replace(memory, session=session, sorry=True))
        return _response(handler_input, f"{phrasebook.text(say(Say.SORRY))} {question}", question, listens=True)

    def _of_this_build(self, memory: Memory) -> Memory:
        """The memory, without words and questions of a build that had others; what is open can be gone on with."""
        session = memory.session
        if memory.build == self._build and not memory.sorry:
            return memory
        if memory.build != self._build:
            session = replace(session, standing=Standing(), said=())
        return replace(memory, session=session, build=self._build, sorry=False)

    def _touched(self, request: UserEvent, memory: Memory) -> Event | None:
        """What was touched, or that all was heard; None where it is of an older answer, or nothing of ours."""
        session, progress = memory.session, memory.progress
        match request.arguments:
            case [str(what), int(turn), *rest] if turn == session.turn:
                pass
            case _:
                return None
        if what == HEARD:
            return Event(EventKind.HEARD) if session.awaiting is Awaiting.SET else None
        offered = touchable(session, progress, self._content.library)
        match rest:
            case [int(index)] if what == TOUCHED and 0 <= index < len(offered):
                return offered[index].event
            case [str(id_)] if what == CHOSEN and id_ in self._content.library.exercises:
                return Event(EventKind.HOW_TO, exercises=(Named(id_, (id_,)),))
        return None

    def _moment(self, handler_input: HandlerInput, memory: Memory, event: Event) -> Moment:
        now = round(handler_input.request_envelope.request.timestamp.timestamp() * 1000)
        length_of = self._voice(handler_input).phrasebook.length_of
        offset = self._clock.offset(memory.progress.zone, now)
        return Moment(
            self._content.library,
            memory.session,
            memory.progress,
            event,
            now,
            length_of,
            offset,
            screen=_has_screen(handler_input),
            reminds=self._errands.reminds(handler_input),
        )

    def _speak(self, handler_input: HandlerInput, moment: Moment, reply: Reply) -> Response:
        phrasebook, memory = self._voice(handler_input).phrasebook, recall(handler_input)
        scene = scene_of(moment, reply) if moment.screen else None
        if scene and scene.carries_on:
            reply = replace(reply, cues=tuple(cue for cue in reply.cues if cue.kind is not CueKind.PROMPT))
        speech = to_ssml(reply.cues, phrasebook)
        if memory.unsaved and not memory.told and speech and reply.open:
            speech = f"{phrasebook.text(say(Say.NOT_REMEMBERED))} {speech}"
            keep(handler_input, replace(memory, told=True))
        if scene and scene.beats:
            self._show(handler_input, scene, reply, speech)
        if scene and scene.carries_on:  # the screen speaks, and no microphone opens
            return handler_input.response_builder.response
        return _response(handler_input, speech, to_ssml(reply.reprompt, phrasebook), reply.open)

    def _show(self, handler_input: HandlerInput, scene: Scene, reply: Reply, ssml: str) -> None:
        """Put the scene on the screen."""
        phrasebook = self._voice(handler_input).phrasebook
        text = " ".join(phrasebook.text(cue.phrase) for cue in reply.cues if cue.phrase)
        library = self._content.library
        shown = panel(scene, text, library, phrasebook)
        directive = RenderDocumentDirective(
            token=NAME, document=document(library, shown), datasources=data_sources(shown, ssml)
        )
        handler_input.response_builder.add_directive(directive)

    def _voice(self, handler_input: HandlerInput) -> Voice:
        locale = handler_input.request_envelope.request.locale or DEFAULT_LOCALE
        language = self._content.language_of(locale)
        served = locale if locale in language.locales else next(iter(language.locales))
        if served not in self._voices:
            terms = language.locales[served].terms
            self._voices[served] = Voice(EventReader(self._content, language), Phrasebook(language, terms))
        return self._voices[served]


def _has_screen(handler_input: HandlerInput) -> bool:
    """Whether the device shows documents."""
    context = handler_input.request_envelope.context
    device = context.system.device if context and context.system else None
    interfaces = device.supported_interfaces if device else None
    return bool(interfaces and interfaces.alexa_presentation_apl)


def _keep(handler_input: HandlerInput, reply: Reply) -> None:
    """Set what a reply remembers as the memory of this request."""
    keep(handler_input, replace(recall(handler_input), session=reply.session, progress=reply.progress))


def _promises(moment: Moment, reply: Reply) -> bool:
    """Whether a reply is saved before it is spoken: the last of a conversation, and whatever is about pain."""
    before, after = moment.progress, reply.progress
    about_pain = (before.ended_early, before.pain_asked) != (after.ended_early, after.pain_asked)
    return (not reply.open or about_pain) and not reply.urgent


def _response(handler_input: HandlerInput, speech: str, reprompt: str, listens: bool) -> Response:
    """Speech and reprompt where there is speech; a session that listens stays open, another ends."""
    builder = handler_input.response_builder
    if speech:
        builder.speak(speech)
    if listens:
        builder.ask(reprompt)
    return builder.set_should_end_session(not listens).response


class CoachHandler(AbstractRequestHandler):
    """Launch, intents and touches: everything a runner says, to the platform's question for a permission too."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether it is a launch, an intent, or the answer about a permission."""
        request = handler_input.request_envelope.request
        if request.object_type == PERMISSION_ANSWERED:
            return bool(request.name == ASK_FOR)
        return request.object_type in ("LaunchRequest", "IntentRequest", TOUCH)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer."""
        return self._coach.answer(handler_input)


class SessionEndedHandler(AbstractRequestHandler):
    """The device ended the conversation: the place is kept, nothing may be said."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether the session ended."""
        ended: Callable[[HandlerInput], bool] = is_request_type("SessionEndedRequest")
        return ended(handler_input)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Keep the place."""
        self._coach.answer(handler_input)
        return Response()


class SkillDisabledHandler(AbstractRequestHandler):
    """The skill was disabled: what is kept of all runners of the account is deleted."""

    def __init__(self, store: AbstractPersistenceAdapter | None) -> None:
        self._store = store

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether the skill was disabled."""
        return bool(handler_input.request_envelope.request.object_type == DISABLED)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Delete; a store that fails lets the request fail, so that the platform sends the event again."""
        if self._store:
            self._store.delete_attributes(handler_input.request_envelope)
        return Response()


class QuietHandler(AbstractRequestHandler):
    """Every other request, known or not yet invented: an empty answer is a valid one."""

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002  the last handler takes all
        """Always."""
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """Say nothing."""
        log.info("no answer to %s", handler_input.request_envelope.request.object_type)
        return Response()


class ApologyHandler(AbstractExceptionHandler):
    """Any error: it is logged, the runner hears a sentence, and nothing is lost."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:  # noqa: ARG002
        """Whether somebody waits for an answer; a deletion that failed must be seen to fail."""
        return bool(handler_input.request_envelope.request.object_type != DISABLED)

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """Log and apologise; where no speech is allowed, stay silent."""
        log.error("request failed", exc_info=exception)
        answered = ("LaunchRequest", "IntentRequest", PERMISSION_ANSWERED)
        speaks = handler_input.request_envelope.request.object_type in answered
        return self._coach.apologise(handler_input) if speaks else Response()
