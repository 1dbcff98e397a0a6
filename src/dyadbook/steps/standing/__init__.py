"""The parts of a standing: the forms of words, the parties, what undoes it, and how likely it is right."""
