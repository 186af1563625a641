"""A runner at a device: sentences to the whole skill, and what the platform does by itself."""

from functools import partial
from typing import Any

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter

from skill.app import answer, build_skill
from skill.console.conversation import START, Conversation
from skill.console.device import Answer, Device, answer_of
from skill.console.envelope import DeviceSession, Json, Origin, envelope
from skill.handlers.clock import Clock
from skill.handlers.reminders import Reminders
from skill.storage import open_store
from tests.amazon import response_faults
from tests.conversation import hearing, load_once
from tests.handlers.amazon_services import DEVICE, TOKEN

ORIGIN = Origin("en-GB", device_id=DEVICE, user_id="amzn1.ask.account.runner")


class Runner:
    """One runner with one device.

    `endpoint` is where Amazon's services are, None where there are none. Nothing is `kept` without a store.
    The first sentence is said at `start`, in milliseconds since the epoch.
    """

    def __init__(
        self,
        endpoint: str | None = None,
        reminders: Reminders | None = None,
        store: AbstractPersistenceAdapter | None = None,
        kept: bool = True,
        clock: Clock | None = None,
        start: int = START,
    ) -> None:
        self.store = (store or open_store("memory:")) if kept else None
        self._endpoint = endpoint
        self._skill = partial(answer, build_skill(load_once(), self.store, reminders=reminders, clock=clock))
        self._conversation = Conversation(Device(hearing("en-GB"), self._send, ORIGIN), start)
        self._now = start
        self.answer = Answer({}, (), (), listening=False)

    @property
    def heard(self) -> str:
        """What was said last."""
        return self.answer.text

    @property
    def response(self) -> Json:
        """The latest response."""
        return self.answer.envelope["response"]

    @property
    def directives(self) -> list[Json]:
        """The directives of the latest response."""
        return self.response.get("directives", [])

    def says(self, *sentences: str) -> str:
        """Say sentences, each when the last answer has been heard out, and return what is answered to the last."""
        for sentence in sentences:
            self.answer = self._conversation.says(sentence)
        return self.heard

    def waits(self, hours: float) -> "Runner":
        """Say the next sentence so long after the latest answer began."""
        self._conversation.wait(round(hours * 3_600_000))
        return self

    def answers_permission(self, status: str) -> str:
        """Answer the platform's question, which comes back as a new session, and return what is said."""
        directive = self.directives[0]
        request = {
            "type": "Connections.Response",
            "name": directive["name"],
            "status": {"code": "200", "message": "OK"},
            "payload": {"status": status, "isCardThrown": False},
            "token": directive["token"],
        }
        self.answer = answer_of(self._send(envelope(ORIGIN, DeviceSession(), request, self._now)))
        return self.heard

    def disables_the_skill(self) -> Json:
        """Let the platform tell that the runner disabled the skill; return the response envelope."""
        request = {
            "type": "AlexaSkillEvent.SkillDisabled",
            "body": {"userInformationPersistenceStatus": "PERSISTED"},
        }
        told = envelope(ORIGIN, DeviceSession(), request, self._now)
        del told["session"]
        return self._send(told)

    @property
    def record(self) -> dict[str, Any]:
        """What the store has of the runner."""
        return dict(self.store.get_attributes(_Account(ORIGIN.user_id)))

    def put(self, record: dict[str, Any]) -> None:
        """Put another record into the store, over the one that is there."""
        self.store.save_attributes(_Account(ORIGIN.user_id), record)

    def _send(self, request: Json) -> Json:
        system = request["context"]["System"]
        system |= {"apiEndpoint": self._endpoint, "apiAccessToken": TOKEN if self._endpoint else None}
        response = self._skill(request)
        assert response_faults(response) == []
        return response


class _Account:
    """As much of a request as a store asks for."""

    def __init__(self, user_id: str) -> None:
        self.context = self.session = self.system = self.user = self
        self.user_id = user_id
