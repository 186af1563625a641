"""Runs told of: what is remembered of them, what they mean for a class, and whether to train today."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coaching.facts.felt import Effort, Felt, Intensity, Sore
from skill.coaching.record.record import ClassDone, Progress, Run, Wish
from skill.coaching.turn import days
from skill.coaching.turn.errand import ReminderDay
from skill.coaching.turn.events import Event
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.states import Awaiting, Offer
from tests.coaching.talking import NOON, RUNNER, Conversation
from tests.coaching.test_session import brought_to, faults

A, D = Awaiting, ReminderDay
EASY, HARD, LONG, RACE = Effort.EASY, Effort.HARD, Effort.LONG, Effort.RACE
DAY = 86_400_000
TODAY = NOON // DAY
"""A Monday."""
OFFER = "Shall we start a class?"
LIGHT = "Shall we do five easy minutes of hinges and bridges?"


def knowing(*runs: tuple[int, Effort], trained: int | None = None) -> Conversation:
    """Return a conversation with one who told of runs, by days from today, and trained that many days ago."""
    log = () if trained is None else (ClassDone(TODAY - trained, 10),)
    told = tuple(Run(TODAY + ahead, effort) for ahead, effort in runs)
    return Conversation(replace(RUNNER, log=log, runs=told))


def asked(talk: Conversation, **said: Any) -> str:
    """Ask whether to train, and return the answer."""
    talk.say(E.TODAY, **said)
    return talk.heard


def remembered(talk: Conversation) -> list[tuple[int, Effort]]:
    """Return the runs remembered, by days from today."""
    return [(run.day - TODAY, run.effort) for run in talk.progress.runs]


# days in words


@pytest.mark.parametrize(
    ("ahead", "heard"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (2, "on Wednesday"),
        (6, "on Sunday"),
        (7, "in one week"),
        (9, "in nine days"),
        (14, "in two weeks"),
        (20, "in twenty days"),
        (38, "in about five weeks"),
    ],
)
def test_a_day_is_said_as_a_runner_would(ahead: int, heard: str) -> None:
    """Near days have names, further ones are counted, and far ones are told in weeks."""
    talk = knowing((ahead, RACE))
    talk.say(E.RUNS_AHEAD)
    assert f"I know of a race {heard}." in talk.heard


@given(st.sampled_from([*D]), st.integers(20_000, 20_400))
def test_a_weekday_named_is_the_next_one(said: ReminderDay, today: int) -> None:
    """A day of the week is in the next seven days and never today; today and tomorrow are just those."""
    day = days.said(Event(E.REMINDER_TIME, days=(said,)), today)
    if said is D.EVERY_DAY:
        assert day is None
    elif said in (D.TODAY, D.TOMORROW):
        assert day == today + (said is D.TOMORROW)
    else:
        assert day is not None
        assert 1 <= day - today <= 7
        assert days.weekday(day) is said


# can I train today


@pytest.mark.parametrize(
    ("talk", "heard"),
    [
        (knowing(), f"You can train today. You've had enough rest. {OFFER}"),
        (knowing((0, EASY)), f"You can train today. After an easy run is a fine time for it. {OFFER}"),
        (knowing((1, RACE)), f"You have a race tomorrow, and your legs should be fresh for it. {LIGHT}"),
        (knowing((0, RACE)), f"Leave it for today. There's a race today. {LIGHT}"),
        (knowing((6, RACE)), f"Only something light today. You have a race on Sunday. {LIGHT}"),
        (
            knowing((2, LONG)),
            f"You can train today, but nothing new and nothing heavy. You have a long run on Wednesday. {OFFER}",
        ),
        (
            knowing((9, RACE)),
            "You can train today. You have a race in nine days, so this is the time for the last hard classes.",
        ),
    ],
)
def test_the_answer_names_the_run_and_offers_what_fits(talk: Conversation, heard: str) -> None:
    """A full class where training is fine, five easy minutes where only light work is."""
    assert heard in asked(talk)
    assert talk.session.awaiting is A.CLASS_OFFER


@pytest.mark.parametrize(
    ("talk", "good"),
    [
        (knowing(trained=1), "tomorrow"),
        (knowing(trained=0), "Wednesday"),
        (knowing((3, HARD), trained=0), "Friday"),
        (knowing((6, RACE), trained=1), "in one week"),
    ],
)
def test_a_rest_day_names_the_next_good_day(talk: Conversation, good: str) -> None:
    """Hamstrings trained today or yesterday rest, and nothing is offered."""
    assert f"The next good day is {good}." in asked(talk)
    assert talk.session.awaiting is A.NOTHING


def test_after_a_hard_run_nothing_is_offered_at_once() -> None:
    """Light work comes much later, not now."""
    talk = knowing((0, HARD))
    assert "rest today, or do something light much later" in asked(talk)
    assert talk.session.awaiting is A.NOTHING


def test_very_sore_waits() -> None:
    """Very sore waits a day, and the class is not offered."""
    talk = knowing()
    assert "Give it a day." in asked(talk, sore=Sore.VERY)
    assert talk.session.awaiting is A.NOTHING


def test_a_little_stiff_is_light() -> None:
    """A little stiff is offered five easy minutes."""
    assert LIGHT in asked(knowing(), sore=Sore.LITTLE)


@pytest.mark.parametrize("sore", Sore)
def test_soreness_is_kept_nowhere(sore: Sore) -> None:
    """Neither what is remembered nor what waits for an answer holds it."""
    talk = knowing()
    asked(talk, sore=sore)
    assert talk.progress == RUNNER
    assert "Sore." not in repr(talk.session)


def test_yes_to_five_easy_minutes_wishes_for_a_light_class() -> None:
    """The offer is of a light class, and yes announces one."""
    talk = knowing((1, RACE))
    asked(talk)
    assert talk.session.standing.about == Offer(Wish(intensity=Intensity.LIGHT))
    talk.say(E.YES)
    assert talk.session.awaiting is A.START
    assert "You have a race tomorrow, so here are five easy minutes." in talk.heard


def test_trained_yesterday_by_the_runners_own_word() -> None:
    """Yesterday, named without a run, is a day trained on; it is no class in the log."""
    talk = knowing()
    assert "The next good day is tomorrow." in asked(talk, day=TODAY - 1)
    assert talk.progress.log == ()


@pytest.mark.parametrize(
    ("talk", "ahead", "heard"),
    [
        (knowing(), 1, "You can train tomorrow."),
        (knowing(trained=0), 1, "Better to rest tomorrow. Your hamstrings need a day off between classes."),
        (knowing(trained=0), 1, "The next good day is Wednesday."),
        (knowing((4, LONG)), 3, "Better to rest on Thursday. You have a long run on Friday."),
    ],
)
def test_another_day_is_judged_by_itself(talk: Conversation, ahead: int, heard: str) -> None:
    """Asked about a day to come, the rules hold for that day."""
    assert heard in asked(talk, day=TODAY + ahead)


def test_a_hard_run_without_its_day_is_answered_in_general() -> None:
    """Nothing is remembered of it, and the answer holds for any day before one."""
    talk = knowing()
    assert "Keep a day between this and a hard run" in asked(talk, run=HARD)
    assert talk.progress.runs == ()


def test_a_class_offered_is_offered_no_more_when_rest_is_better() -> None:
    """After "shall we start a class", word of a class yesterday takes the offer back."""
    talk = knowing()
    asked(talk)
    asked(talk, day=TODAY - 1)
    assert talk.session.awaiting is A.NOTHING
    assert OFFER not in talk.heard


# a run told of while asking


@pytest.mark.parametrize(
    ("ahead", "run", "heard"),
    [
        (1, HARD, "Leave it for today. You have a hard run tomorrow"),
        (0, HARD, "rest today, or do something light much later"),
        (-1, HARD, "You can train today."),
        (40, RACE, "Noted. A race in about six weeks. You can train today."),
        (9, RACE, "You can train today. You have a race in nine days"),
    ],
)
def test_a_run_told_in_the_same_sentence_is_remembered_first(ahead: int, run: Effort, heard: str) -> None:
    """It is in the record, and the advice is given with it."""
    talk = knowing()
    assert heard in asked(talk, run=run, day=TODAY + ahead)
    assert remembered(talk) == [(ahead, run)]


@pytest.mark.parametrize("ahead", [-2, 400])
def test_a_run_too_far_away_is_not_remembered(ahead: int) -> None:
    """Neither one long over nor one in more than a year matters today."""
    talk = knowing()
    asked(talk, run=HARD, day=TODAY + ahead)
    assert talk.progress.runs == ()


def test_after_pain_the_run_is_remembered_and_no_class_offered() -> None:
    """A day that ended early is over, whatever else is told."""
    talk = Conversation()
    talk.say(E.BODY, signs=("pain",))
    asked(talk, run=RACE, day=TODAY + 9)
    assert "leave it for today" in talk.heard
    assert not talk.reply.open
    assert remembered(talk) == [(9, RACE)]


# a run that is done


def test_only_easy_or_hard_is_asked_of_a_run() -> None:
    """I ran today: one question, and then the advice."""
    talk = knowing()
    talk.say(E.RAN)
    assert talk.heard == "Was it easy or hard?"
    talk.say(E.LOG, felt=Felt.HARD)
    assert "After a hard or long run" in talk.heard
    assert remembered(talk) == [(0, HARD)]


def test_after_a_race_the_day_is_for_rest() -> None:
    """No class is offered after a race."""
    talk = knowing()
    talk.say(E.RAN, run=RACE)
    assert "After a race, rest today." in talk.heard
    assert talk.session.awaiting is A.NOTHING


def test_a_run_of_yesterday_is_not_asked_about() -> None:
    """Only today's run matters for today."""
    talk = knowing()
    talk.say(E.RAN, day=TODAY - 1)
    assert "You can train today." in talk.heard


def test_a_weekday_of_a_run_that_is_done_is_the_last_one() -> None:
    """Ran on Sunday, said on Monday, was yesterday: the platform dates it ahead."""
    talk = knowing()
    talk.say(E.RAN, run=LONG, day=TODAY + 6)
    assert remembered(talk) == [(-1, LONG)]


def test_the_class_announced_survives_the_question_of_the_run() -> None:
    """The very plan that was announced stands again after "easy"."""
    talk = Conversation()
    talk.say(E.START, seconds=1200)
    announced = talk.progress.announced
    talk.all(E.RAN)
    talk.say(E.LOG, felt=Felt.EASY)
    assert talk.session.awaiting is A.START
    assert talk.progress.announced == announced


# runs to come


@pytest.mark.parametrize(
    ("ahead", "run", "heard"),
    [
        (6, EASY, "Noted. An easy run on Sunday. If you train that day, run first."),
        (0, LONG, "Noted. A long run today. Rest after it, or do something light much later."),
        (1, HARD, "Noted. A hard run tomorrow. So today, five easy minutes at most."),
        (0, RACE, "Noted. A race today. So today, five easy minutes at most."),
        (2, LONG, "Noted. A long run on Wednesday. So nothing new or heavy today"),
        (3, LONG, "Noted. A long run on Thursday. So the day before it, five easy minutes at most."),
        (6, RACE, "Noted. A race on Sunday. So keep it light until then."),
        (14, RACE, "Noted. A race in two weeks. So now is the time for the last hard classes."),
        (100, RACE, "Noted. A race in about fourteen weeks. Do your last hard class one to two weeks before it."),
    ],
)
def test_a_run_to_come_is_noted_with_what_it_means(ahead: int, run: Effort, heard: str) -> None:
    """The day is said back in words, and then what it means for the classes before it."""
    talk = knowing()
    talk.say(E.RUN_AHEAD, run=run, day=TODAY + ahead)
    assert heard in talk.heard
    assert remembered(talk) == [(ahead, run)]


def test_running_without_an_effort_is_easy() -> None:
    """I'm running on Sunday: noted as an easy run, and said so."""
    talk = knowing()
    talk.say(E.RUN_AHEAD, day=TODAY + 6)
    assert "An easy run on Sunday." in talk.heard
    assert remembered(talk) == [(6, EASY)]


@pytest.mark.parametrize(
    ("kind", "slots"),
    [
        (E.RUN_AHEAD, {"day": TODAY + 6}),
        (E.RUN_AHEAD, {"day": TODAY + 6, "run": RACE}),
        (E.REMINDER_TIME, {"days": (D.SUNDAY,)}),
        (E.REMIND_ONCE, {"days": (D.SUNDAY,)}),
        (E.RUN_AHEAD, {"seconds": 6 * 86_400}),
        (E.TODAY, {"day": TODAY + 6}),
        (E.RAN, {"day": TODAY + 6}),
    ],
)
def test_the_day_is_asked_and_heard_however_it_comes(kind: E, slots: dict[str, Any]) -> None:
    """Which day: Sunday, whatever the ear makes of it."""
    talk = knowing()
    talk.say(E.RUN_AHEAD, run=RACE)
    assert talk.heard == "Which day?"
    talk.say(kind, **slots)
    assert "Noted. A race on Sunday." in talk.heard
    assert remembered(talk) == [(6, RACE)]


def test_the_day_is_asked_twice_and_then_let_go() -> None:
    """Once more, and then the conversation goes on without it."""
    talk = knowing()
    talk.say(E.RUN_AHEAD, run=RACE)
    talk.say(E.YES)
    assert talk.heard == "Which day?"
    talk.say(E.YES)
    assert "Tell me when you know the day." in talk.heard
    assert talk.session.awaiting is A.NOTHING
    assert talk.progress.runs == ()


@pytest.mark.parametrize("ahead", [-1, 367])
def test_a_day_that_cannot_be_is_asked_again(ahead: int) -> None:
    """A day that is over or more than a year away is not noted."""
    talk = knowing()
    talk.say(E.RUN_AHEAD, run=RACE, day=TODAY + ahead)
    assert "I need a day from today on, and within a year. Which day?" in talk.heard
    assert talk.progress.runs == ()
    talk.say(E.RUN_AHEAD, day=TODAY + 6)
    assert remembered(talk) == [(6, RACE)]


def test_no_is_the_end_of_the_question() -> None:
    """No to "which day" leaves it."""
    talk = knowing()
    talk.say(E.RUN_AHEAD)
    talk.say(E.NO)
    assert talk.reply.open
    assert talk.session.awaiting is A.NOTHING


def test_a_question_of_another_kind_keeps_the_question_of_the_day() -> None:
    """What was told of the run is not lost while something else is asked."""
    talk = knowing()
    talk.say(E.RUN_AHEAD, run=RACE)
    talk.say(E.TOPIC, topic="benefits")
    assert talk.heard.endswith("Which day?")
    talk.say(E.RUN_AHEAD, day=TODAY + 6)
    assert remembered(talk) == [(6, RACE)]


def test_a_seventh_run_has_no_room() -> None:
    """Six harder runs are kept, and the runner is told."""
    talk = knowing(*((ahead, HARD) for ahead in range(2, 8)))
    talk.say(E.RUN_AHEAD, run=HARD, day=TODAY + 9)
    assert "I can keep six runs in mind." in talk.heard
    assert len(talk.progress.runs) == 6


def test_an_offer_of_a_light_class_falls_with_its_reason() -> None:
    """When the race is off, five easy minutes are no longer on offer."""
    talk = knowing((1, RACE))
    asked(talk)
    talk.say(E.RUN_OFF)
    assert talk.session.awaiting is A.NOTHING
    assert talk.session.standing.about is None


# what is known, and what is off


def test_the_first_three_runs_are_told() -> None:
    """Soonest first, and no more than a listener keeps; what is over is not told."""
    talk = knowing((-1, LONG), (0, EASY), (1, HARD), (5, LONG), (9, RACE))
    talk.say(E.RUNS_AHEAD)
    told = "The next ones I know of are an easy run today, a hard run tomorrow and a long run on Saturday."
    assert told in talk.heard


@pytest.mark.parametrize(
    ("run", "told"),
    [(RACE, "I know of a race in nine days."), (HARD, "I know of a long run on Saturday and a race")],
)
def test_one_kind_of_run_can_be_asked_for(run: Effort, told: str) -> None:
    """When is my race: only that; where there is none of the kind, what there is."""
    talk = knowing((5, LONG), (9, RACE))
    talk.say(E.RUNS_AHEAD, run=run)
    assert told in talk.heard


@pytest.mark.parametrize("kind", [E.RUNS_AHEAD, E.RUN_OFF])
def test_nothing_known_is_said(kind: E) -> None:
    """Nothing to tell, and nothing to take out."""
    talk = knowing((-1, HARD))
    talk.say(kind)
    assert "I don't know of any run to come." in talk.heard


TWO_LONG_AND_A_RACE = ((5, LONG), (9, RACE), (12, LONG))


@pytest.mark.parametrize(
    ("slots", "left"),
    [
        ({"run": RACE}, [(5, LONG), (12, LONG)]),
        ({"run": LONG}, [(9, RACE), (12, LONG)]),
        ({"day": TODAY + 12}, [(5, LONG), (9, RACE)]),
        ({"days": (D.SATURDAY,)}, [(9, RACE), (12, LONG)]),
        ({"run": LONG, "day": TODAY + 12}, [(5, LONG), (9, RACE)]),
    ],
)
def test_the_run_named_is_off(slots: dict[str, Any], left: list[tuple[int, Effort]]) -> None:
    """By its effort, its day or both; of several the soonest."""
    talk = knowing(*TWO_LONG_AND_A_RACE)
    talk.say(E.RUN_OFF, **slots)
    assert "I no longer plan around" in talk.heard
    assert remembered(talk) == left


def test_the_only_run_needs_no_name() -> None:
    """It's off: the one there is."""
    talk = knowing((6, RACE))
    talk.say(E.RUN_OFF)
    assert "I no longer plan around a race on Sunday." in talk.heard
    assert talk.progress.runs == ()


@pytest.mark.parametrize("slots", [{}, {"run": HARD}, {"run": RACE, "day": TODAY + 5}])
def test_an_unclear_run_stays(slots: dict[str, Any]) -> None:
    """With none named, or one that is not known, the coach says what it knows."""
    talk = knowing(*TWO_LONG_AND_A_RACE)
    talk.say(E.RUN_OFF, **slots)
    assert "I know of a long run on Saturday, a race in nine days and a long run in twelve days." in talk.heard
    assert len(talk.progress.runs) == 3


# before and in a class

TELLING: list[tuple[E, dict[str, Any]]] = [
    (E.TODAY, {"run": HARD, "day": TODAY + 1}),
    (E.TODAY, {"sore": Sore.VERY}),
    (E.RAN, {}),
    (E.RAN, {"run": RACE}),
    (E.RUN_AHEAD, {}),
    (E.RUN_AHEAD, {"run": RACE, "day": TODAY + 6}),
    (E.RUN_AHEAD, {"day": TODAY - 9}),
    (E.RUNS_AHEAD, {}),
    (E.RUN_OFF, {"run": LONG}),
]


@pytest.mark.parametrize("state", [A.SET, A.PAUSE])
@pytest.mark.parametrize(("kind", "slots"), TELLING)
def test_in_a_class_it_is_answered_and_the_class_goes_on(state: Awaiting, kind: E, slots: dict[str, Any]) -> None:
    """Whatever is told of runs, the class stands where it was."""
    talk, aside = brought_to(state), brought_to(state)
    aside.say(E.PAUSE, at=4_000)
    reply = talk.say(kind, at=4_000, **slots)
    assert faults(reply) == []
    assert talk.session.awaiting in (state, A.PAUSE)
    talk.say(E.SESSION_ENDED, at=0)
    assert talk.place == aside.place


@pytest.mark.parametrize("state", [A.START, A.RESUME, A.PAIN_OR_EFFORT, A.CRAMP_GONE])
def test_a_class_that_stands_open_is_not_talked_over(state: Awaiting) -> None:
    """Neither the question of a day nor an offer takes the place of the question about the class."""
    for kind in (E.RUN_AHEAD, E.TODAY, E.RUNS_AHEAD, E.RUN_OFF):
        talk = brought_to(state)
        talk.say(kind)
        assert talk.session.awaiting is state


def test_a_class_announced_is_planned_anew_for_a_race_tomorrow() -> None:
    """The class becomes five easy minutes, and says why."""
    talk = Conversation().all(E.START)
    talk.say(E.RUN_AHEAD, run=RACE, day=TODAY + 1)
    assert talk.session.awaiting is A.START
    assert "You have a race tomorrow, so here are five easy minutes." in talk.heard


def test_a_class_announced_is_planned_anew_when_the_race_is_off() -> None:
    """That it is off is said, and then the full class."""
    talk = knowing((1, RACE)).all(E.START)
    talk.say(E.RUN_OFF)
    assert talk.heard.startswith("Okay. I no longer plan around a race tomorrow.")
    assert "five easy minutes" not in talk.heard
    assert talk.session.awaiting is A.START


def test_a_class_announced_stays_for_a_race_far_away() -> None:
    """The race is noted, and the word go is still awaited."""
    talk = Conversation().all(E.START)
    talk.say(E.RUN_AHEAD, run=RACE, day=TODAY + 40)
    assert talk.heard.startswith("Noted. A race in about six weeks.")
    assert talk.session.awaiting is A.START


# starting a class


@pytest.mark.parametrize(
    ("talk", "heard"),
    [
        (knowing((1, RACE)), "You have a race tomorrow, so here are five easy minutes."),
        (knowing((0, LONG)), "There's a long run today, so here are five easy minutes."),
        (knowing((2, HARD)), "You have a hard run on Wednesday, so there's nothing new or heavy in this one."),
        (knowing((9, RACE)), "You have a race in nine days, so this is one of the last hard classes."),
        (knowing(trained=1), "a day off does them good. It's your choice."),
    ],
)
def test_a_class_says_first_what_speaks_for_its_shape(talk: Conversation, heard: str) -> None:
    """The run behind it, or the day off that is due."""
    talk.say(E.START)
    assert heard in talk.heard


def test_the_full_class_is_the_runners_choice() -> None:
    """Asked for in so many words, the class before a race stays full, and the reason against it is said."""
    talk = knowing((1, RACE))
    talk.say(E.START, intensity=Intensity.FULL)
    assert "You have a race tomorrow, so five easy minutes would be better. It's your choice." in talk.heard


@given(st.lists(st.tuples(st.sampled_from([E.RAN, E.RUN_AHEAD, E.RUN_OFF, E.TODAY]), st.data()), max_size=12))
def test_no_more_than_six_runs_are_ever_kept(turns: list[tuple[E, st.DataObject]]) -> None:
    """Whatever is told, the record of runs stays short, in order, one a day."""
    talk = Conversation(Progress(welcomed=True))
    for kind, data in turns:
        run = data.draw(st.sampled_from([None, *Effort]))
        day = data.draw(st.one_of(st.none(), st.integers(TODAY - 5, TODAY + 400)))
        assert faults(talk.say(kind, at=0, run=run, day=day)) == []
        kept = [known.day for known in talk.progress.runs]
        assert kept == sorted(set(kept))
        assert len(kept) <= 6
