"""A figure as rigid parts, from back to front: outlines along a bone, and where the bones are in a pose.

Path data is read by SVG and by Alexa's vector graphics alike. It is in centimetres, y downwards.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import hypot

from skill.coaching.facts.figure import Figure, Placed, Point, Prop, Spot
from skill.pictures.skeleton import (
    FOREARM,
    NECK,
    SHIN,
    THIGH,
    TO_HEEL,
    TO_TOE,
    TORSO,
    UPPER_ARM,
    Skeleton,
    along,
    angle_of,
    minus,
    plus,
    turned,
)


class Role(StrEnum):
    """What a part is; a theme gives each a colour."""

    FLOOR = "floor"
    PROP = "prop"
    FAR = "far"
    """The half of the body turned away, where it does not work."""
    BODY = "body"
    WORK = "work"
    """A leg that works."""
    MUSCLE = "muscle"
    """The hamstrings at work."""
    ARROW = "arrow"
    """Where the movement goes."""
    GAP = "gap"
    """The background, round what lies in front of the body."""


class Bone(StrEnum):
    """What a part moves with, and is drawn along: its origin is where the bone begins."""

    GROUND = "ground"
    TORSO = "torso"
    HEAD = "head"
    THIGH = "thigh"
    SHIN = "shin"
    FOOT = "foot"
    UPPER_ARM = "upper_arm"
    FOREARM = "forearm"
    FAR_THIGH = "far_thigh"
    FAR_SHIN = "far_shin"
    FAR_FOOT = "far_foot"
    FAR_UPPER_ARM = "far_upper_arm"
    FAR_FOREARM = "far_forearm"


@dataclass(frozen=True)
class Part:
    """A filled outline, and what it moves with: a bone, a spot, or what is stretched between two spots."""

    role: Role
    path: str
    on: Bone | Spot | tuple[Spot, Spot] = Bone.GROUND


@dataclass(frozen=True)
class Place:
    """Where a part is put: moved there, turned to the left by an angle, and stretched along the bone."""

    x: float = 0
    y: float = 0
    angle: float = 0
    stretch: float = 1


GAP = 1.8
"""Centimetres of background round what lies in front."""
_LEG = (Bone.THIGH, Bone.SHIN, Bone.FOOT)
_FAR_LEG = (Bone.FAR_THIGH, Bone.FAR_SHIN, Bone.FAR_FOOT)
_ARM = (Bone.UPPER_ARM, Bone.FOREARM)
_FAR_ARM = (Bone.FAR_UPPER_ARM, Bone.FAR_FOREARM)

Disc = tuple[Point, float]


def parts(figure: Figure, props: dict[str, Prop], *, both: bool) -> tuple[Part, ...]:
    """The parts of a figure; `both` legs work, or only the near one."""
    standing = (one for one in figure.props if one.spot is None)
    carried = (one for one in figure.props if one.spot is not None)
    return (
        *(_prop(one, props[one.prop]) for one in standing),
        *_arm(_FAR_ARM, Role.FAR),
        *_leg(_FAR_LEG, Role.WORK if both else Role.FAR),
        *_trunk(),
        *_leg(_LEG, Role.GAP, GAP),
        *_leg(_LEG, Role.WORK),
        *(_prop(one, props[one.prop]) for one in carried),
        *_arm(_ARM, Role.GAP, GAP),
        *_arm(_ARM, Role.BODY),
    )


def places(drawn: Iterable[Part], body: Skeleton) -> tuple[Place, ...]:
    """Where each part is in a pose."""
    bones, spots = _bones(body), body.spots

    def place(on: Bone | Spot | tuple[Spot, Spot]) -> Place:
        match on:
            case Bone():
                start, end = bones[on]
                return Place(*start, angle_of(minus(end, start)))
            case Spot():
                return Place(*spots[on])
            case (one, two):
                span = minus(spots[two], spots[one])
                return Place(*spots[one], angle_of(span), hypot(*span))

    return tuple(place(part.on) for part in drawn)


def floor(left: float, width: float) -> Part:
    """A line on which everything stands."""
    return Part(Role.FLOOR, _box((left, -2), width, 2))


def arrow(points: tuple[Point, ...]) -> Part:
    """A line through the points, with a head at the last."""
    *line, last = points
    way = angle_of(minus(last, line[-1]))
    tip, wings = plus(last, along(way, 5)), (along(way + 140, 12), along(way - 140, 12))
    head = "".join(_chain((tip, 1.8), (plus(tip, wing), 1.8)) for wing in wings)
    return Part(Role.ARROW, _chain(*((point, 1.8) for point in (*line, last))) + head)


def _bones(body: Skeleton) -> dict[Bone, tuple[Point, Point]]:
    """Where each bone begins, and a point that it leads to."""
    found: dict[Bone, tuple[Point, Point]] = {
        Bone.GROUND: ((0.0, 0.0), (1.0, 0.0)),
        Bone.TORSO: (body.hip, body.shoulder),
        Bone.HEAD: (body.shoulder, body.head),
    }
    for (thigh, shin, foot), leg in ((_LEG, body.leg), (_FAR_LEG, body.far_leg)):
        found[thigh] = (body.hip, leg.knee)
        found[shin] = (leg.knee, leg.ankle)
        found[foot] = (leg.ankle, plus(leg.ankle, minus(leg.toe, leg.heel)))
    for (upper, fore), arm in ((_ARM, body.arm), (_FAR_ARM, body.far_arm)):
        found[upper] = (body.shoulder, arm.elbow)
        found[fore] = (arm.elbow, arm.hand)
    return found


# parts of the body, each along its bone to the right; its back is on the right of who walks along it


def _trunk() -> Iterator[Part]:
    outline = _chain(((0, 0), 12), ((18, 0), 9.5), ((36, 0), 12), ((TORSO, 0), 9))
    yield Part(Role.BODY, outline, Bone.TORSO)
    nose = _chain(((NECK, 0), 5), (plus((NECK, 0), along(-98, 12)), 2))
    neck = _chain(((0, 0), 5.5), ((NECK, 0), 5.5))
    yield Part(Role.BODY, neck + _disc(((NECK, 0), 11)) + nose, Bone.HEAD)


def _leg(bones: tuple[Bone, Bone, Bone], role: Role, gap: float = 0) -> Iterator[Part]:
    thigh, shin, foot = bones
    toe = plus(TO_TOE, (-3, 0))
    heel, sole = (TO_HEEL, 3 + gap), (toe, 3.2 + gap)
    ankle = ((0.0, 0.0), 4.2 + gap)
    yield Part(role, _chain(((0, 0), 12 + gap), ((THIGH, 0), 7 + gap)), thigh)
    yield Part(role, _chain(((0, 0), 7 + gap), ((13, -1.5), 6.8 + gap), ((SHIN, 0), 4.2 + gap)), shin)
    yield Part(role, _chain(ankle, heel, sole, ankle), foot)
    if role is Role.WORK:
        yield Part(Role.MUSCLE, _hamstrings(), thigh)


def _hamstrings() -> str:
    """A muscle along the back of the thigh."""
    return _chain(
        *(((6, -8.4), 1.2), ((12, -7.6), 2.7), ((19, -6.6), 3.5)),
        *(((26, -5.6), 3.2), ((33, -4.6), 2.2), ((39, -3.8), 1)),
    )


def _arm(bones: tuple[Bone, Bone], role: Role, gap: float = 0) -> Iterator[Part]:
    upper, fore = bones
    yield Part(role, _chain(((0, 0), 6 + gap), ((UPPER_ARM, 0), 4.4 + gap)), upper)
    hand = _disc(((FOREARM, 0), 4.4 + gap))
    yield Part(role, _chain(((0, 0), 4.4 + gap), ((FOREARM, 0), 3.6 + gap)) + hand, fore)


def _prop(placed: Placed, prop: Prop) -> Part:
    if placed.spot is None:
        return Part(Role.PROP, _drawn(prop, (placed.x, 0)))
    if placed.to is None:
        return Part(Role.PROP, _drawn(prop, (0, 0)), placed.spot)
    return Part(Role.PROP, _box((0, -prop.width), 1, 2 * prop.width), (placed.spot, placed.to))


def _drawn(prop: Prop, at: Point) -> str:
    def put(x: float, y: float) -> Point:
        return plus(at, (x, y))

    return "".join(
        (
            *(_chain((put(x1, y1), width / 2), (put(x2, y2), width / 2)) for x1, y1, x2, y2, width in prop.lines),
            *(_box(put(x, y), width, height) for x, y, width, height in prop.boxes),
            *(_disc((put(x, y), radius)) for x, y, radius in prop.discs),
            *(_ring((put(x, y), radius), width) for x, y, radius, width in prop.rings),
        )
    )


# outlines, all wound the same way: where they overlap they are one


def _chain(*discs: Disc) -> str:
    """Discs, each joined to the next by straight edges."""
    joins = (_join(one, two) for one, two in pairwise(discs))
    return "".join((*map(_disc, discs), *joins))


def _join(one: Disc, two: Disc) -> str:
    (a, r1), (b, r2) = one, two
    across = turned(minus(b, a), 90)
    length = hypot(*across) or 1
    nx, ny = across[0] / length, across[1] / length
    corners = ((r1, a, 1), (r2, b, 1), (r2, b, -1), (r1, a, -1))
    return _polygon((p[0] + nx * r * way, p[1] + ny * r * way) for r, p, way in corners)


def _box(corner: Point, width: float, height: float) -> str:
    return _polygon(plus(corner, to) for to in ((0, 0), (0, height), (width, height), (width, 0)))


def _disc(disc: Disc, sweep: int = 1) -> str:
    (x, y), r = disc
    arc = f"A{_number(r)} {_number(r)} 0 0 {sweep} "
    left, right = f"{_number(x - r)} {_number(-y)}", f"{_number(x + r)} {_number(-y)}"
    return f"M{left}{arc}{right}{arc}{left}Z"


def _ring(disc: Disc, width: float) -> str:
    at, radius = disc
    return _disc((at, radius + width / 2)) + _disc((at, radius - width / 2), sweep=0)


def _polygon(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(-y)}" for x, y in points) + "Z"


def _number(value: float) -> str:
    return f"{round(value, 1) + 0:g}"
