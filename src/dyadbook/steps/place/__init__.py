"""The parts of a place: the words that may name one, whether they do, and which."""
