"""Talking to the skill with no account: a virtual device behind a terminal and a page in the browser."""
