"""The function in Amazon's own runtime client."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

from tests.amazon import PEERS, peer, response_faults
from tests.lambda_door.envelopes import SKILL_ID, envelope, how_to, intent, launch, session_ended
from tests.lambda_door.runtime_api import LambdaRuntime

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).parents[2] / "lambda"
NO_ENVELOPE = [{}, {"key1": "value1"}, {"request": 5}, {"version": "1.0", "session": []}, [], "text", None]


def spoken(answer: object) -> str:
    """What an answer says."""
    return answer["response"]["outputSpeech"]["ssml"]


def test_launch_is_answered_with_a_question_and_an_open_session(runtime):
    """A launch is spoken to, the session stays open, and Amazon's types allow the answer."""
    answer = runtime.invoke(launch())

    assert answer.kind == "response"
    assert response_faults(answer.body) == []
    assert "?" in spoken(answer.body)
    assert answer.body["response"]["shouldEndSession"] is False


def test_how_to_is_answered_with_the_exercise(runtime):
    """An intent with a resolved slot reaches the exercise it names."""
    answer = runtime.invoke(how_to("nordic_curl", "nordic curls"))

    assert response_faults(answer.body) == []
    assert "Nordic curl" in spoken(answer.body)


def test_session_attributes_carry_the_conversation(runtime):
    """What one answer hands back is enough to go on from in the next request."""
    first = runtime.invoke(how_to("nordic_curl", "nordic curl")).body
    second = runtime.invoke(intent("AMAZON.NextIntent", attributes=first["sessionAttributes"])).body

    assert response_faults(second) == []
    assert spoken(second) not in ("", spoken(first))


def test_session_ended_is_answered_in_silence(runtime):
    """Alexa accepts no speech in answer to the end of a session."""
    answer = runtime.invoke(session_ended())

    assert answer.kind == "response"
    assert response_faults(answer.body) == []
    assert "outputSpeech" not in answer.body["response"]


def test_request_type_of_the_future_is_answered(runtime):
    """A type that the SDK does not know yet gets a valid response, not an error."""
    answer = runtime.invoke(envelope({"type": "Alexa.Future.Invented", "token": "x"}))

    assert answer.kind == "response"
    assert response_faults(answer.body) == []


@pytest.mark.parametrize("event", NO_ENVELOPE, ids=json.dumps)
def test_event_that_is_no_envelope_does_not_end_the_function(runtime, event):
    """What no Alexa would send is answered without a word, and the next runner is served."""
    answer = runtime.invoke(event)

    assert "outputSpeech" not in json.dumps(answer.body)
    assert runtime.invoke(launch()).kind == "response"


def test_without_a_store_one_log_line_says_so(unpacked):
    """With no store set the function works; its log tells once where the place is kept, as it is built once."""
    with LambdaRuntime(unpacked) as fresh:
        answers = [fresh.invoke(launch()) for _ in range(3)]
        lines = [line for line in fresh.logged().splitlines() if "COACH_STORE" in line]

    assert [answer.kind for answer in answers] == ["response"] * 3
    assert len(lines) == 1


def test_request_of_another_skill_is_refused(unpacked):
    """With COACH_SKILL_ID set, a request that names another skill is not coached."""
    with LambdaRuntime(unpacked, COACH_SKILL_ID=SKILL_ID[:-1] + "2") as foreign:
        answer = foreign.invoke(how_to("nordic_curl", "nordic curl"))

    assert "Nordic" not in json.dumps(answer.body)


def test_request_of_this_skill_is_served(unpacked):
    """With COACH_SKILL_ID set, a request that names it is answered."""
    with LambdaRuntime(unpacked, COACH_SKILL_ID=SKILL_ID) as own:
        answer = own.invoke(how_to("nordic_curl", "nordic curl"))

    assert "Nordic curl" in spoken(answer.body)


def test_missing_content_is_reported_as_an_init_error(unpacked, tmp_path):
    """A function that cannot be built says so to Lambda at once, and its log names what it looked for."""
    damaged = tmp_path / "task"
    shutil.copytree(unpacked, damaged)
    (damaged / "build" / "content.pickle").unlink()

    with LambdaRuntime(damaged) as runtime:
        error = runtime.init_error()

    assert "intents.toml" in error["errorMessage"]
    assert error["errorType"] == "ContentError"


def test_checkout_runs_as_it_is():
    """`lambda/` of a checkout works without being packaged."""
    with LambdaRuntime(CHECKOUT) as runtime:
        answer = runtime.invoke(launch())

    assert answer.kind == "response"


@pytest.fixture
def dynamodb(monkeypatch) -> Iterator[str]:
    """The address of a DynamoDB with an empty table `runners`."""
    peer("dynalite")
    with subprocess.Popen(
        ["node", PEERS / "dynalite.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        address = process.stdout.readline().strip()
        table_at(address).create_table(
            TableName="runners",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        yield address
        process.stdin.close()


def table_at(address: str):
    """The client of the DynamoDB at this address."""
    return boto3.client(
        "dynamodb",
        endpoint_url=address,
        region_name="us-east-1",
        aws_access_key_id="none",
        aws_secret_access_key="none",
    )


def test_place_is_kept_in_dynamodb(unpacked, dynamodb):
    """With COACH_STORE=dynamodb://runners the runner's record is in that table after a turn."""
    settings = {"COACH_STORE": "dynamodb://runners", "AWS_ENDPOINT_URL_DYNAMODB": dynamodb}
    with LambdaRuntime(unpacked, **settings) as runtime:
        answer = runtime.invoke(how_to("nordic_curl", "nordic curl"))

    assert answer.kind == "response"
    assert table_at(dynamodb).scan(TableName="runners")["Count"] == 1
