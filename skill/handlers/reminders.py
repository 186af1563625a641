"""Reminders where Alexa keeps them: the Reminders REST API, version 1 (platform sheet 7).

Its answers are read here: the SDK cannot read reminders (platform sheet 10.2), and calls without a time-out.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import quote

from ask_sdk_model import RequestEnvelope

from skill.coaching.turn.errand import WEEKDAYS, Errand, Outcome, Reminder, ReminderDay, Result, Task
from skill.handlers.alexa_api import BUDGET, TIMEOUTS, Caller, CallError, device_zone
from skill.handlers.clock import time_zone

log = logging.getLogger(__name__)

PATH = "/v1/alerts/reminders"
LEAD = timedelta(minutes=1)
"""How far ahead a reminder is at least: one in the past is refused."""
_BYDAY = dict(zip(WEEKDAYS, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))


class Reminders(Protocol):
    """Where a runner's reminders are kept."""

    def run(self, request: RequestEnvelope, errand: Errand, text: str) -> Result:
        """Set a reminder that says the text, or list or cancel all those set by this skill. Raises nothing."""
        ...


class AlexaReminders:
    """Reminders on the device that a request came from."""

    def __init__(self, timeouts: tuple[float, float] = TIMEOUTS, budget: float = BUDGET) -> None:
        self._timeouts = timeouts
        self._budget = budget

    def run(self, request: RequestEnvelope, errand: Errand, text: str) -> Result:
        """Do the errand; whatever goes wrong is an outcome."""
        try:
            caller = Caller.of(request.context.system, self._timeouts, self._budget)
            if errand.task is Task.SET_REMINDER and errand.reminder:
                _set(caller, request, errand.reminder, text)
                return Result(errand, Outcome.DONE)
            found = _found(caller)
            if errand.task is Task.CANCEL_REMINDERS:
                return Result(errand, Outcome.DONE, tuple(_cancel(caller, alert) for alert in found))
            read = tuple(reminder for alert in found if (reminder := read_alert(alert)))
            return Result(errand, Outcome.DONE, read)
        except CallError as error:
            log.warning("reminders: %s", error)
            return Result(errand, error.outcome)


def _set(caller: Caller, request: RequestEnvelope, reminder: Reminder, text: str) -> None:
    zone = _time_zone(caller, request.context.system.device.device_id)
    now = _local_time(request.request.timestamp, zone)
    first = first_time(reminder, now)
    if first is None:
        raise CallError(Outcome.PAST, reminder.time)
    caller.call("POST", PATH, body_of(reminder, now, first, zone, request.request.locale, text))


def _found(caller: Caller) -> list[Any]:
    """The alerts still to sound."""
    answer = caller.call("GET", PATH)
    alerts = answer.get("alerts") if isinstance(answer, dict) else None
    return [alert for alert in alerts or () if isinstance(alert, dict) and alert.get("status") == "ON"]


def _cancel(caller: Caller, alert: dict[str, Any]) -> Reminder:
    caller.call("DELETE", f"{PATH}/{quote(str(alert.get('alertToken')), safe='')}")
    return read_alert(alert) or Reminder()


def _time_zone(caller: Caller, device: str) -> str:
    """The device's time zone; without it no time of day means anything."""
    try:
        return device_zone(caller, device)
    except CallError as error:
        supported = error.outcome is not Outcome.NOT_SUPPORTED
        raise CallError(Outcome.TRY_LATER if supported else error.outcome, error) from error


def _local_time(timestamp: datetime, zone: str) -> datetime:
    """The time on the runner's clock, without offset."""
    known = time_zone(zone)
    if known is None:
        raise CallError(Outcome.NOT_SUPPORTED, f"unknown time zone {zone}")
    return timestamp.astimezone(known).replace(tzinfo=None)


def first_time(reminder: Reminder, now: datetime) -> datetime | None:
    """When a reminder sounds first, as `now` on the runner's clock; None where today's time has passed."""
    assert reminder.time is not None
    hour, minute = (int(part) for part in reminder.time.split(":"))
    today = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    times = (today + timedelta(days=ahead) for ahead in range(8))
    return next((time for time in times if time >= now + LEAD and _falls_on(reminder.days, time, now)), None)


def _falls_on(days: tuple[ReminderDay, ...], time: datetime, now: datetime) -> bool:
    ahead = (time.date() - now.date()).days
    if days[0] in (ReminderDay.TODAY, ReminderDay.TOMORROW):
        return ahead == (days[0] is ReminderDay.TOMORROW)
    return days[0] is ReminderDay.EVERY_DAY or WEEKDAYS[time.weekday()] in days


def body_of(
    reminder: Reminder, now: datetime, first: datetime, zone: str, locale: str, text: str
) -> dict[str, Any]:
    """The body that sets a reminder; its times are the runner's, with no offset and no Z (platform sheet 7)."""
    trigger: dict[str, Any] = {"type": "SCHEDULED_ABSOLUTE", "scheduledTime": _iso(first), "timeZoneId": zone}
    if reminder.repeats:
        rules = [*_rules(reminder, first)]
        trigger["recurrence"] = {"startDateTime": _iso(first), "recurrenceRules": rules}
    return {
        "requestTime": _iso(now),
        "trigger": trigger,
        "alertInfo": {"spokenInfo": {"content": [{"locale": locale, "text": text}]}},
        "pushNotification": {"status": "ENABLED"},
    }


def _rules(reminder: Reminder, first: datetime) -> Iterator[str]:
    """One rule a day."""
    time = f"BYHOUR={first.hour};BYMINUTE={first.minute};BYSECOND=0;INTERVAL=1;"
    for day in reminder.days:
        yield f"FREQ=WEEKLY;BYDAY={_BYDAY[day]};{time}" if day in _BYDAY else f"FREQ=DAILY;{time}"


def _iso(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds")


def read_alert(alert: dict[str, Any]) -> Reminder | None:
    """The reminder in an alert as the platform returns it; None where it cannot be read."""
    try:
        trigger = alert["trigger"]
        rules = [_parts(rule) for rule in (trigger.get("recurrence") or {}).get("recurrenceRules") or ()]
        if not rules:
            time = datetime.fromisoformat(trigger["scheduledTime"])
            return Reminder((WEEKDAYS[time.weekday()],), f"{time:%H:%M}", weekly=False)
        named = {day for rule in rules for day in rule.get("BYDAY", "").split(",")}
        days = tuple(day for day, short in _BYDAY.items() if short in named) or (ReminderDay.EVERY_DAY,)
        return Reminder(days, f"{int(rules[0]['BYHOUR']):02}:{int(rules[0]['BYMINUTE']):02}", weekly=True)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        log.warning("a reminder that cannot be read: %r", error)
        return None


def _parts(rule: str) -> dict[str, str]:
    """`FREQ=WEEKLY;BYDAY=TH;` by its names."""
    return dict(part.split("=", 1) for part in rule.split(";") if part)
