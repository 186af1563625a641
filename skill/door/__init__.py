"""The HTTP service: who is let in at the signed door, how it runs and ends, and how it tells its health."""
