"""How figures are counted: facts by SQL, meaning by pure functions; every report counts through here.

The rules are those of the contract's "What the figures mean"; the numbers in docstrings (F5, F9 …)
are its points.
"""
