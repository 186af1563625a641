"""Checks what the facts files say of each other: ladders, swaps, warm-ups and class templates."""

from collections.abc import Iterable, Iterator

from skill.coaching.errors import Fault
from skill.coaching.facts.exercise import Bias, Exercise, Posture, Rung, Sides
from skill.coaching.facts.library import FIRST, Library, Template
from skill.content.table import Ids, any_of, show


def check_links(library: Library, exercises: Ids) -> Iterator[Fault]:
    """Yield what does not fit together.

    An exercise that is in `exercises` but not in the library has faults of its own: everything fits it.
    """
    for folder, group in (("exercises", library.exercises), ("drills", library.drills)):
        for exercise in group.values():
            yield from _check_exercise(f"{folder}/{exercise.id}.toml", exercise, library, exercises)
    for warm_up in library.warm_ups.values():
        rungs = [block.rung for block in warm_up.parts if block.rung != Rung(FIRST)]
        yield from _check_rungs(f"warm_ups/{warm_up.id}.toml", "parts", rungs, library, exercises)
    for template in library.templates.values():
        yield from _check_template(template, library, exercises)
    for course in library.courses.values():
        rungs = list({week.row: week.rung for week in course.weeks if week.rung}.values())
        yield from _check_rungs(f"courses/{course.id}.toml", "rows", rungs, library, exercises)
    yield from _check_ladders(library)


def check_light(library: Library) -> Iterator[Fault]:
    """Yield a fault unless one class is the light one."""
    light = [template.id for template in library.templates.values() if template.light]
    if len(light) != 1:
        yield Fault("sessions", "light", ", ".join(light) or "nothing", "one class that is light")


def check_warm_ups(library: Library) -> Iterator[Fault]:
    """Yield a fault unless there is a usual warm-up: the shortest also comes before a class taken up again."""
    if not any(warm_up.usual for warm_up in library.warm_ups.values()):
        yield Fault("warm_ups", "usual", "nothing", "one or more warm-ups that are usual")


def _check_exercise(file: str, exercise: Exercise, library: Library, exercises: Ids) -> Iterator[Fault]:
    for field, rungs in _ladders(exercise):
        yield from _check_rungs(file, field, rungs, library, exercises)
        if Rung(exercise.id) in rungs:
            yield Fault(file, field, show(exercise.id), "another exercise, or a variant of this one")
    for name, variant in exercise.variants.items():
        rungs = variant.before.rungs if variant.before else ()
        yield from _check_rungs(file, "before.exercises", rungs, library, exercises)
        yield from _check_safety(file, exercise, name, library)


def _check_safety(file: str, exercise: Exercise, name: str, library: Library) -> Iterator[Fault]:
    """What is strenuous has what opens it; that and one loaded leg a caution, a loaded hinge its stop sign."""
    rung, variant = Rung(exercise.id, name), exercise.variants[name]
    is_loaded = bool(library.loads & set(variant.kit))
    if variant.strenuous and not (variant.before and variant.before.days):
        yield Fault(
            file, "before", f"nothing for {rung}", "the weeks and the exercise that open what is strenuous"
        )
    if not variant.caution and (variant.strenuous or (is_loaded and exercise.sides is not Sides.BOTH)):
        yield Fault(file, "caution", f"nothing for {rung}", "true, for what is strenuous or loads one leg")
    strained = {part.id for part in library.body.parts.values() if part.strained_by_hinges}
    is_hinge = exercise.bias is Bias.HIP and exercise.posture is Posture.STANDING
    if strained and is_hinge and is_loaded and not strained & {sign.part for sign in exercise.stop_signs}:
        allowed = f"pain in the {', '.join(sorted(strained))}, for a loaded hinge"
        yield Fault(file, "stop_signs", f"none of it for {rung}", allowed)


def _check_rungs(
    file: str, field: str, rungs: Iterable[Rung], library: Library, exercises: Ids
) -> Iterator[Fault]:
    for index, rung in enumerate(rungs):
        if allowed := _instead_of(rung, library, exercises):
            yield Fault(file, f"{field}.{index}", show(str(rung)), allowed)


def _instead_of(rung: Rung, library: Library, exercises: Ids) -> str:
    """What could stand in place of a rung that does not exist; nothing for one that does."""
    if exercises.ids is not None and rung.exercise not in exercises.ids:
        return f"{any_of(exercises.ids, rung.exercise)} ({exercises.home})"
    exercise = library.exercises.get(rung.exercise) or library.drills.get(rung.exercise)
    if exercise is None or rung.variant in exercise.variants:
        return ""
    names = sorted(filter(None, exercise.variants))
    return any_of([f"{rung.exercise}:{name}" for name in names], str(rung)) if names else rung.exercise


def _check_template(template: Template, library: Library, exercises: Ids) -> Iterator[Fault]:
    file = f"sessions/{template.id}.toml"
    rungs = [block.rung for block in template.blocks]
    yield from _check_rungs(file, "blocks", rungs, library, exercises)
    for index, rung in enumerate(rungs):
        exercise = library.exercises.get(rung.exercise) or library.drills.get(rung.exercise)
        variant = exercise.variants.get(rung.variant) if exercise else None
        if variant is None:
            continue
        if template.level < variant.level:
            found = f"{rung}, for {variant.level.name.lower()}"
            yield Fault(file, f"blocks.{index}", found, f"{template.level.name.lower()} or easier")
        if missing := set(variant.kit) - set(template.kit):
            found = f"{rung}, which needs {', '.join(sorted(missing))}"
            yield Fault(
                file, f"blocks.{index}", found, f"the kit of the class: {', '.join(template.kit) or 'none'}"
            )


def _ladders(exercise: Exercise) -> tuple[tuple[str, tuple[Rung, ...]], ...]:
    return (
        ("easier", exercise.easier),
        ("harder", exercise.harder),
        ("swaps", exercise.swaps),
        ("family", exercise.family),
    )


def _check_ladders(library: Library) -> Iterator[Fault]:
    """Going harder from rung to rung must never come back to where it began."""
    harder = _harder(library)
    finished: set[Rung] = set()
    for start in harder:
        loop = _loop_from(start, harder, finished)
        if loop:
            names = " > ".join(str(rung) for rung in loop)
            yield Fault(f"exercises/{start.exercise}.toml", "harder", names, "a ladder that never comes back")


def _harder(library: Library) -> dict[Rung, list[Rung]]:
    """Every rung with those that are harder, as the `easier` and `harder` of all exercises have it."""
    harder: dict[Rung, list[Rung]] = {}
    for exercise in library.exercises.values():
        this = Rung(exercise.id)
        harder.setdefault(this, []).extend(exercise.harder)
        for rung in exercise.easier:
            harder.setdefault(rung, []).append(this)
    return harder


def _loop_from(start: Rung, harder: dict[Rung, list[Rung]], finished: set[Rung]) -> list[Rung]:
    """A way from a rung back to itself, if there is one among the rungs not finished yet."""
    way = [start]
    choices = [iter(harder.get(start, ()))]
    while choices:
        rung = next(choices[-1], None)
        if rung is None:
            choices.pop()
            finished.add(way.pop())
        elif rung in way:
            finished.update(way)
            return [*way[way.index(rung) :], rung]
        elif rung not in finished:
            way.append(rung)
            choices.append(iter(harder.get(rung, ())))
    return []
