"""Reads one language: what the coach says in it, and what people say."""
