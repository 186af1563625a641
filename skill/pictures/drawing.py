"""A figure in motion: its parts, where they are in each frame, what box holds them, and an arrow along the way."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import hypot

from skill.coaching.facts.exercise import Bias, Exercise, Rung, Sides
from skill.coaching.facts.figure import Figure, Point, Pose, Spot
from skill.coaching.facts.library import Library
from skill.pictures.shapes import Part, Place, arrow, floor, parts, places
from skill.pictures.skeleton import along, angle_of, between, minus, plus, skeleton, turned

STEPS = 4
"""Frames from one pose to the next; between frames all moves evenly."""
TRACED = 12
"""Steps of an arrow."""
MARGIN = 8.0
"""Centimetres round the figure."""
STILL = 6.0
"""Centimetres; what moves less leads no movement."""
CLEAR = 24.0
"""Centimetres from a joint to an arrow beside it."""
BODY = 14.0
"""Centimetres from a joint to the outline of the body, at most."""

Frame = tuple[Place, ...]


@dataclass(frozen=True)
class Box:
    """A part of the plane, y downwards."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Drawing:
    """A figure in motion. A frame has a place for every part; angles never jump from one to the next."""

    parts: tuple[Part, ...]
    out: tuple[Frame, ...]
    """From the start to the turning point."""
    back: tuple[Frame, ...]
    """From there to the start: the same way, or another."""
    arrow: Part
    box: Box
    mirrored: bool = False
    """It is of the side that is not named: what is drawn is the right half, and for a left one the mirror."""


@lru_cache(maxsize=128)
def draw(library: Library, rung: Rung) -> Drawing:
    """The drawing of an exercise or drill in one of its variants; raises KeyError."""
    figure, exercise = library.figures[rung], library.exercise(rung.exercise)
    both = exercise.sides is Sides.BOTH and not figure.one_leg
    way = _way((figure.start, figure.end))
    home = _way((figure.end, *figure.via, figure.start)) if figure.via else way[::-1]
    trace = _trace(exercise, figure)
    box = _box(figure, (*way, *home), trace, library)
    drawn = (floor(box.x, box.width), *parts(figure, library.props, both=both))
    out = _frames(drawn, way)
    return Drawing(
        parts=drawn,
        out=out,
        back=_frames(drawn, home) if figure.via else out[::-1],
        arrow=arrow(trace),
        box=box,
        mirrored=figure.other_side,
    )


def _way(poses: tuple[Pose, ...]) -> tuple[Pose, ...]:
    """The poses from the first to the last, with those between them."""
    steps = (between(one, two, step / STEPS) for one, two in pairwise(poses) for step in range(STEPS))
    return *steps, poses[-1]


def _frames(drawn: Iterable[Part], way: tuple[Pose, ...]) -> tuple[Frame, ...]:
    frames = [places(drawn, skeleton(way[0]))]
    for pose in way[1:]:
        now = places(drawn, skeleton(pose))
        frames.append(tuple(_near(place, before) for place, before in zip(now, frames[-1], strict=True)))
    return tuple(frames)


def _near(place: Place, before: Place) -> Place:
    """The same place, its angle no more than half a turn from the one before."""
    turns = round((before.angle - place.angle) / 360)
    return replace(place, angle=place.angle + 360 * turns)


def _trace(exercise: Exercise, figure: Figure) -> tuple[Point, ...]:
    """Where what leads the movement goes, beside the body."""
    usual = (Spot.ANKLE, Spot.HEAD) if exercise.bias is Bias.KNEE else (Spot.HIP, Spot.KNEE, Spot.HAND)
    shares = (step / TRACED for step in range(TRACED + 1))
    bodies = [skeleton(between(figure.start, figure.end, share)).spots for share in shares]
    moving = (one for one in usual if hypot(*minus(bodies[-1][one], bodies[0][one])) > STILL)
    spot = figure.leads or next(moving, usual[-1])
    way_there = angle_of(minus(bodies[-1][spot], bodies[0][spot]))
    ahead, beside = turned(minus(bodies[-1][spot], bodies[-1][Spot.CHEST]), -way_there)
    if ahead < -abs(beside):  # the body lies ahead
        way_there += 90 if beside > 0 else -90
    return tuple(plus(body[spot], along(way_there, CLEAR)) for body in bodies)


def _box(figure: Figure, poses: tuple[Pose, ...], trace: tuple[Point, ...], library: Library) -> Box:
    """What holds every frame and the arrow: the floor below, and room for the outline."""
    points = [point for pose in poses for point in skeleton(pose).spots.values()]
    xs, ys = zip(*points, *trace, strict=True)
    left, right, top = min(xs) - BODY, max(xs) + BODY, max(ys) + BODY
    for placed in figure.props:
        back, forward = library.props[placed.prop].across
        at = [skeleton(pose).spots[placed.spot][0] for pose in poses] if placed.spot else [placed.x]
        left, right = min(left, min(at) + back), max(right, max(at) + forward)
    return Box(left - MARGIN, -top - MARGIN, right - left + 2 * MARGIN, top + MARGIN * 2)
