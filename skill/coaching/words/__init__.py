"""What the coach means to say: phrases, their keys, and the names of things."""
