"""One set of every exercise, variant, dose, tempo and talk level, to the millisecond."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from skill.coaching.facts.exercise import Counting, PhaseKind, Rung, Side, Sides
from skill.coaching.timeline.cues import Cue, CueKind, Delivery, Position, Stage, Talk, Tempo, Turn
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
def test_no_stretch_is_silent_for_more_than_ten_seconds(rung: Rung) -> None:
    """Something is heard at least every ten seconds, from the first word to the last."""
    dead = [
        (delivery.talk.value, delivery.tempo.name, *stretch)
        for _, delivery, turn in sets_of(rung)
        for stretch in silences(turn.cues)
        if stretch[1] > 10_000
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
    cues = f"exercises.{rung}.cues"
    for _, delivery, turn in sets_of(rung):
        said = [cue for cue in at_work(turn) if cues in keys_in(cue.phrase)]
        assert delivery.talk is not Talk.COUNTS or said == []


@every_rung
def test_three_seconds_are_counted_into_the_first_rep(rung: Rung) -> None:
    """Three, two, one, a second each, and the first rep begins; a swing is hiked back on the last of them."""
    is_swing = LIBRARY.exercise(rung.exercise).counting is Counting.BEATS
    for _, _, turn in sets_of(rung):
        first = at_work(turn)[0].start
        counted_in = [(cue.start - first, words(cue)) for cue in turn.cues if first - 3000 <= cue.start < first]
        assert counted_in == [(-3000, "Three"), (-2000, "Two"), (-1000, "Hike" if is_swing else "One")]


@every_rung
def test_there_is_time_to_take_the_position(rung: Rung) -> None:
    """The first rep comes no sooner than the exercise's get-ready seconds after the turn began."""
    variant = LIBRARY.variant(rung)
    for _, _, turn in sets_of(rung):
        assert at_work(turn)[0].start >= variant.get_ready * 1000


@one_legged
def test_the_change_of_legs_takes_at_least_its_seconds(rung: Rung) -> None:
    """Between the legs there are the exercise's seconds to change, the countdown within."""
    variant = LIBRARY.variant(rung)
    for amount, delivery, turn in sets_of(rung):
        last_of_right = starts(turn, Side.RIGHT)[amount - 1] + length_of_rep(rung, delivery)
        gap = starts(turn, Side.LEFT)[0] - last_of_right
        assert variant.change * 1000 <= gap <= variant.change * 1000 + 5000, (delivery.talk, gap)


@counted
def test_a_set_is_its_parts(rung: Rung) -> None:
    """The length of a set is get-ready, reps, the change of legs, and the finish."""
    exercise = LIBRARY.exercise(rung.exercise)
    legs = 1 if exercise.sides is Sides.BOTH else 2
    for amount, delivery, turn in sets_of(rung):
        work = sum(cue.length for cue in at_work(turn))
        assert work == amount * legs * length_of_rep(rung, delivery)
        finish = turn.length - at_work(turn)[-1].end
        assert finish >= LIBRARY.variant(rung).finish * 1000
        before = sum(cue.length for cue in turn.cues if cue.kind not in (CueKind.COUNT, CueKind.FORM)) - finish
        assert before + work + finish == turn.length


@held
def test_a_hold_is_called_every_five_seconds_and_lasts_its_dose(rung: Rung) -> None:
    """The time calls of a hold are five seconds apart and add up to the dose."""
    for amount, _, turn in sets_of(rung):
        calls = [cue for cue in turn.cues if cue.kind is CueKind.TIME]
        assert sum(cue.length for cue in calls) == amount * 1000
        assert {later.start - earlier.start for earlier, later in pairwise(calls)} <= {5000}


# followed from the floor


HELD_UP, UNDER_A_BAR = 6_000, 15_000
"""Milliseconds from the loaded position to the first rep at most."""


def loaded(rung: Rung, turn: Turn, side: Side) -> Iterator[int]:
    """Yield how long each step into the hard position comes before the first rep, from the end of its words."""
    first = starts(turn, side)[0]
    before = [cue for cue in turn.cues if cue.start < first and any(map(_is_load, keys_in(cue.phrase)))]
    for cue in before[-len(LIBRARY.variant(rung).loading) :]:
        yield first - cue.start - spoken_length(cue)


def _is_load(key: str) -> bool:
    return ".load." in key


@counted
def test_nobody_hangs_in_the_hard_position(rung: Rung) -> None:
    """Hips up, bent or leaning: the first rep comes within six seconds, under a bar within fifteen."""
    most = UNDER_A_BAR if "barbell" in LIBRARY.variant(rung).kit else HELD_UP
    for _, delivery, turn in sets_of(rung):
        held_for = list(loaded(rung, turn, Side.RIGHT))
        assert len(held_for) == len(LIBRARY.variant(rung).loading)
        assert all(milliseconds <= most for milliseconds in held_for), (delivery, held_for)


@every_rung
def test_what_leads_into_the_hard_position_comes_with_the_count_in(rung: Rung) -> None:
    """After it nothing is said but the count: all that is to be listened to is said before."""
    for _, _, turn in sets_of(rung):
        first = at_work(turn)[0].start
        before = [cue for cue in turn.cues if cue.start < first and cue.phrase]
        loads = [index for index, cue in enumerate(before) if any(map(_is_load, keys_in(cue.phrase)))]
        after = before[loads[-1] + 1 :] if loads else before[-3:]
        assert [number_said(cue.phrase) for cue in after[:2]] == [3, 2]
        assert len(after) == 3


@every_rung
def test_one_rep_is_listened_to(rung: Rung) -> None:
    """Where a set is explained, what is to be done comes first, and the movement is announced as to be heard."""
    variant = LIBRARY.variant(rung)
    turn = script(one_set(rung, variant.dose.amount), Delivery()).turn(Position())
    keys = [cue.phrase.key for cue in turn.cues if cue.phrase]
    listen = keys.index("class.listen_first")
    steps = [f"exercises.{rung}.{step.kind}.{step.index}" for step in variant.steps]
    done = len(variant.setup_pauses)
    assert keys[listen - done : listen] == steps[:done]
    assert keys[listen + 1 : listen + 1 + len(steps) - done] == steps[done:]


@counted
@pytest.mark.parametrize(("said", "left"), [("two_more", 2), ("last_one", 1), ("last_swing", 1)])
def test_how_many_are_left_is_true_when_it_is_heard(rung: Rung, said: str, left: int) -> None:
    """As many reps get their number, or their snap, after the words as these say; each leg where they turn."""
    legs = 2 if LIBRARY.exercise(rung.exercise).sides is Sides.ALTERNATING else 1
    keys = {f"class.{said}", f"class.{said}_each"}
    for amount, delivery, turn in sets_of(rung):
        for side in Side:
            numbers = [start + until_number(rung, delivery) for start in starts(turn, side).values()]
            told = [c.start for c in at_work(turn) if c.position.side is side and keys & set(keys_in(c.phrase))]
            after = [sum(number > at for number in numbers) for at in told]
            assert all(count == left * legs for count in after), (amount, delivery, after)


@counted
def test_the_last_rep_is_told_on_each_side(rung: Rung) -> None:
    """Once on each leg, where they take turns once for both, at the usual tempo."""
    keys = {"class.last_one", "class.last_one_each", "class.last_swing"}
    for amount, delivery, turn in sets_of(rung):
        if delivery.tempo is Tempo.NORMAL:
            told = [cue.position.side for cue in at_work(turn) if keys & set(keys_in(cue.phrase))]
            assert told == list(dict.fromkeys(cue.position.side for cue in at_work(turn))), amount


def until_number(rung: Rung, delivery: Delivery) -> int:
    """Return the milliseconds from the start of a rep until its number; of a swing, until its beat has begun."""
    variant = LIBRARY.variant(rung)
    if LIBRARY.exercise(rung.exercise).counting is Counting.BEATS:
        return 1
    up = max(i for i, phase in enumerate(variant.phases) if phase.kind is PhaseKind.CONCENTRIC)
    return sum(phase_length(phase, delivery.tempo) for phase in variant.phases[:up])


@counted
def test_each_leg_is_named_where_they_turn(rung: Rung) -> None:
    """No cue takes the place of the side."""
    if LIBRARY.exercise(rung.exercise).sides is not Sides.ALTERNATING:
        return
    for _, _, turn in sets_of(rung):
        reps = starts(turn, Side.RIGHT)
        said = {cue.start: keys_in(cue.phrase) for cue in at_work(turn)}
        named = [f"exercises.{rung}.phases.0" in said[at] for at in reps.values()]
        assert all(named)


@counted
def test_a_swing_has_its_beat(rung: Rung) -> None:
    """Something is heard at every snap."""
    if LIBRARY.exercise(rung.exercise).counting is Counting.BEATS:
        assert all(cue.phrase for _, _, turn in sets_of(rung) for cue in at_work(turn))


@every_rung
@pytest.mark.parametrize("tempo", Tempo)
def test_the_length_of_a_set_is_that_of_its_turn(rung: Rung, tempo: Tempo) -> None:
    """What the planner takes a set to last is what its turns last."""
    plan, delivery = one_set(rung, LIBRARY.variant(rung).dose.amount), Delivery(tempo=tempo)
    lengths = [turn.length for _, turn in turns_of(plan, delivery)]
    assert script(plan, delivery).length_of_set(0) == sum(lengths)
