"""What each turn came to: one line a turn, and figures. No words said, no ids of people, nothing of a record."""
