"""Repeatable measurements with a corpus of our own; never part of the tests."""
