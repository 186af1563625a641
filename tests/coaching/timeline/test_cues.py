"""One set of every exercise, variant, dose, tempo and talk level, to the millisecond."""

from itertools import pairwise

import pytest

from skill.coaching.facts.exercise import Counting, PhaseKind, Rung, Side, Sides
from skill.coaching.timeline.cues import Cue, CueKind, Delivery, Stage, Talk, Tempo, Turn
from skill.coaching.timeline.rep import phase_length
from skill.coaching.words.phrase import Phrase
from tests.coaching.every import (
    LIBRARY,
    RUNGS,
    gaps,
    one_set,
    script,
    sets_of,
    silences,
    spoken_length,
    turns_of,
    words,
)

pytestmark = pytest.mark.slow

every_rung = pytest.mark.parametrize("rung", RUNGS, ids=str)
counted = pytest.mark.parametrize(
    "rung", [r for r in RUNGS if LIBRARY.exercise(r.exercise).counting is not Counting.HOLD], ids=str
)
by_phases = pytest.mark.parametrize(
    "rung", [r for r in RUNGS if LIBRARY.exercise(r.exercise).counting is Counting.REPS], ids=str
)
one_legged = pytest.mark.parametrize(
    "rung", [r for r in RUNGS if LIBRARY.exercise(r.exercise).sides is Sides.ONE_THEN_OTHER], ids=str
)
held = pytest.mark.parametrize(
    "rung", [r for r in RUNGS if LIBRARY.exercise(r.exercise).counting is Counting.HOLD], ids=str
)


def at_work(turn: Turn) -> list[Cue]:
    """Return the cues of the reps, without the change of legs."""
    kinds = (CueKind.COUNT, CueKind.FORM, CueKind.TIME)
    return [cue for cue in turn.cues if cue.position.stage is Stage.WORK and cue.kind in kinds]


def starts(turn: Turn, side: Side) -> dict[int, int]:
    """Return when each rep of a side begins."""
    found: dict[int, int] = {}
    for cue in at_work(turn):
        if cue.position.side is side:
            found.setdefault(cue.position.rep, cue.start)
    return found


def length_of_rep(rung: Rung, delivery: Delivery) -> int:
    """Return a rep in milliseconds; a swing keeps its own pace."""
    variant = LIBRARY.variant(rung)
    if LIBRARY.exercise(rung.exercise).counting is Counting.BEATS:
        return round(variant.rep_seconds * 1000)
    return sum(phase_length(phase, delivery.tempo) for phase in variant.phases)


def keys_in(phrase: Phrase | None) -> list[str]:
    """Return the keys of a phrase and of those inside it."""
    if phrase is None:
        return []
    inner = [arg for _, arg in phrase.args if isinstance(arg, Phrase)]
    return [phrase.key, *(key for one in inner for key in keys_in(one))]


def number_said(phrase: Phrase | None) -> object:
    """Return the number of the rep that a phrase gives, if it gives one."""
    args = dict(phrase.args) if phrase else {}
    if "rep" in args:
        return number_said(args["rep"] if isinstance(args["rep"], Phrase) else None)
    return args.get("number")


@every_rung
def test_cues_leave_no_gap_and_never_overlap(rung: Rung) -> None:
    """Each cue begins where the one before it ends."""
    assert [gaps(turn.cues) for _, _, turn in sets_of(rung) if gaps(turn.cues)] == []


@counted
def test_a_rep_begins_whole_rep_lengths_after_the_first(rung: Rung) -> None:
    """Rep k of each side starts exactly k rep lengths after the first one."""
    late = []
    for amount, delivery, turn in sets_of(rung):
        for side in Side:
            found = starts(turn, side)
            length = length_of_rep(rung, delivery)
            late += [(amount, delivery.tempo, rep) for rep, at in found.items() if at != found[0] + rep * length]
    assert late == []


@counted
def test_a_set_has_the_reps_of_its_dose(rung: Rung) -> None:
    """Both legs do the dose: one after the other, in turns, or together."""
    sides = LIBRARY.exercise(rung.exercise).sides
    for amount, _, turn in sets_of(rung):
        right, left = (list(starts(turn, side)) for side in Side)
        once, twice = list(range(amount)), list(range(2 * amount))
        expected = {
            Sides.BOTH: (once, []),
            Sides.ALTERNATING: (twice, []),
            Sides.ONE_THEN_OTHER: (once, once),
        }
        assert (right, left) == expected[sides]


@by_phases
def test_the_number_comes_on_the_way_up(rung: Rung) -> None:
    """Each rep says its number as the last concentric phase begins."""
    variant = LIBRARY.variant(rung)
    up = max(i for i, phase in enumerate(variant.phases) if phase.kind is PhaseKind.CONCENTRIC)
    legs = 2 if LIBRARY.exercise(rung.exercise).sides is Sides.ALTERNATING else 1
    for _, delivery, turn in sets_of(rung):
        before = sum(phase_length(phase, delivery.tempo) for phase in variant.phases[:up])
        said = {cue.start: number_said(cue.phrase) for cue in at_work(turn)}
        reps = [item for side in Side for item in starts(turn, side).items()]
        assert [said.get(start + before) for _, start in reps] == [rep // legs + 1 for rep, _ in reps]


@every_rung
def test_no_stretch_is_silent_for_more_than_five_seconds(rung: Rung) -> None:
    """Something is heard at least every five seconds, from the first word to the last."""
    dead = [
        (delivery.talk.value, delivery.tempo.name, *stretch)
        for _, delivery, turn in sets_of(rung)
        for stretch in silences(turn.cues)
        if stretch[1] > 5_000
    ]
    assert sorted(set(dead)) == []


@every_rung
def test_words_fit_their_slot(rung: Rung) -> None:
    """No cue takes longer to say than it has, so nothing drifts."""
    tight = {
        (words(cue), spoken_length(cue), cue.length, delivery.tempo.name)
        for _, delivery, turn in sets_of(rung)
        for cue in turn.cues
        if spoken_length(cue) > cue.length
    }
    assert sorted(tight) == []


@every_rung
def test_a_rep_carries_one_message_at_most(rung: Rung) -> None:
    """Besides its count a rep has one form cue or milestone, or none."""
    for _, _, turn in sets_of(rung):
        said = [(cue.position.side, cue.position.rep) for cue in turn.cues if cue.kind is CueKind.FORM]
        assert len(said) == len(set(said))


@every_rung
def test_counts_alone_have_no_form_cues(rung: Rung) -> None:
    """With only counts asked for, no form cue is said during the reps of a counted set."""
    if LIBRARY.exercise(rung.exercise).counting is Counting.HOLD:
        return
    cues = f"exercises.{rung.exercise}.cues"
    for _, delivery, turn in sets_of(rung):
        said = [cue for cue in at_work(turn) if cues in keys_in(cue.phrase)]
        assert delivery.talk is not Talk.COUNTS or said == []


@every_rung
def test_three_seconds_are_counted_into_the_first_rep(rung: Rung) -> None:
    """Three, two, one, a second each, and the first rep begins."""
    for _, _, turn in sets_of(rung):
        first = at_work(turn)[0].start
        counted_in = [(cue.start - first, words(cue)) for cue in turn.cues if first - 3000 <= cue.start < first]
        assert counted_in == [(-3000, "Three"), (-2000, "Two"), (-1000, "One")]


@every_rung
def test_there_is_time_to_take_the_position(rung: Rung) -> None:
    """The first rep comes no sooner than the exercise's get-ready seconds after the turn began."""
    exercise = LIBRARY.exercise(rung.exercise)
    for _, _, turn in sets_of(rung):
        assert at_work(turn)[0].start >= exercise.get_ready * 1000


@one_legged
def test_the_change_of_legs_takes_at_least_its_seconds(rung: Rung) -> None:
    """Between the legs there are the exercise's seconds to change, the countdown within."""
    exercise = LIBRARY.exercise(rung.exercise)
    for amount, delivery, turn in sets_of(rung):
        last_of_right = starts(turn, Side.RIGHT)[amount - 1] + length_of_rep(rung, delivery)
        gap = starts(turn, Side.LEFT)[0] - last_of_right
        assert exercise.change * 1000 <= gap <= exercise.change * 1000 + 5000, (delivery.talk, gap)


@counted
def test_a_set_is_its_parts(rung: Rung) -> None:
    """The length of a set is get-ready, reps, the change of legs, and the finish."""
    exercise = LIBRARY.exercise(rung.exercise)
    legs = 1 if exercise.sides is Sides.BOTH else 2
    for amount, delivery, turn in sets_of(rung):
        work = sum(cue.length for cue in at_work(turn))
        assert work == amount * legs * length_of_rep(rung, delivery)
        finish = turn.length - at_work(turn)[-1].end
        assert finish >= exercise.finish * 1000
        before = sum(cue.length for cue in turn.cues if cue.kind not in (CueKind.COUNT, CueKind.FORM)) - finish
        assert before + work + finish == turn.length


@held
def test_a_hold_is_called_every_five_seconds_and_lasts_its_dose(rung: Rung) -> None:
    """The time calls of a hold are five seconds apart and add up to the dose."""
    for amount, _, turn in sets_of(rung):
        calls = [cue for cue in turn.cues if cue.kind is CueKind.TIME]
        assert sum(cue.length for cue in calls) == amount * 1000
        assert {later.start - earlier.start for earlier, later in pairwise(calls)} <= {5000}


@every_rung
@pytest.mark.parametrize("tempo", Tempo)
def test_the_length_of_a_set_is_that_of_its_turn(rung: Rung, tempo: Tempo) -> None:
    """What the planner takes a set to last is what its turns last."""
    plan, delivery = one_set(rung, LIBRARY.variant(rung).dose.amount), Delivery(tempo=tempo)
    lengths = [turn.length for _, turn in turns_of(plan, delivery)]
    assert script(plan, delivery).length_of_set(0) == sum(lengths)
