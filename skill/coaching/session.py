"""The state machine: what each event does in each state. One table; every event has an answer in every state."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from skill.coaching.classes import choice, enrolment, resume, safety, start
from skill.coaching.facts.felt import Felt
from skill.coaching.howto import answers, guide, loads, way_back
from skill.coaching.record.known import known, with_unknown
from skill.coaching.runner import body, preferences, reminders, report, runs, talk, today, whose
from skill.coaching.runner.reminder_time import hour_said
from skill.coaching.timeline.cues import Talk
from skill.coaching.turn.events import Event
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting as A
from skill.coaching.turn.states import Standing
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import set_log, steer, under_way, whereabouts

_NO_FIRST_WORDS = frozenset((E.LAUNCH, E.SESSION_ENDED, E.STOP, E.CANCEL))
"""What says nothing about anything that was left open."""
_OF_A_PLAN = frozenset(
    (E.GO, E.NEXT, E.YES, E.NO, E.EITHER, E.CHOICE, E.SHORTER, E.LONGER, E.EASIER, E.HARDER, E.SWAP, E.LOG, E.DOSE)
) | {E.STRAIGHT_THROUGH, E.WAIT_FOR_ME, E.HOW_MANY_LEFT, E.TIME_LEFT, E.WHATS_NEXT, E.WHERE_AM_I, E.AVOID_TODAY}
"""What is said of a class announced, and of nothing else when nothing is under way."""
_OF_A_STEP = frozenset((E.GO, E.NEXT, E.YES, E.PREVIOUS, E.REPEAT, E.STEP, E.WHOLE, E.PAUSE, E.START_OVER)) | {
    E.HOW_MANY_LEFT,
    E.WHERE_AM_I,
    E.WHICH_LEG,
    E.LAST_CUE,
}
"""What is said of a step, and of nothing else when no class is under way."""

Action: TypeAlias = Callable[[Moment], Reply]
Row: TypeAlias = Mapping[A, Action]

IN_CLASS = tuple(state for state in A if state.counts)
IN_GUIDE = tuple(state for state in A if state.in_guide)


def respond(moment: Moment) -> Reply:
    """The coach's answer to what happened, from a record that may be of another build."""
    progress = known(moment.progress, moment.library, moment.today)
    if progress is moment.progress:
        return _respond(moment)
    reply = _respond(replace(moment, progress=progress))
    return replace(reply, progress=with_unknown(reply.progress, moment.progress, moment.library))


def _respond(moment: Moment) -> Reply:
    """First, where that is not known, to whose record it is about; then what the table says."""
    moment = _at_the_rating(_on_firm_ground(moment))
    if moment.session.turn == 0 and safety.question_stands(moment):
        standing = Standing(A.PAIN_OR_EFFORT, say(Say.PAIN_OR_EFFORT_AGAIN))
        moment = replace(moment, session=replace(moment.session, standing=standing))
    waiting = whose.waiting(moment)
    if waiting:
        return whose.ask_whose(moment, waiting)
    moment = _taken_up(moment)
    return TRANSITIONS[moment.event.kind][moment.session.awaiting](moment)


def _on_firm_ground(moment: Moment) -> Moment:
    """The moment, waiting for nothing where what it waited in has gone: another device ended that."""
    state, progress = moment.session.awaiting, moment.progress
    is_gone = (
        ((state.counts or state is A.CRAMP_GONE) and progress.workout is None)
        or (state.in_guide and progress.guide is None)
        or (state is A.START and progress.announced is None)
    )
    return replace(moment, session=replace(moment.session, standing=Standing())) if is_gone else moment


def _taken_up(moment: Moment) -> Moment:
    """The moment, at what a silence closed a while ago, for first words that are meant for that."""
    kind = moment.event.kind
    has_own_wish = kind is E.START and moment.event != Event(E.START)
    is_apart = has_own_wish or (kind is E.HOW_TO and moment.event.exercises)
    if is_apart or moment.session.turn or kind in _NO_FIRST_WORDS or moment.session.awaiting is not A.NOTHING:
        return moment
    if resume.is_just_left(moment):
        standing = Standing(A.PAUSE, say(Say.CLASS_SAY_GO_WHEN_READY))
    elif start.is_announced(moment) and kind in _OF_A_PLAN:
        standing = Standing(A.START, start.how_to_begin(moment))
    elif moment.progress.guide and kind in _OF_A_STEP:
        standing = Standing(A.STEP, say(Say.WELCOME_GUIDE_QUESTION))
    else:
        return moment
    return replace(moment, session=replace(moment.session, standing=standing))


def _at_the_rating(moment: Moment) -> Moment:
    """The moment, at the rating where the last set was heard to its end: until then the class is under way."""
    standing = moment.session.standing
    if standing.awaiting is not A.SET or not under_way.is_over(moment):
        return moment
    return replace(moment, session=replace(moment.session, standing=replace(standing, awaiting=A.RATING)))


def row(
    otherwise: Action, in_class: Action | None = None, in_guide: Action | None = None, **states: Action
) -> dict[A, Action]:
    """One event's answer in every state: `otherwise`, unless the state is named."""
    row = dict.fromkeys(A, otherwise)
    row |= dict.fromkeys(IN_CLASS, in_class) if in_class else {}
    row |= dict.fromkeys(IN_GUIDE, in_guide) if in_guide else {}
    return row | {A(name): action for name, action in states.items()}


def _outside(moment: Moment) -> Reply:
    """Something that only makes sense in a class."""
    return talk.only_in_class(moment)


def _agreed(yes: Action, otherwise: Action = talk.nothing_to_log) -> Action:
    """Okay, fine or good as an answer to an offer: it is a yes there, and no report of a set."""

    def action(moment: Moment) -> Reply:
        """Do what was offered, unless a number was said."""
        is_yes = moment.event.felt is Felt.GOOD and moment.event.number is None
        return yes(moment) if is_yes else otherwise(moment)

    return action


def _hour_as_number(moment: Moment) -> Reply:
    """A bare time of day where something else stands: "ten" was heard as ten o'clock."""
    number = hour_said(moment.event)
    if number is None:
        return talk.fallback(moment)
    return _respond(replace(moment, event=Event(E.LOG, number=number)))


def _row_of_reminders(otherwise: Action) -> dict[A, Action]:
    """Reminders never come between a runner and a class, or a question about the body."""
    later = reminders.after_class
    return row(otherwise, in_class=later, pain_or_effort=later, cramp_gone=later)


_ON: Mapping[str, Action] = {
    A.EXERCISE: talk.choose,
    A.START: start.begin,
    A.RESUME: resume.resume,
    A.CLASS_OFFER: start.start,
    A.COURSE: enrolment.join,
    A.CRAMP_GONE: safety.cramp_gone,
}
"""Where yes, go and next all say the same: on with what was offered."""

_ROWS: Mapping[E, Row] = {
    # the conversation itself
    E.LAUNCH: row(talk.launch, pain_or_effort=safety.pain_or_effort_again),
    E.HELP: row(talk.help_),
    E.STOP: row(talk.stop),
    E.CANCEL: row(talk.stop),
    E.FALLBACK: row(talk.fallback, pain_or_effort=safety.pain_or_effort_again),
    E.GREETING: row(talk.greeting),
    E.SESSION_ENDED: row(talk.session_ended),
    E.YES: row(
        talk.yes_without_question,
        set=under_way.go,
        pause=under_way.go,
        step=guide.next_step,
        set_offer=start.accept_set,
        **_ON,
        rating=set_log.rated(Felt.GOOD),
        amount=set_log.so_many,
        pain_or_effort=safety.pain_or_effort_again,
        all_clear=safety.cleared,
        run=today.run_unclear,
        run_when=runs.ahead,
        whose=whose.join(respond),
        forget=preferences.forget_all,
        reminder_when=reminders.ask_again,
        reminder=reminders.set_it,
        cancel_reminders=reminders.cancel_all,
    ),
    E.NO: row(
        talk.no_more,
        set=under_way.not_now,
        pause=talk.stop,
        step=talk.no_more_steps,
        set_offer=talk.no_more_steps,
        exercise=talk.no_thanks,
        start=talk.other_class,
        resume=start.start_fresh,
        rating=under_way.finish,
        this_or_all=under_way.go,
        amount=set_log.not_so_many,
        class_offer=talk.no_class,
        pain_or_effort=safety.only_effort,
        cramp_gone=safety.cramp_stays,
        all_clear=safety.not_today,
        run=talk.no_thanks,
        run_when=talk.no_thanks,
        course=enrolment.decline,
        whose=whose.separate(respond),
        forget=preferences.keep_all,
        reminder_when=reminders.no_reminder,
        reminder=reminders.no_reminder,
        cancel_reminders=reminders.keep_all,
    ),
    # how-to and answers
    E.HOW_TO: row(answers.how_to, exercise=talk.chosen),
    E.ASK: row(answers.answer, start=choice.asked),
    E.TOPIC: row(answers.topic),
    E.LIST_EXERCISES: row(answers.list_exercises, start=start.announce_again),
    E.STEP: row(
        talk.step_of_what,
        in_guide=guide.go_to,
        in_class=answers.how_to,
        exercise=talk.choose_by_number,
    ),
    E.WHOLE: row(
        talk.step_of_what,
        in_guide=guide.whole,
        in_class=answers.how_to,
        start=choice.at_the_pace(choice.straight, talk.step_of_what),
        this_or_all=steer.start_over,
    ),
    # starting and steering a class
    E.START: row(
        start.start, start=start.start_or_begin, resume=start.start_fresh, this_or_all=choice.class_or_other_class
    ),
    E.GO: row(
        resume.nothing_open,
        set=under_way.go,
        pause=under_way.go,
        step=guide.go,
        set_offer=start.accept_set,
        **_ON,
        rating=under_way.finish,
        this_or_all=under_way.go,
        amount=under_way.go,
        pain_or_effort=safety.only_effort,
        nothing=choice.go_on_or_begin,
    ),
    E.NEXT: row(
        resume.nothing_open,
        in_class=steer.next_,
        in_guide=guide.next_step,
        **_ON,
        rating=under_way.finish,
        this_or_all=under_way.go,
        amount=under_way.go,
        pain_or_effort=safety.only_effort,
        nothing=choice.go_on_or_begin,
    ),
    E.PAUSE: row(
        talk.take_your_time,
        in_class=under_way.pause,
        in_guide=guide.pause,
        start=choice.at_the_pace(choice.wait, talk.take_your_time),
    ),
    E.PREVIOUS: row(
        talk.repeat_last, in_class=steer.previous, in_guide=guide.previous_step, this_or_all=steer.set_again
    ),
    E.REPEAT: row(talk.repeat_last, in_class=steer.say_again, in_guide=guide.repeat),
    E.SET_AGAIN: row(
        _outside,
        in_class=steer.set_again,
        in_guide=guide.repeat,
        rating=steer.set_again,
        this_or_all=steer.set_again,
    ),
    E.START_OVER: row(
        start.start,
        in_class=steer.this_or_all,
        in_guide=guide.start_over,
        resume=start.start_fresh,
        this_or_all=steer.start_over,
    ),
    E.SKIP_SET: row(_outside, in_class=steer.skip_set, in_guide=guide.next_step),
    E.SKIP_WARM_UP: row(_outside, in_class=steer.skip_warm_up, start=choice.short_warm_up),
    E.SKIP_EXERCISE: row(preferences.avoid, in_class=steer.skip_exercise_, in_guide=guide.next_step),
    E.EITHER: row(
        way_back.to_where_it_stood,
        nothing=choice.recommended,
        exercise=talk.choose,
        start=choice.straight,
        resume=resume.resume,
        rating=set_log.rated(Felt.GOOD),
        this_or_all=under_way.go,
        class_offer=start.start,
        pain_or_effort=safety.pain_or_effort_again,
    ),
    E.CHOICE: row(
        way_back.to_where_it_stood,
        exercise=talk.choose_by_number,
        start=choice.pace,
        resume=choice.go_on_or_fresh,
        rating=choice.rating,
        this_or_all=choice.this_or_all,
        pain_or_effort=choice.pain_or_effort,
    ),
    E.SHORTER: row(
        talk.at_talk(Talk.SHORT, Say.TALK_SHORT),
        in_class=steer.at_talk(Talk.SHORT, Say.TALK_SHORT),
        start=choice.shorter,
    ),
    E.LONGER: row(way_back.to_where_it_stood, start=choice.longer),
    E.AVOID_TODAY: row(preferences.avoid_today, in_class=steer.skip_exercise_),
    E.BRING_BACK: row(preferences.bring_back),
    E.SWAP: row(answers.instead, in_class=answers.swap, start=start.without),
    E.EASIER: row(
        answers.easier,
        start=choice.easier,
        in_class=steer.easier,
        rating=set_log.rated(Felt.HARD),
        pain_or_effort=safety.effort_easier,
        cramp_gone=safety.cramp_gone,
    ),
    E.HARDER: row(answers.harder, start=choice.harder, in_class=steer.harder, rating=set_log.rated(Felt.EASY)),
    E.SLOWER: row(_outside, in_class=steer.slower, in_guide=guide.pause),
    E.FASTER: row(_outside, in_class=steer.faster, in_guide=guide.next_step),
    E.MORE_REST: row(_outside, in_class=steer.more_rest, start=choice.at_the_pace(choice.wait, _outside)),
    E.NO_REST: row(_outside, in_class=steer.no_rest, start=choice.at_the_pace(choice.straight, _outside)),
    E.FEWER_WORDS: row(
        talk.at_talk(Talk.SHORT, Say.TALK_SHORT), in_class=steer.at_talk(Talk.SHORT, Say.TALK_SHORT)
    ),
    E.COUNT_ONLY: row(
        talk.at_talk(Talk.COUNTS, Say.TALK_COUNTS), in_class=steer.at_talk(Talk.COUNTS, Say.TALK_COUNTS)
    ),
    E.MORE_WORDS: row(talk.at_talk(Talk.FULL, Say.TALK_FULL), in_class=steer.at_talk(Talk.FULL, Say.TALK_FULL)),
    E.STRAIGHT_THROUGH: row(talk.at_pace(straight=True), in_class=steer.straight_through, start=start.begin),
    E.WAIT_FOR_ME: row(talk.at_pace(straight=False), in_class=steer.wait_for_me, start=start.begin),
    E.LOG: row(
        talk.nothing_to_log,
        in_class=set_log.log,
        rating=set_log.log,
        amount=set_log.correct,
        run=today.how_run_felt,
        run_when=runs.ahead,
        start=start.begin_or_minutes,
        pain_or_effort=safety.only_effort,
        in_guide=guide.next_step,
        reminder_when=reminders.remind,
        exercise=talk.choose_by_number,
        set_offer=_agreed(start.accept_set),
        resume=_agreed(resume.resume),
        class_offer=_agreed(start.start),
        course=_agreed(enrolment.join),
        reminder=_agreed(reminders.set_it, reminders.remind),
    ),
    E.LOAD: row(loads.told),
    E.DOSE: row(
        start.start_in_sets,
        in_class=steer.dose,
        rating=way_back.to_where_it_stood,
        this_or_all=way_back.to_where_it_stood,
        amount=set_log.correct,
        pain_or_effort=safety.pain_or_effort_again,
        cramp_gone=way_back.to_where_it_stood,
    ),
    # where am I
    E.HOW_MANY_LEFT: row(
        _outside, in_class=whereabouts.how_many_left, in_guide=guide.steps_left, start=start.announce_again
    ),
    E.TIME_LEFT: row(start.how_long, in_class=whereabouts.time_left),
    E.WHERE_AM_I: row(
        talk.where_nowhere, in_class=whereabouts.where_am_i, in_guide=guide.where, start=start.announce_again
    ),
    E.WHICH_LEG: row(_outside, in_class=whereabouts.which_leg, in_guide=guide.which_leg),
    E.WHATS_NEXT: row(
        _outside, in_class=whereabouts.whats_next, in_guide=guide.steps_left, start=start.announce_again
    ),
    E.LAST_CUE: row(_outside, in_class=whereabouts.last_cue, in_guide=guide.cue),
    # the body: wins in every state
    E.BODY: row(body.felt, pain_or_effort=body.felt_after_question),
    E.CRAMP: row(safety.cramp),
    E.EFFORT: row(safety.pain_or_effort, pain_or_effort=safety.only_effort, rating=set_log.rated(Felt.HARD)),
    E.CONDITION: row(body.condition),
    E.AGE: row(body.age),
    E.CLEARED: row(body.cleared),
    # the runner over time
    E.TODAY: row(
        today.can_i_train,
        in_class=body.today_in_class,
        start=body.today_in_class,
        run_when=runs.day_or(today.can_i_train),
    ),
    E.RAN: row(today.ran, run_when=runs.day_or(today.ran)),
    E.RUN_AHEAD: row(runs.ahead),
    E.RUNS_AHEAD: row(runs.known),
    E.RUN_OFF: row(runs.off),
    E.PROGRESS: row(report.answer),
    E.REMIND: _row_of_reminders(reminders.remind) | dict.fromkeys(IN_CLASS, reminders.remind_me),
    E.REMINDER_TIME: row(
        _hour_as_number,
        nothing=reminders.remind,
        pain_or_effort=safety.pain_or_effort_again,
        run_when=runs.day_or(talk.fallback),
        reminder_when=reminders.remind,
        reminder=reminders.remind,
    ),
    E.REMIND_WEEKLY: _row_of_reminders(reminders.remind_weekly),
    E.REMIND_ONCE: _row_of_reminders(reminders.remind_once) | {A.RUN_WHEN: runs.day_or(reminders.remind_once)},
    E.LIST_REMINDERS: _row_of_reminders(reminders.list_),
    E.CANCEL_REMINDERS: _row_of_reminders(reminders.cancel),
    E.BUILD_UP: row(enrolment.build_up),
    E.BEGINNER_PLAN: row(enrolment.offer),
    E.COURSE: row(enrolment.where),
    E.LEAVE_COURSE: row(enrolment.leave),
    E.MY_LEVEL: row(preferences.my_level, rating=preferences.level_as_felt),
    E.FORGET_ME: row(preferences.forget),
    # what the coach had asked for outside
    E.HEARD: row(way_back.to_where_it_stood, set=under_way.heard),
    E.PERMISSION: _row_of_reminders(reminders.permission),
    E.REMINDER_OUTCOME: _row_of_reminders(reminders.outcome),
    E.FORGET_OUTCOME: row(preferences.forget_outcome),
    E.JOIN_OUTCOME: row(talk.fallback, whose=whose.joined(respond)),
}

_STEPS = (E.NEXT, E.PREVIOUS, E.SKIP_SET, E.SKIP_EXERCISE, E.AVOID_TODAY)
_MOVES = frozenset((E.START, E.GO, E.PAUSE, *_STEPS, E.START_OVER, E.SWAP, E.HARDER, E.HOW_TO))
"""What moves a class, or begins something: never before "pain, or just hard work" is answered."""

TRANSITIONS: Mapping[E, Row] = {
    kind: {**row, A.PAIN_OR_EFFORT: safety.pain_or_effort_again} if kind in _MOVES else row
    for kind, row in _ROWS.items()
}
"""The transition table."""
