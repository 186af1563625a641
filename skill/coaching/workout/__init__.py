"""A class under way: going on, steering it, logging sets, saying where the runner is."""
