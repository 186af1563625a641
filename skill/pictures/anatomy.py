"""What no body can do, and what a figure must show: found before a runner sees it."""

from collections.abc import Iterator
from math import dist

from skill.coaching.errors import Fault
from skill.coaching.facts.exercise import Rung
from skill.coaching.facts.figure import Figure, Limb, Spot
from skill.coaching.facts.library import Library
from skill.pictures.skeleton import Arm, Leg, Skeleton, angle_of, minus, skeleton

HIP, KNEE, ELBOW = (-40, 140), (-5, 155), (-15, 175)
"""Degrees that a joint is bent, at least and at most; below none it is bent backwards."""
REACH = 2.0
"""Centimetres that a hand or a foot may stay away from what it reaches for."""
SUNK = -1.5
"""Centimetres above the floor, at least, of feet and hands."""


def figure_faults(library: Library) -> Iterator[Fault]:
    """What is wrong with the figures: with each pose, and with what is to be seen."""
    for rung, figure in library.figures.items():
        folder = "drills" if rung.exercise in library.drills else "exercises"
        place = f"variants.{rung.variant}.figure" if rung.variant else "figure"
        for found, allowed in (*_body_faults(figure), *_kit_faults(library, rung, figure)):
            yield Fault(f"{folder}/{rung.exercise}.toml", place, found, allowed)


def _kit_faults(library: Library, rung: Rung, figure: Figure) -> Iterator[tuple[str, str]]:
    drawn = {placed.prop for placed in figure.props}
    for item in library.variant(rung).kit:
        if item not in drawn:
            yield f"no {item}", "all kit that it needs, under props"


def _body_faults(figure: Figure) -> Iterator[tuple[str, str]]:
    if figure.start == figure.end:
        yield "an end like the start", "an end that differs from the start"
    poses = {"start": figure.start, "end": figure.end, **{f"via.{at}": one for at, one in enumerate(figure.via)}}
    for name, pose in poses.items():
        body = skeleton(pose)
        halves = (
            ("", pose.leg, body.leg, pose.arm, body.arm),
            ("far_", pose.far_leg, body.far_leg, pose.far_arm, body.far_arm),
        )
        for side, leg, its_leg, arm, its_arm in halves:
            found = (*_leg_faults(body, leg, its_leg), *_arm_faults(body, arm, its_arm))
            yield from ((f"{name}: {side}{what}", allowed) for what, allowed in found)


def _leg_faults(body: Skeleton, limb: Limb, leg: Leg) -> Iterator[tuple[str, str]]:
    torso, thigh = angle_of(minus(body.shoulder, body.hip)), angle_of(minus(leg.knee, body.hip))
    yield from _bend("hip", thigh - torso - 180, HIP)
    yield from _bend("knee", thigh - angle_of(minus(leg.ankle, leg.knee)), KNEE)
    for name, (_, y) in (("heel", leg.heel), ("toe", leg.toe)):
        if y < SUNK:
            yield f"{name} {-y:.0f} cm in the floor", "a foot on the floor or above"
    if isinstance(limb.reach, tuple) and dist(leg.toe if limb.by is Spot.TOE else leg.heel, limb.reach) > REACH:
        yield f"{limb.by} too far away", "what a leg reaches"


def _arm_faults(body: Skeleton, limb: Limb, arm: Arm) -> Iterator[tuple[str, str]]:
    upper = angle_of(minus(arm.elbow, body.shoulder))
    yield from _bend("elbow", angle_of(minus(arm.hand, arm.elbow)) - upper, ELBOW)
    if arm.hand[1] < SUNK:
        yield f"hand {-arm.hand[1]:.0f} cm in the floor", "a hand on the floor or above"
    if isinstance(limb.reach, tuple) and dist(arm.hand, limb.reach) > REACH:
        yield "hand too far away", "what an arm reaches"


def _bend(joint: str, angle: float, within: tuple[int, int]) -> Iterator[tuple[str, str]]:
    bent = (angle + 180) % 360 - 180
    least, most = within
    if not least <= bent <= most:
        yield f"{joint} bent by {bent:.0f} degrees", f"{least} to {most} degrees"
