"""What holds in every language: exercises, and the classes, courses and warm-ups made of them."""
