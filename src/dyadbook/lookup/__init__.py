"""Return what single words mean, outside of an article: who, when, where.

Level 3. Each module answers rows one by one (`asked`); nothing is guessed that an article would have to tell. Whoever
asks for a party alone (`lookup.party`) imports no other.
"""
