"""Several runners at one speaker: whose record is whose, and nothing of anybody's is lost."""

import json

import pytest
from ask_sdk_core.skill import CustomSkill
from hypothesis import given
from hypothesis import strategies as st

from skill.coaching.record.record import ClassDone, Progress
from skill.handlers.household import Household, read_household, to_record
from tests.handlers.requests_ import CountingStore, Device, Json, intent

KNOWN = "I know your voice now."
NO_RECORD = "I can't reach that record right now"
ONE, OTHER = "amzn1.ask.person.one", "amzn1.ask.person.other"
YES, NO = "AMAZON.YesIntent", "AMAZON.NoIntent"
BEEN_HERE: Json = {"welcomed": True, "minutes": 20, "level": 1}
"""The progress of somebody who has been here before."""
TRAINED: Json = {**BEEN_HERE, "log": [["day", "minutes", "begun"], [20_000, 20, 1_728_000_000]], "classes": 1}


@pytest.fixture
def one(skill: CustomSkill) -> Device:
    """Give a device to which one person speaks."""
    return Device(skill, person=ONE)


@pytest.fixture
def other(skill: CustomSkill) -> Device:
    """Give a device to which another person speaks."""
    return Device(skill, person=OTHER)


# whose part it is


def test_a_voice_not_recognised_is_the_owner(device: Device, store: CountingStore) -> None:
    """Where the platform says nothing of who speaks, there is one progress, and no word of persons."""
    device.launch()

    assert store.record == {"progress": {"welcomed": True}, "revision": 1}


def test_a_voice_not_recognised_has_the_progress_of_the_owner(device: Device, store: CountingStore) -> None:
    """Who is not recognised this time goes on where the owner was."""
    store.record = {"progress": BEEN_HERE, "owner": ONE}

    assert device.launch().progress == BEEN_HERE


def test_the_owner_recognised_has_the_same(one: Device, store: CountingStore) -> None:
    """The owner's progress is the owner's, recognised or not."""
    store.record = {"progress": BEEN_HERE, "owner": ONE}

    assert one.launch().progress == BEEN_HERE


def test_another_runner_has_their_own(other: Device, store: CountingStore) -> None:
    """A person known beside the owner goes on where they were themselves."""
    store.record = {"progress": BEEN_HERE, "owner": ONE, "people": {OTHER: {"welcomed": True, "minutes": 6}}}

    assert other.launch().progress == {"welcomed": True, "minutes": 6}


# the first time


@pytest.mark.parametrize("kept", [None, {"progress": {}}, {"progress": {"zone": "Europe/London"}}])
def test_the_first_one_recognised_becomes_owner_where_nothing_is_kept(
    one: Device, store: CountingStore, kept: Json | None
) -> None:
    """Nobody is asked anything; a time zone is nothing of a runner's."""
    if kept is not None:
        store.record = kept

    assert KNOWN not in one.launch().heard
    assert store.record["owner"] == ONE
    assert store.record["progress"]["welcomed"] is True


def test_beside_an_owner_a_new_person_starts_afresh(other: Device, store: CountingStore) -> None:
    """Where the record is somebody's, another person gets one of their own, and is not asked."""
    store.record = {"progress": BEEN_HERE, "owner": ONE}

    assert KNOWN not in other.launch().heard
    assert store.record["people"] == {OTHER: {"welcomed": True}}
    assert store.record["progress"] == BEEN_HERE


def test_a_new_person_need_not_tell_the_time_zone_again(other: Device, store: CountingStore) -> None:
    """Where the speaker stands is known already."""
    store.record = {"progress": {**BEEN_HERE, "zone": "Europe/London"}, "owner": ONE}

    assert other.launch().progress["zone"] == "Europe/London"


def test_what_nobody_has_claimed_is_asked_about(one: Device, store: CountingStore) -> None:
    """A first recognition, and a record that may be theirs: one question, which keeps the session open."""
    store.record = {"progress": BEEN_HERE}

    heard = one.launch().heard

    assert heard.index(KNOWN) < heard.index("Was it you who trained with me here before?")
    assert one.listens


ABOUT_ME = [
    "StartClassIntent",
    "GoIntent",
    "ProgressIntent",
    "CanITrainIntent",
    "RanIntent",
    "BuildUpIntent",
    "BeginnerPlanIntent",
    "ForgetMeIntent",
    "MyLevelIntent",
]


@pytest.mark.parametrize("name", ABOUT_ME)
def test_it_is_asked_before_the_first_thing_where_it_matters(one: Device, store: CountingStore, name: str) -> None:
    """Whatever is about a runner's own record waits for the answer."""
    store.record = {"progress": BEEN_HERE}

    assert KNOWN in one.say(name).heard


def test_questions_are_not_interrupted_by_it(one: Device, store: CountingStore) -> None:
    """A how-to, its steps and a set of it, and a question are answered; starting a class then asks."""
    store.record = {"progress": BEEN_HERE}

    one.send(intent("HowToIntent", exercise="glute_bridge"))
    for name in ("GoIntent", "AMAZON.StartOverIntent", "SafetyQuestionIntent", "AMAZON.HelpIntent"):
        assert KNOWN not in one.heard
        one.say(name)

    assert KNOWN in one.say("StartClassIntent").heard


def test_a_class_offered_and_taken_asks_too(one: Device, store: CountingStore) -> None:
    """Yes to "shall we start a class" is the start of one."""
    store.record = {"progress": BEEN_HERE}

    assert "Shall we start a class?" in one.say("LogIntent").heard
    assert KNOWN in one.say(YES).heard
    assert "minutes" in one.say(YES).heard


# yes


def test_yes_makes_the_record_theirs(one: Device, store: CountingStore) -> None:
    """They become owner; what waited is answered with the record, here a class of the minutes they always do."""
    store.record = {"progress": BEEN_HERE}

    heard = one.say("StartClassIntent", YES).heard

    assert "seventeen minutes" in heard or "eighteen minutes" in heard
    assert (store.record["owner"], store.record["progress"]["minutes"]) == (ONE, 20)
    assert "people" not in store.record
    assert KNOWN not in one.launch().heard


def test_yes_alone_is_kept(one: Device, store: CountingStore) -> None:
    """Where the answer changes nothing else, that they are the owner is still kept, in one write."""
    store.record = {"progress": BEEN_HERE}
    one.launch()
    before = store.writes

    one.say(YES)

    assert store.record["owner"] == ONE
    assert store.writes == before + 1


def test_yes_keeps_what_they_did_before_it(one: Device, store: CountingStore) -> None:
    """What a runner said before the question came up is part of the record they make theirs."""
    store.record = {"progress": TRAINED}
    one.send(intent("HowToIntent", exercise="glute_bridge")).send(intent("AvoidIntent", exercise="nordic_curl"))

    one.say("ProgressIntent", YES)

    kept = read_household(store.record).progress
    assert (kept.classes, kept.minutes) == (1, 20)
    assert kept.guide is not None


# no


def test_no_keeps_them_apart(one: Device, store: CountingStore) -> None:
    """What waited is answered with a record of their own; the other one stays as it was."""
    store.record = {"progress": TRAINED}

    heard = one.say("ProgressIntent", NO).heard

    assert "You haven't done a class with me yet." in heard
    assert store.record["progress"] == TRAINED
    assert "owner" not in store.record


def test_no_is_kept_even_where_nothing_else_is(one: Device, store: CountingStore) -> None:
    """Who has said no is not asked again, though there is nothing to remember of them yet."""
    store.record = {"progress": TRAINED}
    one.say("ProgressIntent", NO)

    assert store.record["people"] == {ONE: {}}
    assert KNOWN not in one.launch().heard
    assert KNOWN not in one.say("StartClassIntent").heard


def test_after_a_no_the_next_person_is_asked(one: Device, other: Device, store: CountingStore) -> None:
    """The record is still nobody's; it may be that of the next one recognised."""
    store.record = {"progress": TRAINED}
    one.say("ProgressIntent", NO)

    assert "one class" in other.say("ProgressIntent", YES).heard
    assert store.record["owner"] == OTHER
    assert store.record["people"] == {ONE: {}}


# neither


def test_who_was_never_asked_is_asked_next_time(one: Device, store: CountingStore) -> None:
    """What a runner did before is kept beside the record, and the question stays open."""
    store.record = {"progress": TRAINED}
    one.send(intent("HowToIntent", exercise="glute_bridge"))
    one.send({"type": "SessionEndedRequest", "reason": "ERROR"})
    assert store.record["people"][ONE]["guide"]["exercise"] == "glute_bridge"

    assert KNOWN in one.launch().heard
    one.say(YES)
    assert store.record["progress"]["guide"]["exercise"] == "glute_bridge"
    assert "people" not in store.record
    assert "undecided" not in store.record


def test_an_answer_not_understood_is_asked_for_again(one: Device, store: CountingStore) -> None:
    """The question is repeated when it was missed, or asked for; what waited waits on."""
    store.record = {"progress": TRAINED}
    one.say("ProgressIntent")

    assert "Was it you" in one.say("AMAZON.FallbackIntent").heard
    assert KNOWN in one.say("AMAZON.RepeatIntent").heard
    assert "one class" in one.say(YES).heard


def test_pain_comes_before_the_question(one: Device, store: CountingStore) -> None:
    """Nothing stands between a runner in pain and the answer."""
    store.record = {"progress": TRAINED}

    assert "Stop there" in one.say("ProgressIntent", "PainIntent").heard


def test_when_the_record_is_out_of_reach_they_go_on_with_their_own(one: Device, store: CountingStore) -> None:
    """The store fails at the yes: one sentence says so, and what waited is answered; nothing is asked twice."""
    store.record = {"progress": TRAINED}
    one.say("StartClassIntent")
    store.down = True

    heard = one.say(YES).heard

    assert NO_RECORD in heard
    assert "minutes" in heard
    assert one.listens
    assert KNOWN not in one.say("StartClassIntent").heard


def test_then_they_are_asked_again_next_time_and_nothing_is_lost(one: Device, store: CountingStore) -> None:
    """The class begun meanwhile is still there when the record has become theirs."""
    store.record = {"progress": TRAINED}
    one.say("StartClassIntent")
    store.down = True
    one.say(YES)
    store.down = False
    one.say("GoIntent", "AMAZON.PauseIntent", "AMAZON.StopIntent")
    assert store.record["progress"] == TRAINED

    assert KNOWN in one.launch().heard
    assert "You stopped" in one.say(YES).heard
    kept = read_household(store.record).progress
    assert kept.classes == 1
    assert kept.workout is not None


def test_a_yes_that_cannot_be_written_is_written_later(one: Device, store: CountingStore) -> None:
    """The runner hears that it may not be remembered, goes on with the record, and it is tried every turn."""
    store.record = {"progress": TRAINED}
    one.say("ProgressIntent")
    store.down_for_writing = True
    assert "one class" in one.say(YES).heard
    assert "may not be remembered" in one.say("AMAZON.HelpIntent").heard

    store.down_for_writing = False
    one.say("AMAZON.HelpIntent")

    assert store.record["owner"] == ONE


# in a conversation


def test_a_class_stays_with_whoever_began_it(one: Device, store: CountingStore) -> None:
    """Another voice may say go, in the same session; the class is still that of the first."""
    store.record = {"progress": BEEN_HERE, "owner": ONE, "people": {OTHER: BEEN_HERE}}
    one.launch().say("StartClassIntent")
    for voice in (OTHER, None, ONE):
        one.person = voice
        one.say("GoIntent", "AMAZON.PauseIntent")

    assert "workout" in store.record["progress"]
    assert store.record["people"] == {OTHER: BEEN_HERE}


def test_a_class_begun_by_another_stays_theirs(other: Device, store: CountingStore) -> None:
    """Who is not recognised in the middle of a class does not take it over."""
    store.record = {"progress": BEEN_HERE, "owner": ONE, "people": {OTHER: BEEN_HERE}}
    other.launch().say("StartClassIntent")
    other.person = None
    other.say("GoIntent", "AMAZON.PauseIntent")

    assert "workout" in store.record["people"][OTHER]
    assert store.record["progress"] == BEEN_HERE


def test_the_session_has_nothing_of_the_others(one: Device, store: CountingStore) -> None:
    """What goes to the device and back is one runner's alone."""
    store.record = {"progress": BEEN_HERE, "owner": ONE, "people": {OTHER: {**BEEN_HERE, "place": "gym"}}}

    one.launch().say("StartClassIntent", "GoIntent")

    assert OTHER not in json.dumps(one.attributes)
    assert "gym" not in json.dumps(one.attributes)


def test_alone_a_conversation_reads_once(one: Device, store: CountingStore) -> None:
    """A single runner, recognised: one read, and one write for each turn that changed something."""
    one.launch().say("StartClassIntent", "GoIntent", "AMAZON.PauseIntent", "AMAZON.HelpIntent")

    assert (store.reads, store.writes) == (1, 5)


def test_with_others_a_turn_reads_only_when_it_writes(one: Device, store: CountingStore) -> None:
    """With several runners a write reads first; a turn that changes nothing does neither."""
    store.record = {"progress": BEEN_HERE, "owner": ONE, "people": {OTHER: BEEN_HERE}}
    store.writes = 0

    one.launch().say("StartClassIntent", "GoIntent", "SafetyQuestionIntent", "AMAZON.PauseIntent")

    assert store.reads == 1 + store.writes
    assert store.writes <= 4


def test_two_runners_at_two_devices_lose_nothing(one: Device, other: Device, store: CountingStore) -> None:
    """Two persons in class at the same time: each finds their own place, however their turns fall."""
    store.record = {"progress": BEEN_HERE, "owner": ONE, "people": {OTHER: BEEN_HERE}}
    for name in ("StartClassIntent", "GoIntent", "AMAZON.PauseIntent", "GoIntent", "AMAZON.StopIntent"):
        one.say(name)
        other.say(name)

    household = read_household(store.record)
    assert household.progress.workout is not None
    assert household.people[OTHER].workout is not None


def test_someone_new_beside_a_conversation_under_way_is_kept(
    one: Device, other: Device, store: CountingStore
) -> None:
    """A device that thinks its runner is alone learns of another when it saves."""
    store.record = {"progress": BEEN_HERE, "owner": ONE}
    one.launch().say("StartClassIntent")
    other.say("StartClassIntent")

    one.say("GoIntent", "AMAZON.PauseIntent")

    household = read_household(store.record)
    assert household.progress.workout is not None
    assert household.people[OTHER].welcomed


def test_one_runner_at_two_devices_loses_nothing(skill: CustomSkill, store: CountingStore) -> None:
    """Among several runners too, what one device learns is merged into what the other knows."""
    store.record = {"progress": BEEN_HERE, "owner": ONE, "people": {OTHER: BEEN_HERE}}
    kitchen, hall = Device(skill, person=ONE).launch(), Device(skill, person=ONE).launch()
    kitchen.say("StartClassIntent", "GoIntent")
    hall.send(intent("MyLevelIntent", level="advanced"))
    kitchen.say("AMAZON.PauseIntent")
    hall.say("PainIntent")
    kitchen.say("AMAZON.StopIntent")

    progress = read_household(store.record).progress
    assert progress.ended_early is not None
    assert read_household(store.record).people[OTHER] == read_household({"progress": BEEN_HERE}).progress


def test_with_the_store_down_at_first_it_is_found_out_later_whose_it_is(one: Device, store: CountingStore) -> None:
    """Who began while nothing could be read gets what was done into their own part."""
    store.record = {"progress": BEEN_HERE, "owner": OTHER, "people": {ONE: {**BEEN_HERE, "place": "gym"}}}
    store.down = True
    one.launch().say("StartClassIntent", "GoIntent")
    store.down = False
    one.say("AMAZON.PauseIntent")

    household = read_household(store.record)
    assert household.people[ONE].workout is not None
    assert household.people[ONE].place == "gym"
    assert household.progress.workout is None


def test_who_could_not_be_asked_is_asked_next_time(one: Device, store: CountingStore) -> None:
    """Where the store was down when a voice was recognised first, the question comes in the next conversation."""
    store.record = {"progress": TRAINED}
    store.down = True
    one.launch()
    store.down = False
    one.say("AMAZON.HelpIntent")

    assert KNOWN in one.launch().heard


# forgetting

ALL: Json = {"progress": BEEN_HERE, "owner": ONE, "people": {OTHER: BEEN_HERE}}


def test_the_owner_forgotten_leaves_the_others(one: Device, store: CountingStore) -> None:
    """Progress and owner go, the others stay."""
    store.record = ALL

    assert "Done" in one.launch().say("ForgetMeIntent", YES).heard
    assert store.record == {"progress": {}, "people": {OTHER: BEEN_HERE}, "revision": store.record["revision"]}
    assert "Welcome." in one.launch().heard


def test_another_one_forgotten_leaves_the_owner(other: Device, store: CountingStore) -> None:
    """Only their own part goes."""
    store.record = ALL

    other.launch().say("ForgetMeIntent", YES)

    assert store.record == {"progress": BEEN_HERE, "owner": ONE, "revision": store.record["revision"]}


def test_the_last_one_forgotten_leaves_no_record(one: Device, other: Device, store: CountingStore) -> None:
    """With nobody left there is no record at all."""
    store.record = ALL

    one.launch().say("ForgetMeIntent", YES)
    other.launch().say("ForgetMeIntent", YES)

    assert store.record == {}


def test_who_is_forgotten_takes_nobody_along(one: Device, other: Device, store: CountingStore) -> None:
    """What another runner saves meanwhile is kept."""
    store.record = ALL
    one.launch().say("ForgetMeIntent")
    other.launch().say("StartClassIntent", "GoIntent")
    one.say(YES)
    other.say("AMAZON.PauseIntent")

    household = read_household(store.record)
    assert household.progress == Progress()
    assert household.people[OTHER].workout is not None


def test_disabling_the_skill_deletes_all_of_the_account(device: Device, store: CountingStore) -> None:
    """The record of every runner goes."""
    store.record = ALL

    device.send({"type": "AlexaSkillEvent.SkillDisabled"})

    assert store.record == {}


# damage


@pytest.mark.parametrize("damaged", [3, {"log": 7}, "text", None])
def test_a_damaged_part_harms_no_other(other: Device, store: CountingStore, damaged: object) -> None:
    """What cannot be read of one runner is set aside with whose it is; the others are as they were."""
    store.record = {"progress": damaged, "owner": ONE, "people": {OTHER: BEEN_HERE}}

    assert other.launch().progress == BEEN_HERE
    other.say("StartClassIntent", "GoIntent")
    assert read_household(store.record).people[OTHER].workout is not None
    assert store.record["set_aside"] == [["part"], [json.dumps(damaged)]]
    assert store.record["owner"] == ONE


def test_a_runner_whose_part_is_damaged_starts_afresh(other: Device, store: CountingStore) -> None:
    """They are still known as themselves, and what could not be read is kept until they ask to be forgotten."""
    store.record = {"progress": BEEN_HERE, "people": {OTHER: {"log": 7}}}

    assert KNOWN not in other.launch().heard
    assert store.record["people"] == {OTHER: {"welcomed": True}}
    assert store.record["set_aside"] == [["part", "whose"], ['{"log": 7}', OTHER]]
    other.say("ForgetMeIntent", YES)
    assert store.record == {"progress": BEEN_HERE, "revision": store.record["revision"]}


@pytest.mark.parametrize("name", ["owner", "people", "undecided", "set_aside"])
def test_whatever_is_damaged_the_progress_is_there(device: Device, store: CountingStore, name: str) -> None:
    """No damage around it costs a runner their progress, and what was damaged is kept."""
    store.record = {"progress": BEEN_HERE, name: 7}

    assert device.launch().progress == BEEN_HERE
    device.say("StartClassIntent", "GoIntent")
    assert read_household(store.record).aside[0].part == "7"


# any household

classes = st.builds(ClassDone, st.integers(0, 9), st.just(10), begun=st.integers(1, 99))
progresses = st.builds(Progress, minutes=st.integers(6, 45), log=st.lists(classes, max_size=3).map(tuple))
people = st.sampled_from(["", "a", "b", "c"])
households = st.builds(
    Household,
    progress=progresses | st.just(Progress()),
    owner=st.sampled_from(["", "a"]),
    people=st.dictionaries(st.sampled_from(["b", "c"]), progresses),
    undecided=st.lists(st.sampled_from(["b", "c"]), unique=True).map(tuple),
)


def beside(household: Household, person: str) -> list[str]:
    """Return everybody with a part of their own but that person; "" is the owner."""
    own = "" if household.is_owner(person) else person
    return [other for other in ("", *household.people) if other != own]


@given(households)
def test_a_household_comes_back_as_it_was_kept(household: Household) -> None:
    """A record has all of it."""
    assert read_household(json.loads(json.dumps(to_record(household)))) == household


@given(households, people, progresses)
def test_a_part_written_is_the_part_read(household: Household, person: str, progress: Progress) -> None:
    """Whoever saves finds just that again, and every other part is as it was."""
    after = household.with_part(person, progress)

    assert after.part_of(person) == progress
    assert all(after.part_of(other) == household.part_of(other) for other in beside(household, person))


@given(households, people)
def test_a_person_forgotten_is_nowhere(household: Household, person: str) -> None:
    """Neither part nor name is left, and no other part changes."""
    after = household.without(person)

    assert person == "" or person not in (after.owner, *after.undecided, *after.people)
    assert all(after.part_of(other) == household.part_of(other) for other in beside(household, person))
