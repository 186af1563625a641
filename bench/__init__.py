"""How quick the coach is, as ratios to something plain that is timed in turn with it: `python -m bench`."""
