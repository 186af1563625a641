"""When a reminder sounds: from what a runner says, and in words."""

import re

from skill.coaching.turn.errand import WEEKDAYS, Reminder, ReminderDay
from skill.coaching.turn.events import Event
from skill.coaching.words.phrase import Name, Phrase, Thing
from skill.coaching.words.prompts import Say, say

DAYTIMES = {"MO": "07:00", "AF": "15:00", "EV": "18:00", "NI": "20:00"}
"""The times proposed for AMAZON.TIME's parts of the day: morning, afternoon, evening, night."""
EARLIEST_HOUR = 5
"""A bare hour before this is meant in the afternoon."""
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def changed(before: Reminder, event: Event, *, weekly: bool | None) -> Reminder:
    """What was said before, with what was said now on top."""
    days = _days(event.days) or before.days
    return Reminder(days if _fits(days, weekly) else (), _time(event) or before.time, weekly)


def _days(said: tuple[ReminderDay, ...]) -> tuple[ReminderDay, ...]:
    """Weekdays in the order of the week, each once; any other day alone."""
    other = [day for day in said if day not in WEEKDAYS]
    return tuple(other[:1]) or tuple(day for day in WEEKDAYS if day in said)


def _fits(days: tuple[ReminderDay, ...], weekly: bool | None) -> bool:
    """Whether the days go with how often: not every week tomorrow, nor only once on two days."""
    if weekly:
        return all(day in (*WEEKDAYS, ReminderDay.EVERY_DAY) for day in days)
    return weekly is None or (len(days) == 1 and ReminderDay.EVERY_DAY not in days)


def _time(event: Event) -> str | None:
    """HH:MM from what AMAZON.TIME gives, a time or a part of the day; or from a bare number."""
    text = DAYTIMES.get(event.time or "", (event.time or "")[:5])
    if event.time is None and event.number is not None:
        text = f"{event.number + 12 if event.number < EARLIEST_HOUR else event.number:02}:00"
    return text if _TIME.fullmatch(text) else None


def hour_said(event: Event) -> int | None:
    """The number that a time on the hour, with no day, may have been: ten for 10:00."""
    if event.days or not (event.time or "").endswith(":00"):
        return None
    return int((event.time or "")[:2]) % 12 or 12


def in_words(reminder: Reminder) -> Phrase:
    """The days and the time of a reminder that has both: "every Thursday at seven in the morning"."""
    assert reminder.time is not None
    weekdays = all(day in WEEKDAYS for day in reminder.days)
    key = (Say.REMINDER_EVERY if reminder.repeats else Say.REMINDER_ON) if weekdays else Say.REMINDER_AT
    days = tuple(Name(Thing.REMINDER_DAY, day) for day in reminder.days)
    return say(key, days=days, time=_clock(reminder.time))


def _clock(time: str) -> Phrase:
    """The time with its part of the day: seven in the morning is not seven in the evening."""
    hour, minute = int(time[:2]), int(time[3:])
    if not minute and hour % 12 == 0:
        return say(Say.TIME_NOON if hour else Say.TIME_MIDNIGHT)
    shown = hour % 12 or 12
    clock = say(Say.TIME_HOUR, hour=shown)
    if minute:
        clock = say(Say.TIME_MINUTES if minute > 9 else Say.TIME_FEW_MINUTES, hour=shown, minute=minute)
    part = next(key for before, key in _PARTS if hour < before)
    return say(part, clock=clock)


_PARTS = ((12, Say.TIME_MORNING), (18, Say.TIME_AFTERNOON), (21, Say.TIME_EVENING), (24, Say.TIME_NIGHT))
"""Hours before which it is which part of the day."""
