"""Teaches the ear what the samples of a model mean, and what is nobody's business: done by `make model`."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from skill.console.ear.meaning import FALLBACK, SCALE, encoder, mark_of
from skill.content.listening import Listening

SEED = 1
BATCH = 64
STIFFNESS = 20.0
"""How freely the classifier follows the samples (the inverse of its regularisation); of 1 to 100 the best on
tests/understanding/tuning.toml."""
ROUNDS = 150
NEIGHBOURS = 8
"""Points that stand for the samples of an intent when it is asked how near a sentence is to any."""
VALUES = {
    "AMAZON.NUMBER": ("five", "ten", "twelve", "3"),
    "AMAZON.DURATION": ("ten minutes", "thirty seconds", "a minute", "15 minutes"),
    "AMAZON.DATE": ("today", "on sunday", "tomorrow"),
    "AMAZON.TIME": ("nine a m", "seven thirty", "6 pm"),
}
"""What is said for the slots whose values are Amazon's."""

_SLOT = re.compile(r"\{(\w+)\}")


def train(model: dict[str, Any], listening: Listening, file: Path) -> None:
    """Learn from the samples of a model, Amazon's own and sentences off topic, and write down what was learned."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    standard = ((intent, sentence) for intent, samples in listening.standard.items() for sentence in samples)
    said = [*_said(model), *standard, *((FALLBACK, sentence) for sentence in listening.off_topic)]
    vectors = _vectors([sentence for _, sentence in said])
    intents = np.array([intent for intent, _ in said])
    of_all = LogisticRegression(C=STIFFNESS, max_iter=ROUNDS, class_weight="balanced").fit(vectors, intents)
    gate = LogisticRegression(C=STIFFNESS, max_iter=ROUNDS, class_weight="balanced")
    gate.fit(vectors, intents != FALLBACK)
    np.savez_compressed(
        file,
        mark=np.array(mark_of(model, listening)),
        intents=of_all.classes_,
        slopes=of_all.coef_.astype(np.float16),
        offsets=of_all.intercept_.astype(np.float32),
        gate=np.append(gate.coef_[0], gate.intercept_).astype(np.float32),
        known=(_neighbours(vectors, intents) * SCALE).round().astype(np.int8),
    )


def _said(model: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each sample with its intent, values in its slots."""
    language, chance = model["interactionModel"]["languageModel"], Random(SEED)  # noqa: S311  which value is said for a slot
    values = {type_["name"]: tuple(_spoken(type_)) for type_ in language["types"]} | VALUES
    for intent in language["intents"]:
        types = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for sample in intent["samples"]:
            yield intent["name"], _SLOT.sub(lambda name: chance.choice(values[types[name[1]]]), sample)  # noqa: B023


def _spoken(type_: dict[str, Any]) -> Iterator[str]:
    for value in type_["values"]:
        yield value["name"]["value"]
        yield from value["name"].get("synonyms", ())


def _vectors(sentences: list[str]) -> Any:
    """The sentences as vectors; those of a length together, which are read fastest."""
    import numpy as np

    order = np.argsort([len(sentence) for sentence in sentences], kind="stable")
    batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    found = np.concatenate([encoder().encode([sentences[index] for index in batch]) for batch in batches])
    vectors = np.empty_like(found)
    vectors[order] = found
    return vectors


def _neighbours(vectors: Any, intents: Any) -> Any:
    """A few points for each intent, in the middle of samples that are alike."""
    import numpy as np
    from sklearn.cluster import KMeans

    centres = []
    for intent in np.unique(intents[intents != FALLBACK]):
        mine = vectors[intents == intent]
        few = KMeans(min(NEIGHBOURS, len(mine)), n_init=1, max_iter=20, random_state=SEED)
        centres.append(few.fit(mine).cluster_centers_)
    found = np.concatenate(centres)
    return found / np.linalg.norm(found, axis=1, keepdims=True)
