"""Exact arithmetic of the figures: percentages are whole-number divisions, never binary fractions."""

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from partytrack.core.errors import BadCount, TooManyDecimals
from partytrack.core.words import Word

Rounding: TypeAlias = Literal["half-up", "truncate"]
MOST_DECIMALS = 6


def percent(part: int | None, whole: int | None, decimals: int = 2, rounding: Rounding = "half-up") -> Decimal | None:
    """``part × 100 ÷ whole``, rounded half-up or truncated: 103/105 is 98.10 or 98.09.

    ``None`` when either is unknown or the whole is 0: no quota, no percentage.
    """
    return None if part is None or not whole else _divided(part * 100, whole, decimals, rounding)


def average(numbers: Collection[int], decimals: int = 2, rounding: Rounding = "half-up") -> Decimal | None:
    """The mean of numbers from 0 up, rounded as a percentage is; ``None`` of none."""
    return _divided(sum(numbers), len(numbers), decimals, rounding) if numbers else None


def median(numbers: Sequence[int]) -> Decimal | None:
    """The middle of some numbers, of an even count the exact half between the two; ``None`` of none."""
    if not numbers:
        return None
    ordered, half = sorted(numbers), len(numbers) // 2
    return Decimal(ordered[half] if len(numbers) % 2 else ordered[half - 1] + ordered[half]) / (2 - len(numbers) % 2)


def _divided(part: int, whole: int, decimals: int, rounding: Rounding) -> Decimal:
    scaled, rest = divmod(part * 10**decimals, whole)
    if rounding == "half-up" and 2 * rest >= whole:
        scaled += 1
    return Decimal(scaled).scaleb(-decimals)


def parse_count(what: str, text: str) -> int:
    """Read a whole number from 0 up, at most 8 digits; ``1o``, ``-3`` and ``1.5`` are refused.

    ``what`` is the key of the thing counted, under ``data/texts/words.toml``.
    """
    text = text.strip()
    if not re.fullmatch(r"[0-9]{1,8}", text):
        raise BadCount(Word("words", what), text)
    return int(text)


def parse_decimals(text: str) -> int:
    """Read how many decimals a percentage shows, 0 to 6."""
    decimals = parse_count("decimals", text)
    if decimals > MOST_DECIMALS:
        raise TooManyDecimals(text, MOST_DECIMALS)
    return decimals
