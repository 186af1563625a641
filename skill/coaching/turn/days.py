"""Days as they are said: the one a runner named, and any day in words."""

from skill.coaching.record.record import WEEK
from skill.coaching.turn.errand import WEEKDAYS, ReminderDay
from skill.coaching.turn.events import Event
from skill.coaching.words.phrase import Arg, Count, Name, Thing
from skill.coaching.words.prompts import Say, say

SECONDS_A_DAY = 86_400
COUNTED = 21
"""Days ahead up to which they are counted; further ones are told in weeks, as near as that is."""


def said(event: Event, today: int) -> int | None:
    """The day an event names, in days since the epoch; a weekday is the next one, never today."""
    if event.day is not None:
        return event.day
    if event.seconds and event.seconds >= SECONDS_A_DAY:
        return today + event.seconds // SECONDS_A_DAY
    return next((_coming(day, today) for day in event.days if day is not ReminderDay.EVERY_DAY), None)


def _coming(day: ReminderDay, today: int) -> int:
    if day not in WEEKDAYS:
        return today + (day is ReminderDay.TOMORROW)
    return today + 1 + (WEEKDAYS.index(day) - WEEKDAYS.index(weekday(today + 1))) % WEEK


def weekday(day: int) -> ReminderDay:
    """The day of the week; the first day of the epoch was a Thursday."""
    return WEEKDAYS[(day + 3) % WEEK]


def named(day: int, today: int) -> Arg:
    """A day from today on: "tomorrow", "Thursday", "in nine days", "in about five weeks"."""
    ahead = day - today
    if ahead < WEEK:
        near = (ReminderDay.TODAY, ReminderDay.TOMORROW)
        return Name(Thing.REMINDER_DAY, near[ahead] if ahead < len(near) else weekday(day))
    if ahead % WEEK == 0:
        return say(Say.DAY_IN, time=Count(ahead // WEEK, "week"))
    if ahead < COUNTED:
        return say(Say.DAY_IN, time=Count(ahead, "day"))
    return say(Say.DAY_IN_ABOUT, time=Count(round(ahead / WEEK), "week"))


def on(day: int, today: int) -> Arg:
    """When something is, from today on: the same, with "on Thursday" for a day of the week."""
    name = named(day, today)
    return say(Say.DAY_ON, day=name) if 1 < day - today < WEEK else name
