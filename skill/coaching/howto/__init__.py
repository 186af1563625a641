"""An exercise step by step, and questions on the way."""
