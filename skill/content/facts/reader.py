"""Reads the facts that hold in every language: exercises, warm-up drills, warm-ups and class templates.

A file with faults gives None, so that no later check stumbles over what was noted already.
"""

from dataclasses import dataclass, replace
from typing import TypeAlias

from skill.coaching.facts.body import StopSign
from skill.coaching.facts.exercise import (
    Before,
    Bias,
    Counting,
    Dose,
    Exercise,
    Level,
    Phase,
    PhaseKind,
    Posture,
    Rung,
    Sides,
    Variant,
)
from skill.coaching.facts.library import Block, Course, Style, Template, WarmUp, Week
from skill.content.table import Ids, Table, show

Mistakes: TypeAlias = dict[str, tuple[str, ...]]
"""The mistakes that the words of an exercise describe, by variant."""


@dataclass(frozen=True)
class Known:
    """Every id that another file may name."""

    exercises: Ids
    drills: Ids
    warm_ups: Ids
    kit: Ids
    muscles: Ids
    places: Ids
    faults: Ids
    topics: Ids
    courses: Ids
    sessions: Ids
    """Classes that are asked for by name."""
    signs: Ids
    parts: Ids
    conditions: Ids

    @property
    def rungs(self) -> Ids:
        """What a ladder, a warm-up or a class may name: exercises and drills."""
        if self.exercises.ids is None or self.drills.ids is None:
            return Ids(self.exercises.home, None)
        return Ids(f"{self.exercises.home} or {self.drills.home}", self.exercises.ids | self.drills.ids)


def read_drill(id_: str, table: Table, known: Known) -> Exercise | None:
    """The warm-up drill of a file: it has no how-to and no swaps, and may need no time to get ready."""
    return _read(id_, table, known, {}, least=0)


def read_exercise(id_: str, table: Table, known: Known, mistakes: Mistakes) -> Exercise | None:
    """The exercise of a facts file, with the mistakes its words describe."""
    return _read(id_, table, known, mistakes, least=1)


def _read(id_: str, table: Table, known: Known, mistakes: Mistakes, least: int) -> Exercise | None:
    noted = len(table.faults)
    sides = table.choice("sides", Sides)
    exercise = Exercise(
        id=id_,
        sides=sides,
        bias=table.choice("bias", Bias),
        counting=table.choice("counting", Counting, Counting.REPS),
        posture=table.choice("posture", Posture),
        rest=_read_rest(table),
        variants=_read_variants(table, known, sides, mistakes, least),
        easier=_read_rungs(table, "easier"),
        harder=_read_rungs(table, "harder"),
        swaps=_read_rungs(table, "swaps", least),
        family=tuple(map(Rung.parse, table.texts("family", ()))),
        muscles=table.known("muscles", known.muscles, least=1),
        helpers=table.known("helpers", known.muscles),
        faults=mistakes.get("", ()),
        stop_signs=_read_stop_signs(table, known),
    )
    table.table("figure", needed=False)
    table.close()
    return exercise if len(table.faults) == noted else None


def read_warm_up(id_: str, table: Table) -> WarmUp | None:
    """The warm-up of a file."""
    noted = len(table.faults)
    warm_up = WarmUp(id_, _read_blocks(table, "parts"), table.flag("usual", default=False))
    table.close()
    return warm_up if len(table.faults) == noted else None


def read_template(id_: str, table: Table, known: Known) -> Template | None:
    """The class template of a file, which is named after its minutes and level."""
    noted = len(table.faults)
    style = table.choice("style", Style)
    template = Template(
        id=id_,
        minutes=table.whole("minutes", 1, 120),
        level=table.choice("level", Level),
        kit=table.known("kit", known.kit),
        place=table.one_known("place", known.places),
        style=style,
        rounds=_read_rounds(table, style),
        warm_up=table.one_known("warm_up", known.warm_ups),
        blocks=_read_blocks(table, "blocks"),
        light=table.flag("light", default=False),
        named=table.flag("named", default=False),
    )
    table.close()
    if len(table.faults) > noted:
        return None
    is_by_rule = id_.startswith(f"{template.minutes}_") and id_.endswith(f"_{template.level.name.lower()}")
    if not (template.named or is_by_rule):
        table.fault("file name", show(id_), f"{template.minutes}_<kit>_{template.level.name.lower()}")
    return template


def read_course(id_: str, table: Table, known: Known) -> Course | None:
    """The plan over weeks of a file; how it fits the exercises is checked with the links."""
    noted = len(table.faults)
    exercise = table.one_known("exercise", known.exercises) if "exercise" in table.data else None
    course = Course(
        id=id_,
        topic=table.one_known("topic", known.topics),
        weeks=_read_weeks(table, exercise),
        exercise=exercise,
        level=table.choice("level", Level) if "level" in table.data else None,
        first=table.one_known("first", known.courses) if "first" in table.data else None,
        after=table.one_known("after", known.courses) if "after" in table.data else None,
    )
    table.close()
    return course if len(table.faults) == noted else None


def _read_weeks(table: Table, exercise: str | None) -> tuple[Week, ...]:
    """Each row of the plan as often as it has weeks."""
    weeks: list[Week] = []
    for row, part in enumerate(table.tables("rows")):
        least, most = [*part.wholes("classes", 1, 7, 2, 2), 1, 1][:2]
        if least > most:
            part.fault("classes", show([least, most]), "the fewest, then the most")
        sets = part.wholes("sets", 1, 120, 1, 6)
        rung = Rung(exercise, part.text("variant", "")) if exercise else None
        weeks += [Week(row, (least, most), sets, rung)] * part.whole("weeks", 1, 52, 1)
        part.close()
    keeps = table.flag("lasting", default=False)
    return (*weeks[:-1], *(replace(week, keeps=keeps) for week in weeks[-1:]))


def _read_change(table: Table, sides: Sides, least: int) -> int:
    """Seconds to change legs; only exercises done one leg after the other have any."""
    if sides is Sides.ONE_THEN_OTHER:
        return table.whole("change", least, 30)
    return table.whole("change", 0, 0 if table.holds("sides", Sides) else 30, 0)


def _read_rounds(table: Table, style: Style) -> int:
    """Rounds of a circuit; straight sets are gone through once."""
    if style is Style.CIRCUIT:
        return table.whole("rounds", 1, 6)
    return table.whole("rounds", 1, 1 if table.holds("style", Style) else 6, 1)


def _read_rest(table: Table) -> tuple[int, int]:
    rest = table.wholes("rest", 0, 300, 2, 2)
    if len(rest) != 2:
        return 0, 0
    if rest[0] > rest[1]:
        table.fault("rest", show(list(rest)), "the least, then the most")
    return rest[0], rest[1]


def _read_variants(table: Table, known: Known, sides: Sides, mistakes: Mistakes, least: int) -> dict[str, Variant]:
    """The default, and the variants, which name only what differs from it."""
    default = Variant(
        phases=_read_phases(table),
        dose=_read_dose(table),
        level=table.choice("level", Level),
        kit=table.known("kit", known.kit),
        strenuous=table.flag("strenuous", default=False),
        get_ready=table.whole("get_ready", least, 30),
        change=_read_change(table, sides, least),
        finish=table.whole("finish", 0, 30, 0),
        setup_pauses=table.wholes("setup_pauses", 1, 30, least),
        move_pauses=table.wholes("move_pauses", 1, 30, least),
        load_pauses=table.wholes("load_pauses", 1, 15, 0) if "load_pauses" in table.data else (),
        carried=table.flag("carried", default=False),
        turn=table.whole("turn", 0, 30, 0),
        handy=table.known("optional_kit", known.kit, ()),
        faults=mistakes.get("", ()),
        before=_read_before(table) if "before" in table.data else None,
        caution=table.flag("caution", default=False),
    )
    variants = {"": default}
    for name, differing in table.table("variants", needed=False).subtables().items():
        variants[name] = _read_variant(differing, known, default, mistakes.get(name) or default.faults)
    return variants


def _read_variant(table: Table, known: Known, default: Variant, faults: tuple[str, ...]) -> Variant:
    variant = Variant(
        phases=_read_phases(table) if "phases" in table.data else default.phases,
        dose=_read_dose(table) if "dose" in table.data else default.dose,
        level=table.choice("level", Level, default.level),
        kit=table.known("kit", known.kit, default.kit),
        strenuous=table.flag("strenuous", default.strenuous),
        get_ready=table.whole("get_ready", 1, 30, default.get_ready),
        change=table.whole("change", 0, 30, default.change),
        finish=table.whole("finish", 0, 30, default.finish),
        setup_pauses=_read_pauses(table, "setup_pauses", default.setup_pauses),
        move_pauses=_read_pauses(table, "move_pauses", default.move_pauses),
        load_pauses=_read_pauses(table, "load_pauses", default.load_pauses),
        carried=table.flag("carried", default.carried),
        turn=table.whole("turn", 0, 30, default.turn),
        handy=table.known("optional_kit", known.kit, default.handy),
        faults=faults,
        before=_read_before(table) if "before" in table.data else default.before,
        caution=table.flag("caution", default.caution),
    )
    table.table("figure", needed=False)
    table.close()
    return variant


def _read_pauses(table: Table, key: str, default: tuple[int, ...]) -> tuple[int, ...]:
    return table.wholes(key, 1, 30, 0) if key in table.data else default


def _read_phases(table: Table) -> tuple[Phase, ...]:
    phases = []
    for part in table.tables("phases"):
        phases.append(Phase(part.choice("kind", PhaseKind), part.number("seconds", 30)))
        part.close()
    return tuple(phases)


def _read_dose(table: Table) -> Dose:
    part = table.table("dose")
    noted = len(part.faults)
    amount, least, most = (part.whole(key, 1, 120) for key in ("amount", "least", "most"))
    if len(part.faults) == noted and not least <= amount <= most:
        part.fault("amount", f"{amount}, with least {least} and most {most}", "least <= amount <= most")
    dose = Dose(amount, least, most, part.whole("sets", 1, 6))
    part.close()
    return dose


def _read_before(table: Table) -> Before:
    part = table.table("before")
    before = Before(
        days=part.whole("days", 14, 365, 0),
        classes=part.whole("classes", 1, 100, 0),
        rungs=_read_rungs(part, "exercises", least=1),
        sets=part.whole("sets", 1, 6),
        amount=part.whole("amount", 1, 120),
    )
    part.close()
    return before


def _read_rungs(table: Table, key: str, least: int = 0) -> tuple[Rung, ...]:
    return tuple(Rung.parse(text) for text in table.texts(key, least=least))


def _read_stop_signs(table: Table, known: Known) -> tuple[StopSign, ...]:
    """What the exercise is stopped for; each has its grade and its spoken forms in body.toml."""
    found = tuple(StopSign.parse(text) for text in table.texts("stop_signs", (), least=0))
    for index, one in enumerate(found):
        table.must_exist(f"stop_signs.{index}", one.sign, known.signs)
        if one.part:
            table.must_exist(f"stop_signs.{index}", one.part, known.parts)
    return found


def _read_blocks(table: Table, key: str) -> tuple[Block, ...]:
    blocks = []
    for part in table.tables(key):
        rung = Rung.parse(part.text("exercise"))
        blocks.append(Block(rung, part.whole("amount", 1, 120), part.whole("sets", 1, 6, 1)))
        part.close()
    return tuple(blocks)
