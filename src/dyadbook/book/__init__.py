"""Keep readings: the tables on disk, what is derived from them, and the questions that they answer.

Level 4. `store` writes and reads the tables, `index` is made from them, `book` ties both; `merge` and its neighbours
decide over records and touch no disk.
"""
