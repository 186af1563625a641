"""Finds dates in a sentence, as Alexa sends them for AMAZON.DATE: `2026-01-10`, `2026-01-06TNI`, `2026-W03-WE`.

A date without a year, and a weekday, is the next one to come.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta

from skill.console.ear.numbers import HOW_MANY, how_many

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NEAR = {
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "now": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_PART_OF = {
    "this morning": (0, "MO"),
    "this afternoon": (0, "AF"),
    "this evening": (0, "EV"),
    "tonight": (0, "NI"),
    "last night": (-1, "NI"),
}
_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ORDINALS = {
    word: day
    for day, word in enumerate(
        (
            *_ONES,
            *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
            *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
            *(f"twenty {one}" for one in _ONES),
            *("thirtieth", "thirty first"),
        ),
        start=1,
    )
}

WORDS = frozenset(word for words in (*_WEEKDAYS, *_MONTHS, *_NEAR, *_ORDINALS) for word in words.split())
"""The words that dates are made of, besides numbers and small words."""


def date_spans(text: str, today: date) -> Iterator[tuple[re.Match[str], str]]:
    """Every date in a sentence, overlapping ones too: where it is, and its value."""
    for pattern, value_of in _DATES:
        for found in pattern.finditer(text):
            with suppress(ValueError, OverflowError):  # the thirtieth of february; in a million weeks
                yield found, value_of(found, today)


def _near(found: re.Match[str], today: date) -> str:
    return _on(today + timedelta(_NEAR[found["near"]]), found["part"])


def _part_of_a_day(found: re.Match[str], today: date) -> str:
    days, part = _PART_OF[found[0]]
    return f"{today + timedelta(days)}T{part}"


def _weekday(found: re.Match[str], today: date) -> str:
    which, index = found["which"] or "", _WEEKDAYS.index(found["weekday"])
    if which == "next":
        return _on(_monday(today) + timedelta(7 + index), found["part"])
    coming = _coming(found["weekday"], today)
    back = 7 if coming - today == timedelta(7) else 0
    return _on(coming - timedelta(7 + back) if which == "last" else coming, found["part"])


def _weeks_after(found: re.Match[str], today: date) -> str:
    """`a week on sunday`, `sunday week`, `two weeks from now`."""
    day = found["after"]
    start = _coming(day, today) if day in _WEEKDAYS else today + timedelta(_NEAR[day])
    return str(start + timedelta(weeks=_weeks(found["weeks"])))


def _distant(found: re.Match[str], today: date) -> str:
    """`in two weeks`, `three days ago`."""
    count = how_many(found["count"]) * (-1 if found["ago"] else 1)
    unit = found["unit"].rstrip("s")
    if unit == "month":
        return _month_after(today, count)
    return str(today + timedelta(count * {"day": 1, "week": 7, "fortnight": 14}[unit]))


def _week(found: re.Match[str], today: date) -> str:
    """`next week`, `this weekend`, `the week after next`."""
    weeks = {"next": 1, "last": -1, "after next": 2}.get(found["which"], 0)
    year, week, _ = (today + timedelta(weeks=weeks)).isocalendar()
    return f"{year}-W{week:02}" + "-WE" * bool(found["end"])


def _month(found: re.Match[str], today: date) -> str:
    """`march`, `next month`."""
    if found["month"] == "month":
        return _month_after(today, {"next": 1, "last": -1}.get(found["which"], 0))
    month = _MONTHS.index(found["month"]) + 1
    return f"{today.year + (month < today.month)}-{month:02}"


def _of_a_month(found: re.Match[str], today: date) -> str:
    """`the fifth of december`: this year's, or next year's where that is over."""
    month, day = _MONTHS.index(found["month"]) + 1, _day_of_month(found["day"])
    this_year = date(today.year, month, day)
    return str(this_year if this_year >= today else date(today.year + 1, month, day))


def _of_this_month(found: re.Match[str], today: date) -> str:
    """`the fifth`: this month's, or next month's where that is over."""
    day = _day_of_month(found["day"])
    if day >= today.day:
        return str(today.replace(day=day))
    return str(date.fromisoformat(f"{_month_after(today, 1)}-{day:02}"))


def _on(day: date, part: str | None) -> str:
    return f"{day}T{_PARTS[part]}" if part else str(day)


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _coming(weekday: str, today: date) -> date:
    """The next day of that name, a week from now where it is today."""
    return today + timedelta((_WEEKDAYS.index(weekday) - today.weekday() - 1) % 7 + 1)


def _month_after(day: date, months: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}"


def _weeks(text: str) -> int:
    return 2 if "fortnight" in text else how_many(text.removesuffix("weeks").removesuffix("week").strip() or "a")


def _day_of_month(text: str) -> int:
    return _ORDINALS.get(text) or int(re.sub(r"\D", "", text))


_NAMES = "|".join(_WEEKDAYS)
_PART = rf"(?: (?:in the )?(?P<part>{'|'.join(_PARTS)}))?"
_WEEKS = rf"(?P<weeks>(?:{HOW_MANY} )?weeks?|(?:a )?fortnight)"
_ORDINAL = rf"(?P<day>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))}|\d\d?(?:st|nd|rd|th))"
_OF_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_MONTH = "|".join(month for month in _MONTHS if month != "may")
_NOUN = r"(?! (?:one|set|rep|step|exercise|leg|side|day|time|week|half|part|round|class|session))"

_DATES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], str]], ...] = tuple(
    (re.compile(rf"(?<![\w']){pattern}(?![\w'])"), value_of)
    for pattern, value_of in (
        (rf"(?:the )?(?P<near>day before yesterday|yesterday|today|tomorrow|day after tomorrow){_PART}", _near),
        (rf"(?:{'|'.join(_PART_OF)})", _part_of_a_day),
        (rf"(?:(?:this |the )?(?P<which>this|coming|next|last) )?(?P<weekday>{_NAMES}){_PART}", _weekday),
        (rf"{_WEEKS} (?:on |from |after )?(?P<after>{_NAMES}|today|tomorrow|now)", _weeks_after),
        (rf"(?P<after>{_NAMES}|today|tomorrow) (?P<weeks>week|fortnight)", _weeks_after),
        (rf"in (?P<count>{HOW_MANY}) (?P<unit>days?|weeks?|months?|fortnight)(?:'?s?'? time)?(?P<ago>)", _distant),
        (rf"(?P<count>{HOW_MANY}) (?P<unit>days?|weeks?|months?|fortnight) (?P<ago>ago)", _distant),
        (r"(?:this |the )?(?P<which>this|coming|next|last) week(?P<end>end)?", _week),
        (r"the week(?P<end>end)?(?: (?P<which>after next)|(?<=end))", _week),
        (r"(?P<which>this|next|last) (?P<month>month)", _month),
        (rf"(?P<month>{_MONTH}|(?<=in )may)", _month),
        (rf"(?:the )?{_ORDINAL} (?:of )?{_OF_MONTH}", _of_a_month),
        (rf"{_OF_MONTH} (?:the )?{_ORDINAL}", _of_a_month),
        (rf"(?<=(?:on|is|by) )the {_ORDINAL}{_NOUN}", _of_this_month),
    )
)
