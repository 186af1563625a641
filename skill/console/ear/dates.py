"""Finds dates in a sentence, as Alexa sends them for AMAZON.DATE: `2026-01-10`, `2026-01-06TNI`, `2026-W03-WE`.

A date without a year, and a weekday, is the next one to come.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import assert_never

from skill.console.ear.numbers import Numbers, either, pattern_of
from skill.content.listening import DateKind, Listening, SaidDate


class Dates:
    """The dates of a language."""

    def __init__(self, listening: Listening, numbers: Numbers) -> None:
        self._listening = listening
        self._numbers = numbers
        self._ordinals = {word: day for day, word in enumerate(listening.ordinals, start=1)} | {
            word: day for day, word in enumerate(listening.short_ordinals, start=1)
        }
        self._patterns = [(pattern, said) for said in listening.dates for pattern in self._patterns_of(said)]
        near = (word for said in listening.dates if not (said.each or said.not_before) for word in said.samples)
        names = (*listening.weekdays, *listening.months, *listening.ordinals, *near)
        self.words = frozenset(word for name in names for word in name.split() if word.isalpha())
        """The words that dates are made of, besides numbers and small words."""

    def spans(self, text: str, today: date) -> Iterator[tuple[re.Match[str], str]]:
        """Every date in a sentence, overlapping ones too: where it is, and its value."""
        for pattern, said in self._patterns:
            for found in pattern.finditer(text):
                with suppress(ValueError, OverflowError):  # the thirtieth of february; in a million weeks
                    yield found, self._value(said, found.groupdict(), today)

    def _patterns_of(self, said: SaidDate) -> Iterator[re.Pattern[str]]:
        names = {
            "count": self._numbers.count,
            "part": either(self._listening.parts),
            "weekday": either(self._listening.weekdays),
            "month": either(month for month in self._listening.months if month not in said.besides),
            "ordinal": either(self._ordinals),
        }
        before = "|".join(f"(?<={re.escape(word)} )" for word in said.after)
        behind = f"(?! (?:{either(said.not_before)}))" if said.not_before else ""
        return (pattern_of(sample, names, f"(?:{before})", behind) for sample in said.samples)

    def _value(self, said: SaidDate, found: Mapping[str, str | None], today: date) -> str:
        """What Alexa sends for it. Raises ValueError or OverflowError where there is no such day."""
        amount = said.from_now + said.each * self._numbers.how_many(found.get("count") or "")
        part = said.part or self._listening.parts.get(found.get("part") or "")
        match said.kind:
            case DateKind.DAY:
                return _on(today + timedelta(amount), part)
            case DateKind.WEEKDAY:
                return _on(_some_weeks_from(_coming(self._weekday(found), today), amount, today), part)
            case DateKind.WEEKDAY_OF_WEEK:
                return _on(_monday(today) + timedelta(7 * amount + self._weekday(found)), part)
            case DateKind.WEEK:
                return _week(today + timedelta(weeks=amount))
            case DateKind.WEEKEND:
                return f"{_week(today + timedelta(weeks=amount))}-WE"
            case DateKind.MONTH:
                return _month_after(today, amount)
            case DateKind.NAMED_MONTH:
                month = self._month(found)
                return f"{today.year + (month < today.month)}-{month:02}"
            case DateKind.DAY_OF_MONTH:
                return str(_next(today, self._month(found), self._day(found)))
            case DateKind.DAY_OF_THIS_MONTH:
                return _of_this_month(today, self._day(found))
            case _:
                assert_never(said.kind)

    def _weekday(self, found: Mapping[str, str | None]) -> int:
        return self._listening.weekdays.index(found["weekday"] or "")

    def _month(self, found: Mapping[str, str | None]) -> int:
        return self._listening.months.index(found["month"] or "") + 1

    def _day(self, found: Mapping[str, str | None]) -> int:
        return self._ordinals[found["ordinal"] or ""]


def _on(day: date, part: str | None) -> str:
    return f"{day}T{part}" if part else str(day)


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _coming(weekday: int, today: date) -> date:
    """The next day of that name, a week from now where it is today."""
    return today + timedelta((weekday - today.weekday() - 1) % 7 + 1)


def _some_weeks_from(day: date, weeks: int, today: date) -> date:
    """Some weeks after or before a day; what lies back is never today."""
    there = day + timedelta(weeks=weeks)
    return there - timedelta(weeks=1) if weeks < 0 and there == today else there


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _month_after(day: date, months: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}"


def _next(today: date, month: int, day: int) -> date:
    """The date this year, or next year where that is over."""
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _of_this_month(today: date, day: int) -> str:
    """The date this month, or next month where that is over."""
    if day >= today.day:
        return str(today.replace(day=day))
    return str(date.fromisoformat(f"{_month_after(today, 1)}-{day:02}"))
