"""Where the joints of a pose are."""

from dataclasses import dataclass
from math import acos, atan2, cos, degrees, hypot, radians, sin

from skill.coaching.facts.figure import Limb, Pin, Point, Pose, Spot

TORSO, NECK = 50.0, 27.0
THIGH, SHIN = 43.0, 43.0
UPPER_ARM, FOREARM = 31.0, 30.0
"""Centimetres of a body 175 cm tall, the forearm to the middle of the hand (Drillis and Contini 1966, rounded)."""
TO_HEEL, TO_TOE, TO_SOLE = (-5.0, -8.0), (18.0, -8.0), (6.0, -8.0)
"""From the ankle of a foot that stands."""


@dataclass(frozen=True)
class Leg:
    """The joints of a leg."""

    knee: Point
    ankle: Point
    heel: Point
    toe: Point
    sole: Point


@dataclass(frozen=True)
class Arm:
    """The joints of an arm."""

    elbow: Point
    hand: Point


@dataclass(frozen=True)
class Skeleton:
    """The joints of a body."""

    head: Point
    shoulder: Point
    hip: Point
    leg: Leg
    far_leg: Leg
    arm: Arm
    far_arm: Arm

    @property
    def spots(self) -> dict[Spot, Point]:
        """Where every spot is."""
        shin = angle_of(minus(self.leg.ankle, self.leg.knee))
        return _surface(self.hip, self.shoulder, self.leg.knee) | {
            Spot.CALF: plus(self.leg.knee, plus(along(shin, 36), along(shin - 90, 11))),
            Spot.HEAD: self.head,
            Spot.KNEE: self.leg.knee,
            Spot.ANKLE: self.leg.ankle,
            Spot.HEEL: self.leg.heel,
            Spot.TOE: self.leg.toe,
            Spot.SOLE: self.leg.sole,
            Spot.HAND: self.arm.hand,
            Spot.FAR_KNEE: self.far_leg.knee,
            Spot.FAR_ANKLE: self.far_leg.ankle,
            Spot.FAR_HEEL: self.far_leg.heel,
            Spot.FAR_HAND: self.far_arm.hand,
        }


def skeleton(pose: Pose) -> Skeleton:
    """The joints of a pose."""
    hip = _hip(pose)
    shoulder = plus(hip, along(pose.torso, TORSO))
    leg = _leg(hip, pose.leg)
    surface = _surface(hip, shoulder, leg.knee)
    return Skeleton(
        head=plus(shoulder, along(pose.head, NECK)),
        shoulder=shoulder,
        hip=hip,
        leg=leg,
        far_leg=_leg(hip, pose.far_leg),
        arm=_arm(shoulder, pose.arm, surface),
        far_arm=_arm(shoulder, pose.far_arm, surface),
    )


def between(one: Pose, two: Pose, share: float) -> Pose:
    """The pose that far from one to the other, from 0 to 1."""

    def mix(first: float, second: float) -> float:
        return first + (second - first) * share

    def limb(first: Limb, second: Limb) -> Limb:
        reach = first.reach
        if isinstance(reach, tuple) and isinstance(second.reach, tuple):
            reach = (mix(reach[0], second.reach[0]), mix(reach[1], second.reach[1]))
        angles = (mix(first.upper, second.upper), mix(first.lower, second.lower), mix(first.end, second.end))
        return Limb(*angles, reach, first.by)

    at = (mix(one.pin.at[0], two.pin.at[0]), mix(one.pin.at[1], two.pin.at[1]))
    return Pose(
        Pin(one.pin.spot, at),
        mix(one.torso, two.torso),
        mix(one.head, two.head),
        limb(one.leg, two.leg),
        limb(one.far_leg, two.far_leg),
        limb(one.arm, two.arm),
        limb(one.far_arm, two.far_arm),
    )


def plus(one: Point, two: Point) -> Point:
    """The sum of two vectors."""
    return one[0] + two[0], one[1] + two[1]


def minus(one: Point, two: Point) -> Point:
    """The vector from the second point to the first."""
    return one[0] - two[0], one[1] - two[1]


def along(angle: float, length: float) -> Point:
    """The vector of that length in that direction."""
    return length * cos(radians(angle)), length * sin(radians(angle))


def turned(vector: Point, angle: float) -> Point:
    """The vector turned to the left by an angle."""
    (x, y), (c, s) = vector, along(angle, 1)
    return x * c - y * s, x * s + y * c


def angle_of(vector: Point) -> float:
    """The direction of a vector."""
    return degrees(atan2(vector[1], vector[0]))


def _hip(pose: Pose) -> Point:
    """Where the hip must be for the pinned spot to be where it is."""
    origin = (0.0, 0.0)
    if pose.pin.spot is Spot.HIP:
        return pose.pin.at
    if pose.pin.spot is Spot.SHOULDER:
        return minus(pose.pin.at, along(pose.torso, TORSO))
    leg = _leg(origin, Limb(pose.leg.upper, pose.leg.lower, pose.leg.end))
    spots = {Spot.KNEE: leg.knee, Spot.ANKLE: leg.ankle, Spot.HEEL: leg.heel, Spot.TOE: leg.toe}
    return minus(pose.pin.at, spots[pose.pin.spot])


def _leg(hip: Point, limb: Limb) -> Leg:
    upper, lower = limb.upper, limb.lower
    if isinstance(limb.reach, tuple):
        end = TO_TOE if limb.by is Spot.TOE else TO_HEEL
        upper, lower = _bent(hip, minus(limb.reach, turned(end, limb.end)), THIGH, SHIN, -1)
    knee = plus(hip, along(upper, THIGH))
    ankle = plus(knee, along(lower, SHIN))
    foot = (plus(ankle, turned(part, limb.end)) for part in (TO_HEEL, TO_TOE, TO_SOLE))
    return Leg(knee, ankle, *foot)


def _arm(shoulder: Point, limb: Limb, surface: dict[Spot, Point]) -> Arm:
    upper, lower = limb.upper, limb.lower
    if limb.reach is not None:
        hand = surface[limb.reach] if isinstance(limb.reach, Spot) else limb.reach
        upper, lower = _bent(shoulder, hand, UPPER_ARM, FOREARM, 1)
    elbow = plus(shoulder, along(upper, UPPER_ARM))
    return Arm(elbow, plus(elbow, along(lower, FOREARM)))


def _bent(start: Point, end: Point, upper: float, lower: float, way: int) -> tuple[float, float]:
    """The angles of two bones from start to end, straight where that is too far; `way` is how they bend."""
    span = minus(end, start)
    reach = min(max(hypot(*span), abs(upper - lower) + 0.01), upper + lower - 0.01)
    inside = acos((upper**2 + reach**2 - lower**2) / (2 * upper * reach))
    first = angle_of(span) - way * degrees(inside)
    joint = along(first, upper)
    return first, angle_of(minus(along(angle_of(span), reach), joint))


def _surface(hip: Point, shoulder: Point, knee: Point) -> dict[Spot, Point]:
    """The spots that lie on trunk and thigh, where hands and bars can be."""
    torso, thigh = angle_of(minus(shoulder, hip)), angle_of(minus(knee, hip))

    def on(start: Point, angle: float, length: float, front: float) -> Point:
        return plus(start, plus(along(angle, length), along(angle - 90, front)))

    return {
        Spot.SHOULDER: shoulder,
        Spot.NAPE: on(hip, torso, 51, -11),
        Spot.CHEST: on(hip, torso, 38, 14),
        Spot.HIP: hip,
        Spot.WAIST: on(hip, torso, 8, 10),
        Spot.THIGH: plus(hip, plus(along(thigh, 20), along(thigh + 90, 10))),
    }
