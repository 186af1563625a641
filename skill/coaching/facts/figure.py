"""What an exercise looks like: a body seen from the side, in two poses, with what it holds and stands on.

Lengths are centimetres of a body 175 cm tall, x grows the way the figure faces and y upwards from the floor.
Angles are degrees: 0 points the way the figure faces, 90 up, 180 back, -90 down.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


class Spot(StrEnum):
    """A place on the body; `far` is the half of it turned away."""

    HEAD = "head"
    NAPE = "nape"
    """The upper back, below the neck."""
    SHOULDER = "shoulder"
    CHEST = "chest"
    HIP = "hip"
    WAIST = "waist"
    """The front of the hips, where hands rest."""
    THIGH = "thigh"
    """The front of the thigh, at half its length."""
    KNEE = "knee"
    CALF = "calf"
    """The back of the shin, just above the heel."""
    ANKLE = "ankle"
    HEEL = "heel"
    TOE = "toe"
    SOLE = "sole"
    """Under the middle of the foot."""
    HAND = "hand"
    FAR_KNEE = "far_knee"
    FAR_ANKLE = "far_ankle"
    FAR_HEEL = "far_heel"
    FAR_HAND = "far_hand"


@dataclass(frozen=True)
class Pin:
    """The spot of the near half that a pose is placed by, and where it is."""

    spot: Spot = Spot.HEEL
    at: Point = (0, 0)


@dataclass(frozen=True)
class Limb:
    """An arm or a leg, by its angles, or by what its end reaches for."""

    upper: float
    """The thigh from the hip, or the upper arm from the shoulder."""
    lower: float
    """The shin from the knee, or the forearm from the elbow."""
    end: float = 0
    """The foot, from heel to toe."""
    reach: Point | Spot | None = None
    """Where the heel, the toe or the hand is; knee and elbow bend as they can, and the angles do not count."""
    by: Spot = Spot.HEEL
    """The end of a leg that reaches: heel or toe."""


@dataclass(frozen=True)
class Pose:
    """One position of the body. The far half is as the near one unless it is given."""

    pin: Pin
    torso: float
    """From the hip to the shoulder."""
    head: float
    """From the shoulder to the head."""
    leg: Limb
    far_leg: Limb
    arm: Limb
    far_arm: Limb


STANDING = Pose(Pin(), 90, 90, Limb(-88, -92), Limb(-88, -92), Limb(-94, -84), Limb(-94, -84))
"""What a pose is that says nothing."""


@dataclass(frozen=True)
class Prop:
    """What a piece of kit looks like from the side; lengths from the place it is put at."""

    discs: tuple[tuple[float, ...], ...] = ()
    """x, y and radius of each."""
    rings: tuple[tuple[float, ...], ...] = ()
    """x, y, radius, and the width of the line."""
    boxes: tuple[tuple[float, ...], ...] = ()
    """x and y of the lower corner at the back, width and height."""
    lines: tuple[tuple[float, ...], ...] = ()
    """x and y of both ends, and the width."""
    width: float = 2
    """Of what is stretched between two spots."""

    @property
    def across(self) -> tuple[float, float]:
        """How far it reaches back and forward."""
        sides = [
            0.0,
            *(side for x, _, radius in self.discs for side in (x - radius, x + radius)),
            *(side for x, _, radius, _ in self.rings for side in (x - radius, x + radius)),
            *(side for x, _, width, _ in self.boxes for side in (x, x + width)),
        ]
        return min(sides), max(sides)


@dataclass(frozen=True)
class Placed:
    """A prop where it is: standing on the floor, at a spot of the body and moved with it, or between two spots."""

    prop: str
    """Its id in the content's props; a piece of kit goes by that of the kit."""
    x: float = 0
    spot: Spot | None = None
    to: Spot | None = None


@dataclass(frozen=True)
class Figure:
    """The picture of one exercise in one variant. The working leg, where there is one, is the near one."""

    start: Pose
    end: Pose
    """At the turning point of a rep, or while a position is held."""
    via: tuple[Pose, ...] = ()
    """What the way back leads through, where it is another."""
    props: tuple[Placed, ...] = ()
    leads: Spot | None = None
    """What an arrow follows; where it is not said, the joint that the exercise is for."""
    one_leg: bool = False
    """Only the near leg works, also where the exercise is not done one side after the other."""
    other_side: bool = False
    """The near side is not the one that is named, but the other."""
