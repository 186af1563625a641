"""The coach to be timed: content, models and skill made once, and requests as a device sends them."""

from dataclasses import dataclass

from ask_sdk_core.skill import CustomSkill

from skill.app import answer, build_skill, load_content
from skill.console.conversation import START, Conversation, Wait, step_of
from skill.console.device import Device
from skill.console.ear.hearing import Hearing
from skill.console.envelope import Json, Origin
from skill.content import Content
from skill.interaction_model import build_models

LOCALE = "en-US"


@dataclass(frozen=True)
class Coach:
    """A skill that stores nothing, and an ear for what is said to it."""

    content: Content
    models: dict[str, Json]
    skill: CustomSkill
    hearing: Hearing

    def last_request(self, steps: tuple[str, ...], *, ended: bool = False) -> Json:
        """The envelope of a conversation's last request; `ended`: of the one that tells the session is over."""
        return self.requests(steps, ended=ended)[-1]

    def requests(self, steps: tuple[str, ...], *, ended: bool = False) -> list[Json]:
        """The envelopes of a conversation."""
        sent: list[Json] = []

        def recorded(envelope: Json) -> Json:
            sent.append(envelope)
            return answer(self.skill, envelope)

        conversation = Conversation(Device(self.hearing, recorded, Origin(LOCALE)), START)
        for step in map(step_of, steps):
            if isinstance(step, Wait):
                conversation.wait(step.milliseconds)
            else:
                conversation.says(step)
        if ended:
            conversation.ends()
        return sent


def build_coach() -> Coach:
    """The coach with the content of the checkout."""
    content = load_content()
    models = build_models(content)
    hearing = Hearing(models[LOCALE], content.language_of(LOCALE).listening)
    return Coach(content, models, build_skill(content, None), hearing)
