"""Plans a class: what was ordered in, its sets out, fitted to the minutes asked (coaching facts 3.4 to 3.6)."""

from collections.abc import Iterable
from dataclasses import replace

from skill.coaching.facts.exercise import Rung
from skill.coaching.facts.library import Block, Library
from skill.coaching.planning.fitting import Draft, Fitter, as_straight
from skill.coaching.planning.order import Order
from skill.coaching.planning.progression import Ladder, Progressed, as_lately, as_taught, is_more
from skill.coaching.planning.selection import Selection, without_repeats
from skill.coaching.timeline.change import Change
from skill.coaching.timeline.cues import Delivery
from skill.coaching.timeline.plan import Changed, Plan
from skill.coaching.timeline.ports import SpeechLength


def plan_class(library: Library, order: Order, delivery: Delivery, length_of: SpeechLength) -> Plan:
    """The class for an order: exercises that suit it, in the doses that are due, fitted to the minutes.

    It is the same however the wording varies, and whether or not the class waits after each set: what was
    announced is what will be held.
    """
    delivery = replace(delivery, seed=0, straight=True, heard=())
    if order.light or order.template:
        return _as_written(library, order, delivery, length_of)
    steps = _Steps(library, order)
    fitter = Fitter(library, delivery, length_of, order.minutes, order.level)
    plans = (_fitted(fitter, steps.draft, way) for way in steps.ways())
    return next(plan for plan, rises in plans if plan.changes or not rises)


def _as_written(library: Library, order: Order, delivery: Delivery, length_of: SpeechLength) -> Plan:
    """The class that was asked for by its name, else the one for days when the usual one would be too much.

    It is held as it stands, but for what is closed to the runner.
    """
    light = next(template for template in library.templates.values() if template.light)
    template = order.template or light
    gate = order.gate(library).for_what_is_asked()
    blocks = tuple(block for block in template.blocks if gate.is_open(block.rung)) or light.blocks
    draft = Draft(template.style, template.rounds, template.warm_up, blocks, dosed=True)
    fitter = Fitter(library, delivery, length_of, template.minutes, order.level)
    return replace(fitter.fit(draft), light=template.light)


def _fitted(fitter: Fitter, draft: Draft, way: list[Progressed]) -> tuple[Plan, bool]:
    """The plan for these steps, and whether one of them asks for more than last time."""
    draft = replace(draft, blocks=without_repeats(step.block for step in way))
    if any(block.held and block.sets < draft.rounds for block in draft.blocks):
        draft = as_straight(draft)
    plan = fitter.fit(draft)
    return replace(plan, changes=tuple(_changes(plan, way))), any(step.change.is_rise for step in way)


def _changes(plan: Plan, way: list[Progressed]) -> Iterable[Changed]:
    """The changes that are still there after the class was fitted to its minutes."""
    for step in way:
        sets = [planned for planned in plan.work if planned.rung == step.block.rung]
        if step.change is Change.NONE or not sets or sets[0].amount != step.block.amount:
            continue
        if len(sets) == step.block.sets or not step.change.is_of_sets:
            yield Changed(step.block.rung, step.change, step.block.amount, len(sets), step.before)


class _Steps:
    """The doses of a class: each exercise's own, and at most one that asks for more than last time."""

    def __init__(self, library: Library, order: Order) -> None:
        self._library = library
        self._order = order
        self._selection = Selection(library, order)
        self.draft = self._selection.draft()
        self._rungs = [block.rung for block in self.draft.blocks]

    def ways(self) -> Iterable[list[Progressed]]:
        """The blocks with each rise that is due by itself, one after the other; at last with none."""
        due = [self._step(index) for index in range(len(self.draft.blocks))]
        plain = [self._plain(block, step) for block, step in zip(self.draft.blocks, due, strict=True)]
        for index, rise in self._rises(due):
            yield [*plain[:index], rise, *plain[index + 1 :]]
        yield plain

    def _step(self, index: int) -> Progressed:
        """A block as the course has it, else as the log has it."""
        block = self.draft.blocks[index]
        if block.held:
            return Progressed(block)
        if self._order.lesson and self._order.lesson.every:
            return as_taught(self._library, self._order.past.log, block, self._order.lesson.every)
        step = self._ladder(index).step(block)
        self._rungs[index] = step.block.rung
        return step

    def _plain(self, block: Block, step: Progressed) -> Progressed:
        """The step, without a rise."""
        return Progressed(as_lately(self._library, self._order.past.log, block)) if step.change.is_rise else step

    def _rises(self, due: list[Progressed]) -> Iterable[tuple[int, Progressed]]:
        """The rises that may be made, each with the index of its block; what takes no more time comes last."""
        if not self._may_rise():
            return
        turns = self._turns()
        yield from ((index, due[index]) for index in turns if due[index].change.is_rise)
        for index in turns:
            block, change = self.draft.blocks[index], due[index].change
            if not block.held and (change is Change.NONE or change.is_rise):
                rise = self._ladder(index).without_more_time(block)
                yield from [(index, rise)] if rise else []

    def _may_rise(self) -> bool:
        """Not on a gentle day, nor where the course sets every dose, or raises its own."""
        order = self._order
        taught = order.lesson is not None and order.lesson.every
        return not (order.gentle or taught or any(self._is_raised(block) for block in self.draft.blocks))

    def _is_raised(self, block: Block) -> bool:
        return block.held and is_more(self._order.past.log, block)

    def _turns(self) -> list[int]:
        """The order in which blocks may rise: that of the day, the side with fewer sets first."""
        blocks = self.draft.blocks
        start = self._order.today % max(len(blocks), 1)
        return sorted([*range(start, len(blocks)), *range(start)], key=lambda index: self._weight(blocks[index]))

    def _weight(self, block: Block) -> int:
        """The sets of a block's bias."""
        bias = self._selection.bias
        return sum(other.sets for other in self.draft.blocks if bias(other.rung) is bias(block.rung))

    def _ladder(self, index: int) -> Ladder:
        """The ladder from a block."""
        log, today = self._order.past.log, self._order.today
        new = self._selection.has_room_for_new(self.draft.blocks)
        return Ladder(
            self._library,
            log,
            today,
            lambda rung: self._may_step(index, rung),
            new=new,
            done=self._order.past.done,
        )

    def _may_step(self, index: int, rung: Rung) -> bool:
        """Whether an exercise may take a block's place, beside the others: one of the same bias."""
        selection, bias = self._selection, self._selection.bias(self.draft.blocks[index].rung)
        others = (*self._rungs[:index], *self._rungs[index + 1 :])
        return selection.may_do(rung, others) and selection.bias(rung) is bias
