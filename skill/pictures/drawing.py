"""A figure in motion: the shapes of each frame, what box they fit in, and an arrow along the way."""

from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from skill.coaching.facts.exercise import Bias, Exercise, Rung, Sides
from skill.coaching.facts.figure import Figure, Point, Pose, Spot
from skill.coaching.facts.library import Library
from skill.pictures.shapes import Role, Shape, arrow, floor, shapes
from skill.pictures.skeleton import along, angle_of, between, minus, plus, skeleton, turned

STEPS = 8
"""From one pose to the next."""
MARGIN = 8.0
"""Centimetres round the figure."""
STILL = 6.0
"""Centimetres; what moves less leads no movement."""
CLEAR = 24.0
"""Centimetres from a joint to an arrow beside it."""
BODY = 14.0
"""Centimetres from a joint to the outline of the body, at most."""


@dataclass(frozen=True)
class Box:
    """A part of the plane, y downwards."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Drawing:
    """A figure in motion. All frames have the same shapes in the same order, so that one can become the other."""

    frames: tuple[tuple[Shape, ...], ...]
    """Of the way out, and after them those of the way back, where that is another."""
    out: tuple[int, ...]
    """The frames from the start to the turning point."""
    back: tuple[int, ...]
    """The frames from there to the start."""
    arrow: Shape
    box: Box
    mirrored: bool = False
    """It is of the side that is not named: what is drawn is the right half, and for a left one the mirror."""

    @property
    def start(self) -> tuple[Shape, ...]:
        """The first frame."""
        return self.frames[self.out[0]]

    @property
    def end(self) -> tuple[Shape, ...]:
        """The turning point."""
        return self.frames[self.out[-1]]


def draw(library: Library, rung: Rung) -> Drawing:
    """The drawing of an exercise or drill in one of its variants; raises KeyError."""
    figure, exercise = library.figures[rung], library.exercise(rung.exercise)
    both = exercise.sides is Sides.BOTH and not figure.one_leg
    way = _way(figure.start, figure.end)
    home = [pose for one, two in pairwise((figure.end, *figure.via, figure.start)) for pose in _way(one, two)[1:]]
    extra = home[:-1] if figure.via else []
    out = tuple(range(len(way)))
    back = (out[-1], *range(len(way), len(way) + len(extra)), 0) if extra else tuple(reversed(out))
    box = _box(figure, (*way, *extra), library)
    ground = Shape(Role.FLOOR, floor(box.x, box.width))
    return Drawing(
        frames=tuple((ground, *shapes(figure, pose, library.props, both)) for pose in (*way, *extra)),
        out=out,
        back=back,
        arrow=Shape(Role.ARROW, arrow(_trace(exercise, figure, way))),
        box=box,
        mirrored=figure.other_side,
    )


def _way(one: Pose, two: Pose) -> list[Pose]:
    return [between(one, two, step / STEPS) for step in range(STEPS + 1)]


def _trace(exercise: Exercise, figure: Figure, way: list[Pose]) -> tuple[Point, ...]:
    """Where what leads the movement goes, beside the body."""
    usual = (Spot.ANKLE, Spot.HEAD) if exercise.bias is Bias.KNEE else (Spot.HIP, Spot.KNEE, Spot.HAND)
    bodies = [skeleton(pose).spots for pose in way]
    moving = (one for one in usual if _travel(bodies[0][one], bodies[-1][one]) > STILL)
    spot = figure.leads or next(moving, usual[-1])
    way_there = angle_of(minus(bodies[-1][spot], bodies[0][spot]))
    ahead, beside = turned(minus(bodies[-1][spot], bodies[-1][Spot.CHEST]), -way_there)
    if ahead < -abs(beside):  # the body lies ahead
        way_there += 90 if beside > 0 else -90
    return tuple(plus(body[spot], along(way_there, CLEAR)) for body in bodies)


def _travel(one: Point, two: Point) -> float:
    return hypot(*minus(two, one))


def _box(figure: Figure, poses: tuple[Pose, ...], library: Library) -> Box:
    """What holds every frame: the floor below, and room for the outline."""
    points = [point for pose in poses for point in skeleton(pose).spots.values()]
    xs, ys = zip(*points, strict=True)
    left, right, top = min(xs) - BODY, max(xs) + BODY, max(ys) + BODY
    for placed in figure.props:
        back, forward = library.props[placed.prop].across
        places = [skeleton(pose).spots[placed.spot][0] for pose in poses] if placed.spot else [placed.x]
        left, right = min(left, min(places) + back), max(right, max(places) + forward)
    return Box(left - MARGIN, -top - MARGIN, right - left + 2 * MARGIN, top + MARGIN * 2)
