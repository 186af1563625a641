"""How a language is heard where Alexa does not hear it herself: at the console."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto


class DateKind(Enum):
    """What is said of a date."""

    DAY = auto()
    """So many days from today."""
    WEEKDAY = auto()
    """The next day of that name, or one some weeks from it."""
    WEEKDAY_OF_WEEK = auto()
    """The day of that name, of a week so far from this one."""
    WEEK = auto()
    WEEKEND = auto()
    MONTH = auto()
    """So many months from this one."""
    NAMED_MONTH = auto()
    DAY_OF_MONTH = auto()
    DAY_OF_THIS_MONTH = auto()
    """This month's, or the next one's where that is over."""


@dataclass(frozen=True)
class SaidDate:
    """Ways to say a date."""

    samples: tuple[str, ...]
    kind: DateKind
    from_now: int = 0
    """Days, weeks or months, as the kind has it."""
    each: int = 0
    """The same, for every one of `{count}`."""
    part: str = ""
    """Amazon's name of the part of the day; besides it may be said as `{part}`."""
    after: tuple[str, ...] = ()
    """One of these must stand before it."""
    not_before: tuple[str, ...] = ()
    """No word that begins with one of these may follow."""
    besides: tuple[str, ...] = ()
    """Names of months that are other words here."""


@dataclass(frozen=True)
class SaidLength:
    """Ways to say a length of time: so many units, and quarters of one."""

    samples: tuple[str, ...]
    quarters: int = 0


@dataclass(frozen=True)
class SaidTime:
    """Ways to say a time of day: minutes before or after the hour, or after midnight where no hour is said."""

    samples: tuple[str, ...]
    minutes: int = 0


@dataclass(frozen=True)
class Spelling:
    """How words are brought into one form, so that what is said and what is written can be compared."""

    negation: str
    corrections: tuple[str, ...]
    """What comes after one of these takes back what was said before it."""
    felt_by: frozenset[str]
    """Who feels something, or what is felt."""
    denials: frozenset[str]
    """What is felt is denied by one of these before it, ..."""
    between: frozenset[str]
    """... with nothing but these between."""
    unable: frozenset[str]
    """After one of these a negation says what one is unable to do, and denies nothing."""
    lead_ins: frozenset[str]
    """What a sentence may begin with that says nothing; alone it is an answer."""
    fillers: frozenset[str]
    """Words that carry no meaning."""
    contractions: Mapping[str, str]
    """Whole words, and what they are short for."""
    short: Mapping[str, str]
    """Ends of words, and the word each is short for."""
    possessive: str
    is_: str
    """What the possessive is short for after one of `is_after`."""
    is_after: frozenset[str]
    owners: frozenset[str]
    """After these the possessive is a word of its own; after slots too."""
    whole: tuple[str, ...]
    """Words that end so have no ending to cut off."""
    endings: Mapping[str, int]
    """Endings that are cut off, and the least letters of a word that has them."""


@dataclass(frozen=True)
class Counting:
    """How numbers are made of words."""

    words: Mapping[str, int]
    """Those of one word, below a hundred."""
    hundred: str
    join: str
    few: Mapping[str, int]
    """What stands for a number where things are counted: `a`."""


@dataclass(frozen=True)
class DeviceWords:
    """What a device hears before the skill does."""

    wake: str
    article: tuple[str, ...]
    open: tuple[str, ...]
    ask: tuple[str, ...]
    join: tuple[str, ...]
    leave: tuple[str, ...]


@dataclass(frozen=True)
class Listening:
    """All that the console needs to hear a language, besides the interaction model."""

    spelling: Spelling
    counting: Counting
    device: DeviceWords
    standard: Mapping[str, tuple[str, ...]]
    """What Alexa's own intents understand besides the samples of the model."""
    never: Mapping[str, tuple[str, ...]]
    """Words that no sentence of an intent has: those of its opposite."""
    needs: Mapping[str, tuple[str, ...]]
    """Words of which every sentence of an intent has one: those that take something away."""
    off_topic: tuple[str, ...]
    """Sentences that are not for this coach."""
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    ordinals: tuple[str, ...]
    """In words, from the first on."""
    short_ordinals: tuple[str, ...]
    quarters: tuple[str, ...]
    """The minutes of a quarter of an hour, of two and of three."""
    units: Mapping[str, int]
    """Seconds."""
    half_days: Mapping[str, int]
    """Hours after midnight."""
    parts: Mapping[str, str]
    """Parts of a day, and Amazon's names of them."""
    dates: tuple[SaidDate, ...]
    lengths: tuple[SaidLength, ...]
    times: tuple[SaidTime, ...]
