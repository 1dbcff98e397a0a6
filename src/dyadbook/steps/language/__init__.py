"""The language of a sentence: its tokens, forms of words, verbs, clauses, nouns, quotations and words of saying."""
