"""A class as it will be held, and its turns as cues, to the millisecond."""
