"""Which texts share text, which tell one event in other words, and where.

``articles`` matches a pile of articles for the stories they tell; ``reuse`` finds every shared passage in any number of
texts, on arrays. Both are imported from their modules, so that each costs nothing where the other is used.
"""
