"""Whom words name: phrases, persons, offices, bodies, pronouns, and what the article has told of them before."""
