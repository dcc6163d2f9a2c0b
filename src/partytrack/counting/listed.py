"""Named binds for statements that ask for any of several values."""

import re
from collections.abc import Iterable


def listed(statement: str, /, **lists: Iterable[str | int]) -> tuple[str, dict[str, object]]:
    """The statement with a place for each value of a list in place of its name (``IN (:ends)``), and what goes there."""
    binds: dict[str, object] = {}
    for name, values in lists.items():
        places = {f"{name}_{place}": value for place, value in enumerate(values)}
        statement = re.sub(rf":{name}\b", ", ".join(f":{place}" for place in places), statement)
        binds |= places
    return statement, binds
