"""Expressions of time: the rules that find them, and the days that they stand for."""
