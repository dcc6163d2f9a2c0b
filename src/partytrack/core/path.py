"""A unit's path in the organisation: the keys of the units from the root down, each written in a fixed width.

Fixed width makes the units under X one bytewise range: from X's path up to X's path followed by ``~``.
"""

WIDTH = 5
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encoded(unit_id: int) -> str:
    """A unit's key as a path holds it: in base 36, five places, room for 60 million units."""
    text = ""
    while unit_id:
        unit_id, digit = divmod(unit_id, 36)
        text = _DIGITS[digit] + text
    return text.rjust(WIDTH, "0")


def unit_of(path: str) -> int:
    """The key of the unit that a path leads to."""
    return int(path[-WIDTH:], 36)


def paths_on(path: str) -> list[str]:
    """The paths from the root down to a path's own, which is the last."""
    return [path[:end] for end in range(WIDTH, len(path) + 1, WIDTH)]


def units_on(path: str) -> list[int]:
    """The keys of the units from the root down to a path's own, which is the last."""
    return [unit_of(above) for above in paths_on(path)]
