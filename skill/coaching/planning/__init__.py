"""What to do today: what may be done yet, whether to train, which exercises, and how much of each."""
