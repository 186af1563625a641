"""Plans a class: template, level and kit in, sets out, fitted to the minutes asked (coaching facts 3.4 to 3.6)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from skill.coaching.change import Change
from skill.coaching.exercise import Bias, Level, Rung
from skill.coaching.fitting import Draft, Fitter
from skill.coaching.library import Block, Library, Style, Template
from skill.coaching.plan import Changed, Plan
from skill.coaching.ports import SpeechLength
from skill.coaching.progression import Progressed, as_last_time, progressed
from skill.coaching.state import ClassDone, Moment
from skill.coaching.timeline import Delivery

NEWCOMER_DAYS = 14
"""Days before anything strenuous is offered (coaching facts, rule 2)."""
FEWEST_MINUTES, MOST_MINUTES = 6, 45
"""A warm-up, one hip and one knee exercise take six minutes; what is asked is brought within these."""
MOST_STRENUOUS = {Level.BEGINNER: 0, Level.INTERMEDIATE: 1, Level.ADVANCED: 2}
"""Strenuous exercises a session at most (coaching facts 3.4)."""


@dataclass(frozen=True)
class Order:
    """What to plan: every choice made."""

    minutes: int
    kit: tuple[str, ...]
    level: Level
    place: str | None = None
    exercises: tuple[str, ...] = ()
    """Only these, where any are named."""
    newcomer: bool = True
    """In the first two weeks: nothing strenuous."""
    avoid: tuple[str, ...] = ()
    """Exercises the runner does not want."""
    log: tuple[ClassDone, ...] = ()
    """What was done, oldest first."""
    today: int = 0
    """Days since the epoch."""


def allowed(library: Library, rung: Rung, level: Level, kit: Iterable[str], newcomer: bool) -> bool:
    """Whether an exercise suits the level, the kit and the weeks of training."""
    variant = library.variant(rung)
    fits = variant.level <= level and set(variant.kit) <= {*kit, *library.at_hand}
    return fits and not (variant.strenuous and (newcomer or level is Level.BEGINNER))


def swap_for(moment: Moment, rungs: Iterable[Rung], kit: Iterable[str], *, harder: bool = False) -> Rung | None:
    """The first of the rungs this runner may do; one level harder than theirs where harder work was asked for."""
    level = moment.progress.level or Level.BEGINNER
    if harder and level is not Level.ADVANCED:
        level = Level(level.value + 1)
    options = (rung for rung in rungs if allowed(moment.library, rung, level, kit, is_newcomer(moment)))
    return next(options, None)


def is_newcomer(moment: Moment) -> bool:
    """Whether this runner is in the first two weeks."""
    first = moment.progress.first_day
    return first is None or moment.today - first < NEWCOMER_DAYS


def plan_class(library: Library, order: Order, delivery: Delivery, length_of: SpeechLength) -> Plan:
    """The class for an order: a template made to fit the kit, and the minutes."""
    draft = _named(library, order) if order.exercises else _from_template(library, order)
    fitter = Fitter(library, delivery, length_of, order.minutes, order.level)
    plans = (_fitted(fitter, draft, steps) for steps in _ways_on(library, order, draft.blocks))
    return next(plan for plan, rises in plans if plan.changes or not rises)


def _fitted(fitter: Fitter, draft: Draft, steps: list[Progressed]) -> tuple[Plan, bool]:
    """The plan for these steps, and whether one of them asks for more than last time."""
    plan = fitter.fit(replace(draft, blocks=_without_repeats(step.block for step in steps)))
    return replace(plan, changes=tuple(_changes(plan, steps))), any(step.change.is_rise for step in steps)


def _named(library: Library, order: Order) -> Draft:
    blocks = tuple(Block(Rung(id_), library.exercise(id_).default.dose.amount, 2) for id_ in order.exercises)
    return Draft(Style.STRAIGHT, 1, "short", blocks, fixed=True)


def _from_template(library: Library, order: Order) -> Draft:
    template = _template(library, order)
    blocks = _without_repeats(_possible(library, block, order) for block in template.blocks)
    if not blocks:
        return _from_template(library, replace(order, avoid=()))
    blocks = _varied(library, _with_kit(library, blocks, order), order)
    return Draft(template.style, template.rounds, template.warm_up, _capped(library, blocks, order))


def _template(library: Library, order: Order) -> Template:
    """The longest template of the level that is no longer than asked, for the place and the kit."""
    group = "gym" if order.place == "gym" else "home"
    suiting = [t for t in library.templates.values() if t.level is order.level]
    short = order.minutes < 15 or (not order.kit and order.place != "gym" and order.minutes < 18)
    fitting = [t for t in suiting if t.minutes <= order.minutes and (t.place == group or short)]
    return max(fitting, key=lambda t: t.minutes, default=min(suiting, key=lambda t: t.minutes))


def _possible(library: Library, block: Block, order: Order) -> Block | None:
    """The block, or the nearest exercise in its place that this runner may do; None when there is none."""
    rungs = (
        block.rung,
        *library.exercise(block.rung.exercise).swaps,
        *library.exercise(block.rung.exercise).easier,
    )
    for rung in rungs:
        if _may_do(library, order, rung):
            return _as(library, block, rung)
    return None


def _as(library: Library, block: Block, rung: Rung) -> Block:
    """The block with another exercise in it, at that one's own dose."""
    return block if rung == block.rung else replace(block, rung=rung, amount=library.variant(rung).dose.amount)


def _may_do(library: Library, order: Order, rung: Rung) -> bool:
    fits = allowed(library, rung, order.level, _kit(library, order), order.newcomer)
    return fits and rung.exercise not in order.avoid


def _kit(library: Library, order: Order) -> tuple[str, ...]:
    if order.place != "gym":
        return order.kit
    return tuple(
        {item for exercise in library.exercises.values() for v in exercise.variants.values() for item in v.kit}
    )


def _without_repeats(blocks: Iterable[Block | None]) -> tuple[Block, ...]:
    kept: dict[str, Block] = {}
    for block in blocks:
        if block:
            kept.setdefault(block.rung.exercise, block)
    return tuple(kept.values())


def _with_kit(library: Library, blocks: tuple[Block, ...], order: Order) -> tuple[Block, ...]:
    """The blocks with each piece of kit put to use, in place of an exercise of the same bias."""
    for item in order.kit:
        if any(item in library.variant(block.rung).kit for block in blocks):
            continue
        for exercise in library.exercises.values():
            rung = Rung(exercise.id)
            usable = item in exercise.default.kit and allowed(
                library, rung, order.level, order.kit, order.newcomer
            )
            place = next(
                (i for i, b in enumerate(blocks) if library.exercise(b.rung.exercise).bias is exercise.bias),
                None,
            )
            if usable and place is not None:
                block = replace(blocks[place], rung=rung, amount=exercise.default.dose.amount)
                blocks = (*blocks[:place], block, *blocks[place + 1 :])
                break
    return _without_repeats(blocks)


def _varied(library: Library, blocks: tuple[Block, ...], order: Order) -> tuple[Block, ...]:
    """The blocks with one hip and one knee exercise other than last time, where there is a choice (3.5)."""
    last = {Rung.parse(done.exercise).exercise for done in order.log[-1].exercises} if order.log else set()
    for bias in (Bias.HIP, Bias.KNEE):
        same = [i for i, b in enumerate(blocks) if library.exercise(b.rung.exercise).bias is bias]
        if not same or any(blocks[i].rung.exercise not in last for i in same):
            continue
        taken = {block.rung.exercise for block in blocks} | last
        others = [e for e in library.exercises.values() if e.bias is bias and e.id not in taken]
        rungs = [Rung(e.id) for e in others if _may_do(library, order, Rung(e.id))]
        if rungs:
            index, rung = same[-1], rungs[order.today % len(rungs)]
            blocks = (*blocks[:index], _as(library, blocks[index], rung), *blocks[index + 1 :])
    return blocks


def _ways_on(library: Library, order: Order, blocks: tuple[Block, ...]) -> Iterable[list[Progressed]]:
    """The blocks by the log: with each rise that is due by itself, one after the other, at last with none."""
    due = [
        progressed(library, order.log, block, order.today, _alternatives(library, order, block))
        for block in blocks
    ]
    plain = [
        Progressed(as_last_time(library, order.log, block)) if step.change.is_rise else step
        for block, step in zip(blocks, due, strict=True)
    ]
    rises = [index for index, step in enumerate(due) if step.change.is_rise]
    start = order.today % len(rises) if rises else 0
    for index in rises[start:] + rises[:start]:
        yield [*plain[:index], due[index], *plain[index + 1 :]]
    yield plain


def _alternatives(library: Library, order: Order, block: Block) -> Callable[[Rung], bool]:
    """What may take a block's place on the ladder: hip work stays hip work, and knee work knee work."""
    bias = library.exercise(block.rung.exercise).bias
    return lambda rung: _may_do(library, order, rung) and library.exercise(rung.exercise).bias is bias


def _changes(plan: Plan, steps: list[Progressed]) -> Iterable[Changed]:
    """The changes that are still there after the class was fitted to its minutes."""
    for step in steps:
        sets = [planned for planned in plan.work if planned.rung == step.block.rung]
        kept = sets and (sets[0].amount, len(sets)) == (step.block.amount, step.block.sets)
        if step.change is not Change.NONE and kept:
            yield Changed(step.block.rung, step.change, step.block.amount, step.block.sets)


def _capped(library: Library, blocks: tuple[Block, ...], order: Order) -> tuple[Block, ...]:
    """No more strenuous exercises than the level allows."""
    left, kept = MOST_STRENUOUS[order.level], []
    for block in blocks:
        strenuous = library.variant(block.rung).strenuous
        if not strenuous or left:
            kept.append(block)
            left -= strenuous
    return tuple(kept)
