"""Compiles a class into turns: get ready, reps at tempo, sides, rests, up to what one turn may hold."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import assert_never

from skill.coaching.facts.exercise import Counting, Exercise, Side, Sides, Step, StepKind, Variant
from skill.coaching.facts.library import Library
from skill.coaching.timeline.cues import (
    LONG_PAUSE,
    PAUSE,
    SECOND,
    STRAIGHT_TURN,
    WAITING_TURN,
    CueKind,
    Delivery,
    Position,
    Stage,
    Talk,
    Track,
    Turn,
    following,
    reps_left,
    side_of,
)
from skill.coaching.timeline.plan import Plan, PlannedSet
from skill.coaching.timeline.ports import SpeechLength
from skill.coaching.timeline.rep import Beat, is_told_before, rep_beats
from skill.coaching.timeline.worth import in_rests
from skill.coaching.words.phrase import Count, Name, Phrase, Span, Thing, about, caution
from skill.coaching.words.prompts import Say, say

SILENCE = 10_000
"""The longest stretch without a sound, in milliseconds: one <break> (platform sheet 2)."""
WARNING = 10
"""Seconds before the end of a rest at which the runner is told."""
SHORT_REST = 30
"""Seconds of a rest below which a line comes at once, as there is no time between two calls."""
BREATH_AT = 3
"""The rep at which a runner new to an exercise is reminded to breathe."""
COUNTDOWN = 3
"""Seconds counted down into the first rep."""
TWO_MORE_FROM, HALFWAY_FROM = 4, 6
"""Reps of a set from which "two more" and "halfway" say something that the count alone does not."""
CALL_IN_HOLD, CALL_IN_REST = 5, 10
"""Seconds between two calls in a hold, and of the time that is told in a rest."""
HALFWAY_HOLD = 10
"""Seconds of the longest hold of which half is no news."""
LONGEST_SWING_CUE = 1_500
"""Milliseconds of a form cue that still fits on a swing's beat."""
TO_THE_FLOOR, STAND_UP = 2, 7
"""Seconds to lie or kneel down, beside those of the first step there, and to get up again without hurry."""
ON_THE_SPOT = 5
"""Seconds to take up a position at most for who lies or kneels there already."""


@dataclass(frozen=True)
class Script:
    """Speaks one plan in one delivery."""

    plan: Plan
    delivery: Delivery
    library: Library
    length_of: SpeechLength

    def turn(self, position: Position) -> Turn:
        """What is spoken from a position until the runner is asked for a word, or the class is done."""
        track, chunk = Track(self.length_of), self._first_chunk(position)
        while True:
            track.extend(chunk.cues)
            position = chunk.end
            if position.set >= len(self.plan.sets):
                break
            chained = self._chained(position)
            if position.stage is Stage.READY and not chained:
                break
            limit = STRAIGHT_TURN if chained else WAITING_TURN
            chunk = chunk_of(self, position)
            if track.at + chunk.length > limit and position.stage is Stage.REST:
                chunk = self._rest_alone(position)
            if track.at + chunk.length > limit:
                break
        return Turn(tuple(track.cues), position)

    def _first_chunk(self, position: Position) -> Turn:
        """What a turn begins with: at a rest too long to hold the next set as well, the rest alone."""
        chunk = chunk_of(self, position)
        is_too_long = position.stage is Stage.REST and chunk.length > STRAIGHT_TURN
        return self._rest_alone(position) if is_too_long else chunk

    def length_of_set(self, index: int) -> int:
        """Milliseconds of one set with its get-ready, without the rest after it."""
        track, position = Track(self.length_of), Position(index)
        while position.set == index and position.stage is not Stage.REST:
            position = self._segment(track, position)
        return track.at

    def _chained(self, position: Position) -> bool:
        """Whether what follows needs no word from the runner."""
        return self.delivery.straight or self.plan.sets[position.set].warm_up

    def chunk(self, position: Position) -> Turn:
        """What belongs together in a turn: a set, a rest, or where sets are chained both."""
        track = Track(self.length_of)
        chained, resting = self._chained(position), position.stage is Stage.REST
        position = self._segment(track, position)
        if chained and resting and position.set < len(self.plan.sets):
            position = self._segment(track, position)
        return Turn(tuple(track.cues), position)

    def _rest_alone(self, position: Position) -> Turn:
        track = Track(self.length_of)
        end = self._rest(track, position)
        return Turn(tuple(track.cues), end)

    def _segment(self, track: Track, position: Position) -> Position:
        """A set with its get-ready, the remainder of one, or a rest; where the runner is then.

        A set that is too long for a turn ends with its first side.
        """
        if position.stage is Stage.REST:
            return self._rest(track, position)
        own = Track(self.length_of)
        if self._waits_after_explaining(position):
            self._move_over(own, position)
            self._introduce(own, position)
            track.extend(own.cues)
            return replace(position, second=1)
        if position.stage is Stage.READY:
            self._ready(own, position)
            position = replace(position, stage=Stage.WORK, second=0)
        elif position == Position(position.set, Stage.WORK, Side.LEFT):
            self._change(own, position)
        else:
            self._again(own, position)
        position = self._work(own, position)
        track.extend(own.cues)
        return position

    def _waits_after_explaining(self, at: Position) -> bool:
        """Where the runner's word is waited for, a new exercise is told in one turn and done in the next."""
        if at.stage is not Stage.READY or at.second or self._chained(at):
            return False
        return self._explains(at) and self._exercise(at).id not in self.library.drills

    def _after(self, at: Position) -> Position:
        """Where a runner is when a set is done: at its rest, or, where it has none, at the next set."""
        last = at.set + 1 == len(self.plan.sets)
        if last or not self._planned(at).rest:
            return following(self.plan, at)
        return Position(at.set, Stage.REST)

    # get ready

    def _ready(self, track: Track, at: Position) -> None:
        planned, exercise = self._planned(at), self._exercise(at)
        self._move_over(track, at)
        if exercise.id in self.library.drills:
            track.say(
                CueKind.READY,
                say(Say.CLASS_DRILL, exercise=self._name(planned), intro=about(exercise.id, "intro")),
                at,
            )
        elif at.second:
            self._take_position(track, at)
        elif self._explains(at):
            self._introduce(track, at)
        elif planned.warm_up:
            track.say(
                CueKind.READY,
                say(Say.CLASS_WARM_UP_MOVE, exercise=self._name(planned), dose=self._dose(at)),
                at,
            )
            self._take_position(track, at)
        elif planned.number > 1:
            track.say(
                CueKind.READY,
                say(Say.CLASS_NEXT_SET, number=planned.number, of=planned.of, dose=self._dose(at)),
                at,
            )
            self._take_position(track, at)
        else:
            self._introduce(track, at)
        self._count_in(track, replace(at, second=1))

    def _introduce(self, track: Track, at: Position) -> None:
        planned = self._planned(at)
        sets = Count(planned.of, "set")
        track.say(
            CueKind.READY,
            say(Say.CLASS_INTRODUCE, exercise=self._name(planned), sets=sets, dose=self._dose(at)),
            at,
        )
        at = replace(at, second=1)
        self._caution(track, at)
        if not self._explains(at):
            self._take_position(track, at)
            return
        for step in self._variant(at).steps:
            if step == Step(StepKind.LISTEN, 0, step.seconds):
                track.say(CueKind.READY, say(Say.CLASS_LISTEN_FIRST), at)
            self._step(track, step, at)
        track.say(CueKind.STEP, about(str(planned.rung), "breathing"), at, LONG_PAUSE)

    def _step(self, track: Track, step: Step, at: Position) -> None:
        """A step, with the time to do it, or to take it in."""
        self._say_and_fill(track, self._about(at, step.kind, step.index), step.seconds, at)

    def _move_over(self, track: Track, at: Position) -> None:
        """Down to the floor, or up from it, where no rest before the set gave the time to."""
        before = self.plan.sets[at.set - 1] if at.set else None
        if at.second or before is None or before.rest:
            return
        was_down = self._is_on_floor(before)
        if was_down is self._is_on_floor(self._planned(at)):
            return
        key, seconds = (Say.CLASS_STAND_UP, STAND_UP) if was_down else (Say.CLASS_TO_THE_FLOOR, TO_THE_FLOOR)
        self._say_and_fill(track, say(key), seconds, at)

    def _is_on_floor(self, planned: PlannedSet) -> bool:
        return self.library.exercise(planned.rung.exercise).posture.is_on_floor

    def _caution(self, track: Track, at: Position) -> None:
        """The first time, before the set-up: what never to do, and when to leave it out."""
        rung = self._planned(at).rung
        earlier = any(planned.rung == rung for planned in self.plan.sets[: at.set])
        if self.library.variant(rung).caution and not earlier and str(rung) not in self.delivery.warned:
            for phrase in caution(rung):
                track.say(CueKind.READY, phrase, at, LONG_PAUSE)

    def _explains(self, at: Position) -> bool:
        """Whether it is explained in full: where a class first comes to an exercise hardly known."""
        rung = self._planned(at).rung
        earlier = any(planned.rung == rung for planned in self.plan.sets[: at.set])
        return self.delivery.explains(str(rung)) and not earlier

    def _take_position(self, track: Track, at: Position) -> None:
        exercise = self._exercise(at)
        pause = self._variant(at).get_ready
        before = self.plan.sets[at.set - 1] if at.set else None
        if before and before.rest and self._is_on_floor(before) and self._is_on_floor(self._planned(at)):
            pause = min(pause, ON_THE_SPOT)
        known = self._planned(at).number > 1 and exercise.sides is Sides.BOTH
        if self.delivery.talk is Talk.COUNTS and known:
            self._fill(track, track.at + pause * SECOND, at)
        else:
            self._say_and_fill(track, self._about(at, "ready"), pause, at)

    def _count_in(self, track: Track, at: Position) -> None:
        """Into the hard position, and three seconds counted; a swing is hiked back on the last of them."""
        variant = self._variant(at)
        is_held = variant.carried and at.stage is Stage.WORK and at.rep == 0 and at.side is Side.LEFT
        for step in () if is_held else variant.loading:
            self._step(track, step, at)
        hikes = self._exercise(at).counting is Counting.BEATS
        for number in range(COUNTDOWN, 0, -1):
            word = say(Say.CLASS_HIKE) if hikes and number == 1 else say(Say.CLASS_NUMBER, number=number)
            track.beat(CueKind.READY, word, SECOND, at)

    def _again(self, track: Track, at: Position) -> None:
        """Back into a set that was interrupted."""
        planned, exercise = self._planned(at), self._exercise(at)
        if exercise.counting is Counting.HOLD:
            track.say(CueKind.READY, say(Say.CLASS_BACK_TO_HOLD, left=Span(planned.amount - at.second)), at)
        else:
            number = planned.amount - reps_left(exercise, planned, at) + 1
            key = Say.CLASS_BACK_TO_REP if exercise.sides is Sides.BOTH else Say.CLASS_BACK_TO_REP_ON_SIDE
            side = Phrase(f"side.{side_of(exercise, at)}.name")
            track.say(CueKind.READY, say(key, number=number, side=side), at)
        self._say_and_fill(track, self._about(at, "ready"), self._variant(at).get_ready, at)
        self._count_in(track, at)

    # work

    def _work(self, track: Track, at: Position) -> Position:
        exercise = self._exercise(at)
        perform = self._hold if exercise.counting is Counting.HOLD else self._reps
        perform(track, at)
        if exercise.sides is Sides.ONE_THEN_OTHER and at.side is Side.RIGHT:
            other, second = Position(at.set, Stage.WORK, Side.LEFT), Track(self.length_of)
            self._change(second, other)
            perform(second, other)
            if track.at + second.at > STRAIGHT_TURN:
                return other
            track.extend(second.cues)
        self._finish(track, at)
        return self._after(at)

    def _reps(self, track: Track, at: Position) -> None:
        planned, exercise = self._planned(at), self._exercise(at)
        variant = self.library.variant(planned.rung)
        total = planned.amount * (2 if exercise.sides is Sides.ALTERNATING else 1)
        for rep in range(at.rep, total):
            here = at.after(rep)
            if exercise.counting is Counting.BEATS:
                length = round(variant.rep_seconds * SECOND)
                track.beat(CueKind.COUNT, self._swing(here, rep + 1, total), length, here)
            else:
                for beat in self._rep(here):
                    track.beat(beat.kind, beat.phrase, beat.length, here)

    def _rep(self, here: Position) -> tuple[Beat, ...]:
        planned, exercise = self._planned(here), self._exercise(here)
        side = side_of(exercise, here)
        left = reps_left(exercise, planned, here)
        number = planned.amount - left + 1
        message = self._message(here, number, planned.amount)
        return rep_beats(
            self.library,
            planned.rung,
            side,
            number,
            self.delivery.tempo,
            message,
            self.length_of,
            alternates=exercise.sides is Sides.ALTERNATING,
        )

    def _message(self, here: Position, number: int, amount: int) -> Phrase | None:
        """What is said inside a rep besides the count: a milestone, else now and then a form cue.

        A milestone is true at the moment when it is heard: before the rep's number that rep is still to come.
        """
        exercise = self._exercise(here)
        alternates = exercise.sides is Sides.ALTERNATING
        if exercise.id in self.library.drills or (alternates and here.rep % 2 == 0):
            return None
        is_before = not alternates and is_told_before(self._variant(here))
        done = number - 1 if is_before else number
        if amount - done == 1:
            return say(Say.CLASS_LAST_ONE_EACH if alternates else Say.CLASS_LAST_ONE)
        if amount - done == 2 and amount >= TWO_MORE_FROM:
            return say(Say.CLASS_TWO_MORE_EACH if alternates else Say.CLASS_TWO_MORE)
        if done == amount // 2 and amount >= HALFWAY_FROM:
            return say(Say.CLASS_HALFWAY)
        if number == BREATH_AT < amount and self._explains(here):
            return say(Say.CLASS_KEEP_BREATHING)
        return self._form_cue(here, number)

    def _form_cue(self, here: Position, number: int) -> Phrase | None:
        planned = self._planned(here)
        every = _reps_a_cue(self.delivery.talk)
        if not every or number % every or number == planned.amount:
            return None
        pick = self.delivery.seed + here.set + number // every + (1 if here.side is Side.LEFT else 0)
        return Phrase(f"exercises.{planned.rung}.cues", pick=pick)

    def _swing(self, here: Position, number: int, total: int) -> Phrase:
        """What is said on the beat of a fast set, at each snap: the number, a word, or how many are left."""
        if number == total:
            return say(Say.CLASS_LAST_SWING)
        if number == total - 1:
            return say(Say.CLASS_TWO_MORE)
        if number % 2 == 0:
            return say(Say.CLASS_NUMBER, number=number)
        if self.delivery.talk is not Talk.COUNTS and number % 4 == 1 and number > 1:
            cue = Phrase(f"exercises.{self._planned(here).rung}.cues", pick=self.delivery.seed + number)
            return cue if self.length_of(cue) <= LONGEST_SWING_CUE else say(Say.CLASS_SWING)
        return say(Say.CLASS_SWING)

    def _hold(self, track: Track, at: Position) -> None:
        planned = self._planned(at)
        variant = self.library.variant(planned.rung)
        lift, lower = variant.phases[0], variant.phases[-1]
        if at.second == 0 and lift.seconds:
            word = about(str(planned.rung), "phases", 0)
            track.beat(CueKind.COUNT, word, round(lift.seconds * SECOND), at)
        for second in range(at.second, planned.amount, CALL_IN_HOLD):
            here = replace(at, second=second)
            length = min(CALL_IN_HOLD, planned.amount - second) * SECOND
            track.beat(CueKind.TIME, self._hold_call(here, planned.amount), length, here)
        if len(variant.phases) > 1:
            word = about(str(planned.rung), "phases", len(variant.phases) - 1)
            track.beat(CueKind.COUNT, word, round(lower.seconds * SECOND), replace(at, second=planned.amount))

    def _hold_call(self, here: Position, amount: int) -> Phrase:
        left, exercise = amount - here.second, self._exercise(here)
        if here.second == 0 and exercise.id not in self.library.drills:
            return say(Say.CLASS_HOLD, time=Span(amount))
        if left * 2 == amount and amount > HALFWAY_HOLD:
            return say(Say.CLASS_HALFWAY)
        if left <= WARNING:
            return say(Say.CLASS_MORE_SECONDS, number=left)
        if here.second and (here.second % CALL_IN_REST == 0 or self.delivery.talk is Talk.COUNTS):
            return say(Say.CLASS_SECONDS_DONE, time=Span(here.second))
        return Phrase(f"exercises.{self._planned(here).rung}.cues", pick=self.delivery.seed + here.second)

    def _change(self, track: Track, at: Position) -> None:
        """From the right leg to the left: at least the seconds the exercise gives, the countdown within."""
        variant = self._variant(at)
        began = track.at
        if variant.turn:
            track.say(CueKind.CHANGE, say(Say.CLASS_CHANGE_LEGS, ready=self._about(at, "turn")), at, 0)
            self._fill(track, track.at + variant.turn * SECOND, at)
            track.say(CueKind.CHANGE, self._about(at, "ready"), at, 0)
        else:
            track.say(CueKind.CHANGE, say(Say.CLASS_CHANGE_LEGS, ready=self._about(at, "ready")), at, 0)
        count_in = Track(self.length_of)
        self._count_in(count_in, at)
        self._fill(track, began + variant.change * SECOND - count_in.at, at)
        track.extend(count_in.cues)

    def _finish(self, track: Track, at: Position) -> None:
        """The set is over: out of the position, and what was lifted is put down."""
        exercise, after = self._exercise(at), self._after(at)
        if exercise.id in self.library.drills:
            track.silence(PAUSE, after)
            return
        began = track.at
        track.say(CueKind.SPEECH, about(str(self._planned(at).rung), "end"), after, PAUSE)
        self._fill(track, began + self._variant(at).finish * SECOND, after)

    # rest

    def _rest(self, track: Track, at: Position) -> Position:
        planned = self._planned(at)
        end = track.at + (planned.rest - at.second) * SECOND
        after = following(self.plan, at)
        if at.second == 0:
            track.say(CueKind.REST, say(Say.CLASS_REST, time=Span(planned.rest), next=self.coming(after)), at, 0)
        else:
            track.say(CueKind.REST, say(Say.CLASS_REST_ON, time=Span(planned.rest - at.second)), at, 0)
        self._count_rest(track, end, at, None if at.second else self._worth_hearing(at))
        return after

    def rest_alone(self, at: Position, most: int) -> Track:
        """What is left of a rest, and that it is over; so many seconds of it at most."""
        track, planned = Track(self.length_of), self._planned(at)
        end = min(max(planned.rest - at.second, 0), most) * SECOND
        self._count_rest(track, end, at, self._worth_hearing(at))
        track.say(CueKind.REST, say(Say.CLASS_REST_OVER), replace(at, second=planned.rest), 0)
        return track

    def _count_rest(self, track: Track, end: int, at: Position, line: Phrase | None) -> None:
        """The time on the tens, and between two of them one line worth hearing; else quiet."""
        rest = self._planned(at).rest
        if line and rest < SHORT_REST:
            line = self._say_between(track, line, end, rest, at)
        for left in range(rest // CALL_IN_REST * CALL_IN_REST, 0, -CALL_IN_REST):
            mark = end - left * SECOND
            if mark < track.at:
                continue
            self._rest_quietly(track, mark, end, rest, at)
            here = replace(at, second=rest - left)
            call = self._rest_call(left, following(self.plan, at))
            track.beat(CueKind.REST, call, min(self.length_of(call) + PAUSE, end - track.at), here)
            if line and left > WARNING:
                line = self._say_between(track, line, end - (left - CALL_IN_REST) * SECOND, rest, at, end)
        self._rest_quietly(track, end, end, rest, at)

    def _say_between(
        self, track: Track, line: Phrase, until: int, rest: int, at: Position, end: int | None = None
    ) -> Phrase | None:
        """Say a line where it fits before a moment; the line again where it does not."""
        length = self.length_of(line)
        if track.at + length > until:
            return line
        second = rest + (track.at - (end or until)) // SECOND
        track.beat(CueKind.REST, line, length, replace(at, second=second))
        return None

    def _worth_hearing(self, at: Position) -> Phrase | None:
        """The line of this rest."""
        told = in_rests(self.library, self.plan.sets[: at.set + 1], self.delivery.seed, self.delivery.heard)
        return told[at.set].phrase if at.set in told else None

    def _rest_quietly(self, track: Track, until: int, end: int, rest: int, at: Position) -> None:
        """A silence in a rest, up to a moment; `end` is when the rest ends."""
        if until > track.at:
            second = rest + (track.at - end) // SECOND
            track.beat(CueKind.REST, None, until - track.at, replace(at, second=second))

    def _rest_call(self, left: int, after: Position) -> Phrase:
        """How much is left; near the end, into position, where that is known."""
        if left == WARNING:
            return say(Say.CLASS_TEN_SECONDS_LEFT if self._explains(after) else Say.CLASS_TEN_SECONDS)
        return say(Say.CLASS_SECONDS_LEFT, time=Span(left))

    def coming(self, after: Position) -> Phrase:
        """What is announced in a rest: the next exercise with its kit and its place, or which set comes."""
        planned, before = self._planned(after), self.plan.sets[after.set - 1]
        if planned.number > 1 and before.rung == planned.rung:
            return say(Say.CLASS_COMING_SET, number=planned.number, of=planned.of)
        down = self._is_on_floor(planned)
        moves = Say.CLASS_COMING_ON_FLOOR if down else Say.CLASS_COMING_ON_FEET
        next_ = say(Say.CLASS_COMING if down is self._is_on_floor(before) else moves, exercise=self._name(planned))
        needed = self.library.needed(planned.rung)
        things = tuple(Name(Thing.KIT, item) for item in needed)
        return say(Say.CLASS_WITH_KIT, next=next_, kit=things) if things else next_

    # silence, filled

    def _say_and_fill(self, track: Track, said: Phrase, pause: int, at: Position) -> None:
        track.say(CueKind.STEP, said, at, 0)
        self._fill(track, track.at + pause * SECOND, at)

    def _fill(self, track: Track, until: int, at: Position) -> None:
        """Pass the time without a long silence."""
        while until - track.at > SILENCE - PAUSE:
            track.silence(SILENCE - LONG_PAUSE, at)
            track.say(CueKind.READY, say(Say.CLASS_TAKE_YOUR_TIME, track.at // SILENCE), at, 0)
        track.silence(until - track.at, at)

    # short names

    def _planned(self, at: Position) -> PlannedSet:
        return self.plan.sets[at.set]

    def _variant(self, at: Position) -> Variant:
        return self.library.variant(self._planned(at).rung)

    def _exercise(self, at: Position) -> Exercise:
        return self.library.exercise(self._planned(at).rung.exercise)

    def _name(self, planned: PlannedSet) -> Name:
        return Name(Thing.EXERCISE, str(planned.rung))

    def _about(self, at: Position, field: str, index: int | None = None) -> Phrase:
        side = side_of(self._exercise(at), at)
        words = {"side": Phrase(f"side.{side}.name"), "other": Phrase(f"side.{side.other}.name")}
        return about(str(self._planned(at).rung), field, index, **words)

    def _dose(self, at: Position) -> Phrase:
        planned, exercise = self._planned(at), self._exercise(at)
        if exercise.counting is Counting.HOLD:
            return say(Say.CLASS_DOSE_HOLD, time=Span(planned.amount))
        key = Say.CLASS_DOSE if exercise.sides is Sides.BOTH else Say.CLASS_DOSE_EACH_LEG
        return say(key, reps=Count(planned.amount, "rep"))


def _reps_a_cue(talk: Talk) -> int:
    """Every so many reps one carries a form cue; none where it is 0."""
    match talk:
        case Talk.FULL:
            return 2
        case Talk.SHORT:
            return 3
        case Talk.COUNTS:
            return 0
        case _:
            assert_never(talk)


@lru_cache(maxsize=64)
def turn_of(plan: Plan, delivery: Delivery, library: Library, length_of: SpeechLength, position: Position) -> Turn:
    """The turn of a class from a position; what was sent a moment ago is not compiled again."""
    return Script(plan, delivery, library, length_of).turn(position)


@lru_cache(maxsize=256)
def chunk_of(script: Script, position: Position) -> Turn:
    """What did not fit into a turn begins the next one: it is not compiled again."""
    return script.chunk(position)


@lru_cache(maxsize=2048)
def length_of_last(
    sets: tuple[PlannedSet, ...], delivery: Delivery, library: Library, length_of: SpeechLength
) -> int:
    """Milliseconds of the last of these sets; the classes of many runners begin alike."""
    return Script(Plan(sets), delivery, library, length_of).length_of_set(len(sets) - 1)


def class_length(plan: Plan, delivery: Delivery, library: Library, length_of: SpeechLength) -> int:
    """Milliseconds the class takes from the first word to the last when nobody pauses."""
    script = Script(plan, replace(delivery, straight=True), library, length_of)
    position, total = Position(), 0
    while position.set < len(plan.sets):
        turn = script.turn(position)
        position, total = turn.end, total + turn.length
    return total
