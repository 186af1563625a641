"""Reads the files that hold in every language."""
