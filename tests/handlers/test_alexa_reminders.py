"""Reminders from the runner's sentence to Amazon's Reminders API and back, against a stand-in for it."""

import json
from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coaching.turn.errand import WEEKDAYS, Reminder, ReminderDay
from skill.handlers.reminders import AlexaReminders, body_of, first_time, read_alert
from tests.handlers.amazon_services import ALERTS, DEVICE, Amazon, Call, Server, body_faults
from tests.handlers.runner import Runner

EVERY_THURSDAY = "remind me every thursday at seven in the morning"
PERMISSION = "alexa::alerts:reminders:skill:readwrite"
TIMEOUTS = (1.0, 0.3)
"""Seconds: long enough for this machine, short enough for a test."""


@pytest.fixture
def amazon() -> Amazon:
    """Give services that behave, and can be told not to."""
    return Amazon()


@pytest.fixture
def runner(amazon: Amazon) -> Iterator[Runner]:
    """Give a runner in London, on Monday 5 January 2026 at seven in the morning, and the services."""
    with Server(amazon) as running:
        yield Runner(running.endpoint, AlexaReminders(TIMEOUTS, budget=1.0))


def set_for(amazon: Amazon) -> list[str]:
    """Return when each reminder that was accepted sounds first."""
    return [alert["trigger"]["scheduledTime"] for alert in amazon.alerts.values()]


def rules(amazon: Amazon) -> list[str]:
    """Return the recurrence rules of all reminders that were accepted."""
    triggers = [alert["trigger"] for alert in amazon.alerts.values()]
    return [rule for trigger in triggers for rule in trigger.get("recurrence", {}).get("recurrenceRules", [])]


def posts(amazon: Amazon) -> list[Call]:
    """Return the attempts to set a reminder."""
    return [call for call in amazon.calls if call.method == "POST"]


# set


def test_nothing_is_set_without_a_yes(runner, amazon):
    """The time and the recurrence are said aloud, and no service is called before the yes."""
    assert runner.says(EVERY_THURSDAY) == "Shall I remind you every Thursday at seven in the morning?"
    assert amazon.calls == []


def test_the_body_is_the_documented_one(runner, amazon):
    """A yes sets it: local times, the device's time zone, one rule, spoken text in the locale, a notification."""
    heard = runner.says(EVERY_THURSDAY, "yes")

    assert heard.startswith("Done. I'll remind you every Thursday at seven in the morning.")
    assert amazon.calls == [
        Call("GET", f"/v2/devices/{DEVICE}/settings/System.timeZone", None),
        Call(
            "POST",
            "/v1/alerts/reminders",
            {
                "requestTime": amazon.calls[1].body["requestTime"],
                "trigger": {
                    "type": "SCHEDULED_ABSOLUTE",
                    "scheduledTime": "2026-01-08T07:00:00.000",
                    "timeZoneId": "Europe/London",
                    "recurrence": {
                        "startDateTime": "2026-01-08T07:00:00.000",
                        "recurrenceRules": ["FREQ=WEEKLY;BYDAY=TH;BYHOUR=7;BYMINUTE=0;BYSECOND=0;INTERVAL=1;"],
                    },
                },
                "alertInfo": {
                    "spokenInfo": {"content": [{"locale": "en-GB", "text": "It's time to train your hamstrings."}]}
                },
                "pushNotification": {"status": "ENABLED"},
            },
        ),
    ]


def test_two_days_are_two_rules(runner, amazon):
    """One reminder on two days has one rule a day, and sounds first on the nearer day."""
    runner.says("set a reminder", "thursdays and mondays", "half past six in the evening", "yes")

    assert [rule[12:20] for rule in rules(amazon)] == ["BYDAY=MO", "BYDAY=TH"]
    assert set_for(amazon) == ["2026-01-05T18:30:00.000"]


def test_a_reminder_on_a_day_sounds_once(runner, amazon):
    """With nothing said of how often, one day means once: no recurrence."""
    assert runner.says("remind me on thursday at seven") == (
        "Shall I remind you once, on Thursday at seven in the morning?"
    )
    runner.says("yes")
    assert (set_for(amazon), rules(amazon)) == (["2026-01-08T07:00:00.000"], [])


def test_the_time_zone_decides_the_day(runner, amazon):
    """Seven in the morning in London is Monday evening in Auckland: tomorrow is its Tuesday."""
    amazon.zone = "Pacific/Auckland"

    runner.says("remind me tomorrow at seven in the morning", "yes")

    assert set_for(amazon) == ["2026-01-06T07:00:00.000"]
    assert amazon.alerts.popitem()[1]["requestTime"].startswith("2026-01-05T20:00:0")


def test_a_time_that_has_passed_today_is_asked_again(runner, amazon):
    """Today at six, said at seven, is not set; another hour is."""
    assert runner.says("remind me today at six in the morning", "yes") == (
        "That time has passed today. At what time?"
    )
    runner.says("eight", "yes")
    assert set_for(amazon) == ["2026-01-05T08:00:00.000"]


def test_every_reminder_needs_its_own_yes(runner, amazon):
    """After one reminder was set, the next one is asked about again."""
    runner.says(EVERY_THURSDAY, "yes", "remind me on friday at eight", "no")

    assert len(posts(amazon)) == 1


# list and cancel


def test_what_was_set_is_listed(runner):
    """The list reads the platform's reminders back in the words in which they were set."""
    runner.says(EVERY_THURSDAY, "yes", "remind me on saturday at noon", "yes")

    assert runner.says("what reminders do i have").startswith(
        "I remind you every Thursday at seven in the morning and on Saturday at noon."
    )


def test_reminders_that_have_sounded_are_not_listed(runner, amazon):
    """What the platform keeps of the past counts for nothing."""
    runner.says(EVERY_THURSDAY, "yes")
    amazon.alerts["alert/2"]["status"] = "COMPLETED"

    assert runner.says("what reminders do i have").startswith("You have no reminders from me.")


def test_a_reminder_nobody_can_read_is_passed_over(runner, amazon):
    """One strange alert does not hide the others."""
    runner.says(EVERY_THURSDAY, "yes")
    amazon.alerts["odd"] = {"alertToken": "odd", "status": "ON", "trigger": {"type": "SCHEDULED_RELATIVE"}}

    assert runner.says("what reminders do i have").startswith("I remind you every Thursday")


def test_cancelling_needs_a_yes(runner, amazon):
    """Asked to cancel, the coach asks back; a no keeps all."""
    runner.says(EVERY_THURSDAY, "yes", "cancel my reminders")

    assert runner.says("no").startswith("I've kept your reminders.")
    assert len(amazon.alerts) == 1


def test_cancelling_deletes_each(runner, amazon):
    """A yes deletes every reminder by its token, safely written into the path."""
    runner.says(EVERY_THURSDAY, "yes", "remind me on saturday at noon", "yes", "cancel my reminders")

    assert runner.says("yes").startswith("Done. They are cancelled.")
    assert amazon.alerts == {}
    assert [call.path for call in amazon.calls if call.method == "DELETE"] == [
        f"{ALERTS}/alert%2F2",
        f"{ALERTS}/alert%2F4",
    ]


def test_a_reminder_that_is_gone_already_is_cancelled(runner, amazon):
    """What was deleted in the app in the meantime is no failure."""
    amazon.alerts["shown"] = {"alertToken": "deleted meanwhile", "status": "ON", "trigger": {}}

    assert runner.says("cancel my reminders", "yes").startswith("Done. They are cancelled.")


def test_nothing_to_cancel_is_said(runner):
    """With no reminder there, a yes to cancelling says so."""
    assert runner.says("cancel my reminders", "yes").startswith("You have no reminders from me.")


# permission


def test_without_permission_the_platform_asks(runner, amazon):
    """A refused call sends the platform's question by voice, ends the session, and keeps the reminder in it."""
    amazon.permitted = False

    runner.says(EVERY_THURSDAY, "yes")

    (directive,) = runner.directives
    assert (directive["type"], directive["name"]) == ("Connections.SendRequest", "AskFor")
    assert directive["payload"] == {
        "@type": "AskForPermissionsConsentRequest",
        "@version": "1",
        "permissionScope": PERMISSION,
    }
    assert json.loads(directive["token"])["reminder"] == {"days": ["thursday"], "time": "07:00", "weekly": True}
    assert runner.response["shouldEndSession"] is True


@pytest.mark.parametrize("status", [401, 403])
def test_both_refusals_ask_for_permission(runner, amazon, status):
    """The documents name 401, the field also 403."""
    amazon.refusal = (status, {"code": "UNAUTHORIZED", "message": ""})

    runner.says(EVERY_THURSDAY, "yes")

    assert [directive["name"] for directive in runner.directives] == ["AskFor"]


def test_after_permission_the_reminder_is_set(runner, amazon):
    """What the runner was about to do goes on, in a session that knows nothing else of it."""
    amazon.permitted = False
    runner.says(EVERY_THURSDAY, "yes")
    amazon.permitted = True

    heard = runner.answers_permission("ACCEPTED")

    assert heard.startswith("Done. I'll remind you every Thursday at seven in the morning.")
    assert set_for(amazon) == ["2026-01-08T07:00:00.000"]
    assert runner.response["shouldEndSession"] is False


def test_after_permission_the_list_goes_on(runner, amazon):
    """Not only setting needs permission, and what waits for it is what was asked for."""
    amazon.permitted = False
    runner.says("what reminders do i have")
    amazon.permitted = True

    assert runner.answers_permission("ACCEPTED").startswith("You have no reminders from me.")


@pytest.mark.parametrize("status", ["DENIED", "NOT_ANSWERED"])
def test_a_permission_denied_is_taken_as_it_is(runner, amazon, status):
    """The runner hears where it can be allowed, finds a card there, and no further call is made."""
    amazon.permitted = False
    runner.says(EVERY_THURSDAY, "yes")
    calls = len(amazon.calls)

    heard = runner.answers_permission(status)

    assert heard.startswith("I'm not allowed to use reminders yet. You can allow it in the Alexa app.")
    assert runner.response["card"] == {"type": "AskForPermissionsConsent", "permissions": [PERMISSION]}
    assert len(amazon.calls) == calls


def test_permission_is_not_asked_for_twice(runner, amazon):
    """Where the platform refuses although the runner agreed, as its simulator does, there is no circle."""
    amazon.permitted = False
    runner.says(EVERY_THURSDAY, "yes")

    assert runner.answers_permission("ACCEPTED").startswith("I'm not allowed to use reminders yet.")
    assert runner.directives == []


def test_a_token_of_nobody_asks_for_the_time(runner, amazon):
    """A permission that brings back nothing to go on with leads to the question for day and time."""
    amazon.permitted = False
    runner.says(EVERY_THURSDAY, "yes")
    runner.directives[0]["token"] = "somebody else's"  # noqa: S105

    assert runner.answers_permission("ACCEPTED") == "What day, and what time?"


# what goes wrong

TRY_LATER = "I can't reach your reminders right now. Please ask me again later."
NOT_HERE = "I can't use reminders here. Your speaker's own reminders can do it, once we're finished."
REFUSALS = {
    "busy": (429, "TOO_MANY_REQUESTS", TRY_LATER),
    "broken": (500, "INTERNAL_SERVER_ERROR", TRY_LATER),
    "down": (503, "SERVICE_UNAVAILABLE", TRY_LATER),
    "slow_inside": (504, "GATEWAY_TIMEOUT", TRY_LATER),
    "bad": (400, "INVALID_TRIGGER", "That reminder was not accepted. Another day or time may work."),
    "conflict": (409, "CONFLICT", "That reminder was not accepted. Another day or time may work."),
    "too_many": (403, "MAX_REMINDERS_EXCEEDED", "You have as many reminders as fit. Cancel some of them first."),
    "not_supported": (403, "DEVICE_NOT_SUPPORTED", NOT_HERE),
}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_is_said_clearly(runner, amazon, refusal):
    """Each refusal has its sentence, and the conversation goes on."""
    status, code, said = refusal
    amazon.refusal = (status, {"code": code, "message": "no"})

    assert runner.says(EVERY_THURSDAY, "yes").startswith(said)
    assert runner.response["shouldEndSession"] is False


def test_a_slow_service_is_not_waited_for(runner, amazon):
    """An answer that does not come in time is as good as none."""
    amazon.delay = 0.6

    assert runner.says("what reminders do i have").startswith(TRY_LATER)


def test_an_errand_has_an_end(runner, amazon):
    """When its time is used up, no further call begins: a turn must be answered."""
    for number in range(12):
        amazon.alerts[f"alert/{number}"] = {"alertToken": f"alert/{number}", "status": "ON", "trigger": {}}
    amazon.delay = 0.2

    assert runner.says("cancel my reminders", "yes").startswith(TRY_LATER)
    assert len(amazon.alerts) > 0


def test_a_service_that_is_not_there_is_said():
    """No connection is no reminder, and no error."""
    runner = Runner("http://127.0.0.1:9", AlexaReminders((0.5, 0.5)))

    assert runner.says(EVERY_THURSDAY, "yes").startswith(TRY_LATER)


def test_a_device_without_a_time_zone_has_no_reminders(runner, amazon):
    """No time of day means anything there."""
    amazon.zone = None

    assert runner.says(EVERY_THURSDAY, "yes").startswith(NOT_HERE)
    assert posts(amazon) == []


@pytest.mark.parametrize("reminders", [None, AlexaReminders()], ids=["no_service", "no_token"])
def test_a_door_without_amazon_has_no_reminders(reminders):
    """A console, whose requests bring no access to Amazon's services, says so before it asks, and calls nobody."""
    assert Runner(None, reminders).says(EVERY_THURSDAY).startswith(NOT_HERE)


# in the middle of other things


def test_a_class_is_not_left_for_a_reminder(runner, amazon):
    """In a class the coach puts it off, and asks for the same word again."""
    runner.says("start my hamstring session", "go")
    waiting = runner.heard.rpartition(". ")[2]

    assert runner.says(EVERY_THURSDAY) == f"Ask me about reminders when the class is over. {waiting}"
    assert amazon.calls == []


def test_a_how_to_goes_on_after_a_reminder(runner):
    """The runner is back at the step at which the reminder was asked for."""
    runner.says("how do i do a hip hinge", EVERY_THURSDAY)

    assert "Back to step four." in runner.says("yes")


# any reminder

REMINDERS = st.builds(
    Reminder,
    days=st.sets(st.sampled_from(WEEKDAYS), min_size=1).map(lambda days: tuple(d for d in WEEKDAYS if d in days))
    | st.sampled_from([(day,) for day in ReminderDay]),
    time=st.times().map(lambda time: f"{time:%H:%M}"),
    weekly=st.none(),
)
MOMENTS = st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2030-01-01"))


@given(REMINDERS, MOMENTS)
def test_a_reminder_sounds_within_a_week_and_never_in_the_past(reminder, now):
    """The first time is ahead by at least a minute and at most a week; only today's time can have passed."""
    first = first_time(reminder, now)

    if first is None:
        assert reminder.days == (ReminderDay.TODAY,)
    else:
        assert f"{first:%H:%M}" == reminder.time
        assert 60 <= (first - now).total_seconds() <= 7 * 86_400 + 60


@given(REMINDERS, MOMENTS)
def test_every_body_is_as_documented(reminder, now):
    """Whatever is asked for, the body has the documented form."""
    first = first_time(reminder, now)
    if first:
        assert body_faults(body_of(reminder, now, first, "Europe/London", "en-GB", "Time to train.")) == []


@given(REMINDERS.filter(lambda reminder: reminder.repeats), MOMENTS)
def test_what_repeats_is_read_back_as_it_was_set(reminder, now):
    """The platform's answer is read without the SDK, and means what was set."""
    body = body_of(reminder, now, first_time(reminder, now), "Europe/London", "en-GB", "Time to train.")
    read = read_alert({**body, "alertToken": "1", "status": "ON"})

    assert read is not None
    assert (read.days, read.time, read.repeats) == (reminder.days, reminder.time, True)


@given(st.recursive(st.none() | st.booleans() | st.text(), lambda inner: st.dictionaries(st.text(), inner)))
def test_no_answer_of_the_platform_is_an_error(trigger):
    """An alert of any shape is read or passed over."""
    assert read_alert({"trigger": trigger}) is None
