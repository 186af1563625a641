"""Into a class, and out of it."""
