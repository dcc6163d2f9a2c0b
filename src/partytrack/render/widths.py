"""How wide the columns of a table stand: numbers are never cut, labels fold before names do."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

_NARROWEST_TEXT = 12  # a narrower name column breaks most Vietnamese names


@dataclass(frozen=True)
class Size:
    """One column: its natural width, its width with a folded label, and the least that keeps it readable."""

    natural: int
    folded: int
    least: int


def measure(label: str, texts: Iterable[str], folds: bool, length: Callable[[str], int] = len) -> Size:
    """The widths that a column can take; only a column that ``folds`` may break its cells over lines."""
    word = max((length(word) for word in label.split()), default=1)
    body = max((length(text) for text in texts), default=1)
    folded = max(word, body)
    least = min(folded, max(word, _NARROWEST_TEXT)) if folds else folded
    return Size(max(length(label), body), folded, least)


def fit(sizes: Sequence[Size], available: int) -> list[int]:
    """Widths that add up to ``available`` where possible, never below the least of any column."""
    widths = [size.natural for size in sizes]
    excess = sum(widths) - available
    excess = _shrink(widths, [size.folded for size in sizes], excess)
    _shrink(widths, [size.least for size in sizes], excess)
    return widths


def _shrink(widths: list[int], floors: Sequence[int], excess: int) -> int:
    """Take from the widest column that can still give, one step at a time; hand back what is left over."""
    while excess > 0:
        givers = [index for index, width in enumerate(widths) if width > floors[index]]
        if not givers:
            break
        widths[max(givers, key=widths.__getitem__)] -= 1
        excess -= 1
    return excess
