"""Parts of the coach by themselves, each against the plainest way to do as much."""

import json
import sqlite3
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path

from ask_sdk_model import RequestEnvelope
from rapidfuzz import fuzz, process

from bench.coach import LOCALE, Coach
from bench.measure import Case
from bench.turns import CLASS
from skill.app import CONTENT, load_content
from skill.console.ear.recogniser import Recogniser
from skill.console.envelope import Json
from skill.content.listening import Listening
from skill.door.admission import ChainVerifier
from skill.door.application import create_app
from skill.envelopes.tolerant import TolerantSerializer
from skill.handlers.carried import ATTRIBUTE
from skill.interaction_model import build_models
from skill.storage import open_store
from tests.pki import envelope, pki

SENTENCES = (
    "how do i do a nordic curl",
    "could you please explain the nordic curl to me",
    "how many have i still got to do",
    "i've got twenty minutes and a pair of dumbbells",
    "what will the weather be like tomorrow",
)
"""Said exactly, said otherwise, and nothing to this coach."""


def part_cases(coach: Coach, folder: Path) -> Iterator[Case]:
    """Content, models, the console's ear, a store with its file in a folder, and the verified door."""
    yield Case("content read", load_content, "its files parsed", _parse_files)
    listening = coach.content.language_of(LOCALE).listening
    models, text = coach.models, json.dumps(coach.models[LOCALE])
    yield Case(
        "models built", partial(build_models, coach.content), "written as JSON", partial(json.dumps, models)
    )
    ear = partial(Recogniser, models[LOCALE], listening)
    yield Case("ear made", ear, "model read from JSON", partial(json.loads, text))
    yield _hearing_case(models[LOCALE], listening)
    yield _saving_case(coach, folder)
    yield _verified_case(coach)


def _parse_files() -> None:
    for path in CONTENT.rglob("*.toml"):
        tomllib.loads(path.read_text(encoding="utf-8"))


def _hearing_case(model: Json, listening: Listening) -> Case:
    recogniser = Recogniser(model, listening)
    intents = model["interactionModel"]["languageModel"]["intents"]
    samples = [sample for intent in intents for sample in intent["samples"]]

    def understand() -> None:
        for sentence in SENTENCES:
            recogniser.understand(sentence, date(2026, 1, 5))

    def closest() -> None:
        for sentence in SENTENCES:
            process.extractOne(sentence, samples, scorer=fuzz.ratio)

    return Case(f"{len(SENTENCES)} sentences heard", understand, "closest of all samples", closest)


def _saving_case(coach: Coach, folder: Path) -> Case:
    """One save of what is remembered during a class; both databases sync at every commit."""
    request = coach.last_request(CLASS)
    record = {"progress": json.loads(request["session"]["attributes"][ATTRIBUTE])["progress"]}
    speaker = TolerantSerializer().deserialize(json.dumps(request), RequestEnvelope)
    store, revisions = open_store(f"sqlite:///{folder / 'coach.sqlite3'}"), count()
    plain = sqlite3.connect(folder / "plain.sqlite3", isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("CREATE TABLE record AS SELECT '' AS text, 0 AS saves")

    def save() -> None:
        store.save_attributes(speaker, {**record, "revision": next(revisions)})

    def update() -> None:
        plain.execute("UPDATE record SET text = ?, saves = saves + 1", (json.dumps(record),))

    return Case("record saved in SQLite", save, "plain UPDATE", update)


def _verified_case(coach: Coach) -> Case:
    """A launch over the web application, with no network between."""
    body = envelope()
    headers = pki().headers(body) | {"Content-Type": "application/json"}
    verifier = ChainVerifier(fetch=lambda _: pki().chains["good"], roots=[pki().root])
    verified = create_app(coach.skill, verifier=verifier).test_client()
    unverified = create_app(coach.skill, verify=False).test_client()

    def post() -> None:
        assert verified.post("/alexa", data=body, headers=headers).status_code == 200

    def post_unverified() -> None:
        assert unverified.post("/alexa", data=body, headers=headers).status_code == 200

    return Case("launch over HTTP, verified", post, "not verified", post_unverified)
