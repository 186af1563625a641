"""Figures: every one of the content is drawn, and no body does what none can."""

from dataclasses import replace
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.app import load_content
from skill.coaching.facts.figure import STANDING, Limb, Pose
from skill.coaching.facts.library import Library
from skill.pictures.anatomy import figure_faults
from skill.pictures.drawing import draw
from skill.pictures.shapes import Role
from skill.pictures.skeleton import FOREARM, SHIN, THIGH, TORSO, UPPER_ARM, between, skeleton
from skill.pictures.svg import sheet

LIBRARY = load_content().library
ANGLES = st.floats(-360, 360)
LIMBS = st.builds(Limb, ANGLES, ANGLES, ANGLES, st.none() | st.tuples(st.floats(-200, 200), st.floats(0, 200)))
POSES = st.builds(Pose, st.just(STANDING.pin), ANGLES, ANGLES, LIMBS, LIMBS, LIMBS, LIMBS)


def changed(end: Pose) -> Library:
    """The library of one exercise whose picture ends otherwise."""
    rung = next(iter(LIBRARY.figures))
    return replace(LIBRARY, figures={rung: replace(LIBRARY.figures[rung], end=end)})


def test_every_exercise_and_drill_has_a_figure_in_every_variant():
    """Nothing is without a picture."""
    moves = {**LIBRARY.exercises, **LIBRARY.drills}
    assert {(rung.exercise, rung.variant) for rung in LIBRARY.figures} == {
        (id_, variant) for id_, move in moves.items() for variant in move.variants
    }


def test_the_figures_are_right_in_anatomy_and_kit():
    """What `validate` finds in them: nothing."""
    assert list(figure_faults(LIBRARY)) == []


@pytest.mark.parametrize(
    ("limb", "found"),
    [
        (Limb(-90, -60), "end: knee bent by -30 degrees"),
        (Limb(-90, 100), "end: knee bent by 170 degrees"),
        (Limb(-150, -150, -60), "end: hip bent by -60 degrees"),
        (Limb(-88, -92, -20), "end: toe 8 cm in the floor"),
        (Limb(0, 0, 0, (150, 0)), "end: heel too far away"),
    ],
)
def test_a_leg_that_no_body_has_is_a_fault(limb: Limb, found: str):
    """Knees and hips bend one way and so far, feet stay above the floor, and legs are as long as they are."""
    told = [fault.found for fault in figure_faults(changed(replace(STANDING, leg=limb)))]
    assert found in told


@pytest.mark.parametrize(
    ("limb", "found"),
    [
        (Limb(-90, -120), "end: elbow bent by -30 degrees"),
        (Limb(0, 0, 0, (150, 0)), "end: hand too far away"),
    ],
)
def test_an_arm_that_no_body_has_is_a_fault(limb: Limb, found: str):
    """Elbows bend one way, and arms are as long as they are."""
    told = [fault.found for fault in figure_faults(changed(replace(STANDING, arm=limb)))]
    assert found in told


def test_a_figure_without_its_kit_is_a_fault():
    """What an exercise cannot be done without is to be seen."""
    rung = next(rung for rung in LIBRARY.figures if LIBRARY.variant(rung).kit)
    bare = replace(LIBRARY, figures={rung: replace(LIBRARY.figures[rung], props=())})
    assert f"no {LIBRARY.variant(rung).kit[0]}" in [fault.found for fault in figure_faults(bare)]


def test_a_figure_that_does_not_move_is_a_fault():
    """The end differs from the start."""
    rung = next(iter(LIBRARY.figures))
    still = changed(LIBRARY.figures[rung].start)
    assert "an end like the start" in [fault.found for fault in figure_faults(still)]


@given(POSES)
def test_bones_keep_their_length(pose: Pose):
    """Whatever the angles, and whatever is reached for."""
    body = skeleton(pose)
    for leg, arm in ((body.leg, body.arm), (body.far_leg, body.far_arm)):
        assert dist(body.hip, leg.knee) == pytest.approx(THIGH)
        assert dist(leg.knee, leg.ankle) == pytest.approx(SHIN)
        assert dist(body.shoulder, arm.elbow) == pytest.approx(UPPER_ARM)
        assert dist(arm.elbow, arm.hand) == pytest.approx(FOREARM)
    assert dist(body.hip, body.shoulder) == pytest.approx(TORSO)


@given(POSES, POSES)
def test_a_movement_begins_and_ends_in_its_poses(one: Pose, two: Pose):
    """None of the way is the first pose, all of it the second, where both reach for something or neither."""
    limbs = ("leg", "far_leg", "arm", "far_arm")
    two = replace(two, **{name: replace(getattr(two, name), reach=getattr(one, name).reach) for name in limbs})
    assert skeleton(between(one, two, 0)) == skeleton(one)
    for name, point in skeleton(between(one, two, 1)).spots.items():
        assert point == pytest.approx(skeleton(two).spots[name], abs=1e-6)


@pytest.mark.parametrize("rung", LIBRARY.figures, ids=str)
def test_each_frame_can_become_the_next(rung):
    """All frames of a drawing have the same shapes in the same order, and outlines of as many numbers."""
    drawing = draw(LIBRARY, rung)
    forms = {tuple((shape.role, shape.path.count(" ")) for shape in frame) for frame in drawing.frames}
    assert len(forms) == 1
    assert drawing.out[0] == drawing.back[-1]
    assert drawing.out[-1] == drawing.back[0]


@pytest.mark.parametrize("rung", LIBRARY.figures, ids=str)
def test_the_working_hamstrings_are_marked(rung):
    """One where one leg works, both where both do."""
    marked = [shape for shape in draw(LIBRARY, rung).start if shape.role is Role.MUSCLE]
    assert len(marked) == (
        2 if LIBRARY.exercise(rung.exercise).sides == "both" and not LIBRARY.figures[rung].one_leg else 1
    )


def test_the_sheet_has_every_figure_with_its_name():
    """Start and end of each."""
    drawn = sheet({str(rung): draw(LIBRARY, rung) for rung in LIBRARY.figures})
    assert all(f">{rung}</text>" in drawn for rung in LIBRARY.figures)
