"""National numbers as they are shown: masked but for the last three digits, unless they are asked for with a reason."""

MASK = "•"
"""Stands in the place of each digit that is not shown; no number holds it."""
_SHOWN = 3


def masked(number: str) -> str:
    """The number with its last three digits only: enough to tell two people apart, not enough to use it.

    What is no digit stays, so that whoever typed ``O`` for ``0`` sees it.
    """
    return "".join(MASK if char.isdigit() else char for char in number[:-_SHOWN]) + number[-_SHOWN:]
