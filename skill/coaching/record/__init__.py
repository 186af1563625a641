"""What is remembered of a runner, and what is worked out from it."""
