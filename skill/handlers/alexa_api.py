"""Calls Amazon's services on a runner's behalf, within the time a turn has."""

import logging
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ask_sdk_model import RequestEnvelope

from skill.coaching.errors import CoachError
from skill.coaching.turn.errand import Outcome

log = logging.getLogger(__name__)

TIMEOUTS = (1.0, 1.5)
"""Seconds for the connection and for the answer: a call never takes more than two and a half."""
BUDGET = 4.0
"""Seconds after which an errand makes no further call: a turn has eight (platform sheet 1.3)."""
ZONE_TIMEOUTS = (0.4, 0.6)
"""Seconds where only the time zone is asked for: the first answer of a conversation waits for it."""

_NOT_ALLOWED = (401, 403)
_NOT_FOUND = 404
_BUSY = 429
_CODES = {"DEVICE_NOT_SUPPORTED": Outcome.NOT_SUPPORTED, "MAX_REMINDERS_EXCEEDED": Outcome.TOO_MANY}
"""What the body of a refusal may say more exactly than its status (Amazon's reference; not seen on a device)."""


class CallError(CoachError):
    """A call that brought nothing."""

    def __init__(self, outcome: Outcome, cause: object) -> None:
        super().__init__(f"{outcome}: {cause}")
        self.outcome = outcome
        """What that means for the errand."""
        self.cause = cause


@dataclass(frozen=True)
class Caller:
    """Calls with what a request brought along: context.System.apiEndpoint and apiAccessToken."""

    endpoint: str
    token: str
    timeouts: tuple[float, float]
    until: float
    """When the last call may begin, on the monotonic clock."""

    @classmethod
    def of(cls, system: Any, timeouts: tuple[float, float] = TIMEOUTS, budget: float = BUDGET) -> "Caller":
        """For a request's context.System. Raises CallError where a request brought no token, as in a console."""
        if not system.api_endpoint or not system.api_access_token:
            raise CallError(Outcome.NOT_SUPPORTED, "the request brought no access to Amazon's services")
        endpoint = system.api_endpoint.rstrip("/")
        return cls(endpoint, system.api_access_token, timeouts, time.monotonic() + budget)

    def call(self, method: str, path: str, body: object = None) -> Any:
        """The JSON answered, None for an empty answer; what is to be deleted may be gone. Raises CallError."""
        import requests  # takes longer to import than a turn without reminders does

        if time.monotonic() > self.until:
            raise CallError(Outcome.TRY_LATER, "no time left")
        try:
            response = requests.request(
                method,
                f"{self.endpoint}{path}",
                json=body,
                headers={"Authorization": f"Bearer {self.token}", "Accept": "application/json"},
                timeout=self.timeouts,
                allow_redirects=False,
            )
            answer = response.json() if response.content else None
        except requests.JSONDecodeError:
            answer = None
        except (requests.RequestException, ValueError) as error:
            raise CallError(Outcome.TRY_LATER, type(error).__name__) from error
        gone = method == "DELETE" and response.status_code == _NOT_FOUND
        if gone or 200 <= response.status_code < 300:
            return answer
        code = answer.get("code") if isinstance(answer, dict) else None
        raise CallError(_outcome(response.status_code, code), f"{method}: {response.status_code} {code}")


def device_zone(caller: Caller, device: str) -> str:
    """The time zone of a device (`Europe/London`); needs no permission. Raises CallError."""
    zone = caller.call("GET", f"/v2/devices/{quote(device, safe='')}/settings/System.timeZone")
    if not isinstance(zone, str) or not zone:
        raise CallError(Outcome.NOT_SUPPORTED, "the device has no time zone")
    return zone


def zone_of(request: RequestEnvelope) -> str | None:
    """The time zone of the device that a request came from; None where it cannot be had at once."""
    system = request.context.system if request.context else None
    if system is None or system.device is None or not system.device.device_id:
        return None
    try:
        return device_zone(Caller.of(system, ZONE_TIMEOUTS), system.device.device_id)
    except CallError as error:
        log.warning("time zone: %s", error)
        return None


def _outcome(status: int, code: object) -> Outcome:
    if isinstance(code, str) and code in _CODES:
        return _CODES[code]
    if status in _NOT_ALLOWED:
        return Outcome.NOT_PERMITTED
    return Outcome.TRY_LATER if status == _BUSY or status >= 500 else Outcome.REFUSED
