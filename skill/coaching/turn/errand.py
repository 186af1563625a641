"""What the core asks of the world outside the conversation, and what came of it: reminders, and forgetting."""

from dataclasses import dataclass
from enum import StrEnum, auto


class ReminderDay(StrEnum):
    """When a reminder sounds, as a runner says it; the first seven in the order of the week."""

    MONDAY = auto()
    TUESDAY = auto()
    WEDNESDAY = auto()
    THURSDAY = auto()
    FRIDAY = auto()
    SATURDAY = auto()
    SUNDAY = auto()
    EVERY_DAY = auto()
    TODAY = auto()
    TOMORROW = auto()


WEEKDAYS = tuple(ReminderDay)[:7]
"""Monday to Sunday."""


@dataclass(frozen=True)
class Reminder:
    """A reminder to train, as far as it is known."""

    days: tuple[ReminderDay, ...] = ()
    """Weekdays in the order of the week, or one other day alone; empty is not said."""
    time: str | None = None
    """HH:MM on the runner's clock; None is not said."""
    weekly: bool | None = None
    """Whether it sounds every week, or only once; None is not said."""

    @property
    def repeats(self) -> bool:
        """Whether it sounds again and again: every day, on several days, or because that was said."""
        return self.days == (ReminderDay.EVERY_DAY,) or (
            len(self.days) > 1 if self.weekly is None else self.weekly
        )


class Task(StrEnum):
    """The kinds of errands."""

    SET_REMINDER = auto()
    LIST_REMINDERS = auto()
    CANCEL_REMINDERS = auto()
    FORGET = auto()
    """Delete everything that is kept of the runner."""
    JOIN = auto()
    """Make the account's record that of the runner who is recognised now."""
    ASK_PERMISSION = auto()
    """Let the platform ask whether this coach may set reminders; it ends the conversation."""
    SHOW_PERMISSION = auto()
    """Show in the runner's app where that can be allowed."""


@dataclass(frozen=True)
class Errand:
    """Something to be done outside the conversation."""

    task: Task
    reminder: Reminder | None = None
    """The reminder to set."""
    permitted: bool = False
    """The platform has just said that it is allowed; it is not asked twice."""
    then: "Errand | None" = None
    """What to do once permission is given."""


class Outcome(StrEnum):
    """What came of an errand."""

    DONE = auto()
    NOT_PERMITTED = auto()
    NOT_SUPPORTED = auto()
    """This device, or this door to the coach, has no reminders."""
    TOO_MANY = auto()
    PAST = auto()
    """The time of a reminder for today has passed."""
    REFUSED = auto()
    """The platform does not take it as it is."""
    TRY_LATER = auto()
    """Nobody answered, or not in time."""


@dataclass(frozen=True)
class Result:
    """An errand, what came of it, and what was found."""

    errand: Errand
    outcome: Outcome
    reminders: tuple[Reminder, ...] = ()
    """Those found, or cancelled."""
