"""Turns cues into speech: the phrasebook makes the sentences, SSML carries them within the platform's limits."""
