"""A pose as filled outlines, from back to front: path data that SVG and Alexa's vector graphics both read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import hypot

from skill.coaching.facts.figure import Figure, Placed, Point, Pose, Prop
from skill.pictures.skeleton import Arm, Leg, Skeleton, along, angle_of, minus, plus, skeleton


class Role(StrEnum):
    """What a shape is; a theme gives each a colour."""

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


@dataclass(frozen=True)
class Shape:
    """A filled outline, in centimetres, y downwards."""

    role: Role
    path: str


Disc = tuple[Point, float]

GAP = 1.8
"""Centimetres of background round what lies in front."""


def shapes(figure: Figure, pose: Pose, props: dict[str, Prop], both: bool) -> tuple[Shape, ...]:
    """The shapes of a pose of a figure; `both` legs work, or only the near one."""
    body = skeleton(pose)
    standing = [one for one in figure.props if one.spot is None]
    carried = [one for one in figure.props if one.spot is not None]
    far_leg = Role.WORK if both else Role.FAR
    return (
        *(_prop(one, body, props) for one in standing),
        Shape(Role.FAR, _arm(body.shoulder, body.far_arm)),
        *_leg(body.hip, body.far_leg, far_leg, muscle=both),
        *_trunk(body),
        Shape(Role.GAP, _leg_outline(body.hip, body.leg, GAP)),
        *_leg(body.hip, body.leg, Role.WORK, muscle=True),
        *(_prop(one, body, props) for one in carried),
        Shape(Role.GAP, _arm(body.shoulder, body.arm, GAP)),
        Shape(Role.BODY, _arm(body.shoulder, body.arm)),
    )


def arrow(points: tuple[Point, ...]) -> str:
    """A line through the points, with a head at the last."""
    *line, last = points
    way = angle_of(minus(last, line[-1]))
    tip, wings = plus(last, along(way, 5)), (along(way + 140, 12), along(way - 140, 12))
    head = "".join(_chain((tip, 1.8), (plus(tip, wing), 1.8)) for wing in wings)
    return _chain(*((point, 1.8) for point in (*line, last))) + head


def floor(left: float, width: float) -> str:
    """A line on which everything stands."""
    return _box((left, -2), width, 2)


def _trunk(body: Skeleton) -> Iterator[Shape]:
    torso = angle_of(minus(body.shoulder, body.hip))
    chest = plus(body.hip, along(torso, 36))
    outline = _chain((body.hip, 12), (plus(body.hip, along(torso, 18)), 9.5), (chest, 12), (body.shoulder, 9))
    neck = _chain((body.shoulder, 5.5), (body.head, 5.5))
    facing = angle_of(minus(body.head, body.shoulder)) - 90
    nose = _chain((body.head, 5), (plus(body.head, along(facing - 8, 12)), 2))
    yield Shape(Role.BODY, outline + neck + _disc((body.head, 11)) + nose)


def _leg(hip: Point, leg: Leg, role: Role, *, muscle: bool) -> Iterator[Shape]:
    yield Shape(role, _leg_outline(hip, leg))
    if muscle:
        yield Shape(Role.MUSCLE, _hamstrings(hip, leg.knee))


def _leg_outline(hip: Point, leg: Leg, gap: float = 0) -> str:
    shin = angle_of(minus(leg.ankle, leg.knee))
    calf = plus(leg.knee, plus(along(shin, 13), along(shin - 90, 1.5)))
    limb = _chain(
        (hip, 12 + gap), (leg.knee, 7 + gap), (calf, 6.8 + gap), (leg.ankle, 4.2 + gap), (leg.heel, 3 + gap)
    )
    toe = plus(leg.toe, along(angle_of(minus(leg.toe, leg.heel)), -3))
    return limb + _chain((leg.ankle, 4.2 + gap), (toe, 3.2 + gap)) + _chain((leg.heel, 3 + gap), (toe, 3.2 + gap))


def _hamstrings(hip: Point, knee: Point) -> str:
    """A muscle along the back of the thigh."""
    thigh = angle_of(minus(knee, hip))

    def at(length: float, back: float) -> Point:
        return plus(hip, plus(along(thigh, length), along(thigh - 90, back)))

    return _chain(
        *((at(6, 8.4), 1.2), (at(12, 7.6), 2.7), (at(19, 6.6), 3.5)),
        *((at(26, 5.6), 3.2), (at(33, 4.6), 2.2), (at(39, 3.8), 1)),
    )


def _arm(shoulder: Point, arm: Arm, gap: float = 0) -> str:
    return _chain((shoulder, 6 + gap), (arm.elbow, 4.4 + gap), (arm.hand, 3.6 + gap)) + _disc(
        (arm.hand, 4.4 + gap)
    )


def _prop(placed: Placed, body: Skeleton, props: dict[str, Prop]) -> Shape:
    prop = props[placed.prop]
    if placed.spot is None:
        return Shape(Role.PROP, _drawn(prop, (placed.x, 0)))
    spots = body.spots
    if placed.to is None:
        return Shape(Role.PROP, _drawn(prop, spots[placed.spot]))
    return Shape(Role.PROP, _chain((spots[placed.spot], prop.width), (spots[placed.to], prop.width)))


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
    """Discs, each joined to the next by its straight edges."""
    joins = (_join(one, two) for one, two in pairwise(discs))
    return "".join((*map(_disc, discs), *joins))


def _join(one: Disc, two: Disc) -> str:
    (a, r1), (b, r2) = one, two
    x, y = minus(b, a)
    length = hypot(x, y) or 1
    nx, ny = -y / length, x / length
    corners = ((r1, a, 1), (r2, b, 1), (r2, b, -1), (r1, a, -1))
    return _polygon((p[0] + nx * r * way, p[1] + ny * r * way) for r, p, way in corners)


def _box(corner: Point, width: float, height: float) -> str:
    return _polygon(plus(corner, to) for to in ((0, 0), (0, height), (width, height), (width, 0)))


def _disc(disc: Disc, sweep: int = 1) -> str:
    (x, y), r = disc
    left, right, y = _number(x - r), _number(x + r), -y
    arc = f"A{_number(r)} {_number(r)} 0 0 {sweep} "
    return f"M{left} {_number(y)}{arc}{right} {_number(y)}{arc}{left} {_number(y)}Z"


def _ring(disc: Disc, width: float) -> str:
    at, radius = disc
    return _disc((at, radius + width / 2)) + _disc((at, radius - width / 2), sweep=0)


def _polygon(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(-y)}" for x, y in points) + "Z"


def _number(value: float) -> str:
    return f"{round(value, 1) + 0:g}"
