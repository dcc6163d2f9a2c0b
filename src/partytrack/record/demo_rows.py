"""The CSV files of the demo, read row by row."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

from partytrack.core.data import data_folder

Row: TypeAlias = Mapping[str, str]


def rows(folder: str, name: str) -> Iterator[Row]:
    """The rows of a file of the demo's data, by column."""
    with (data_folder() / folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def day(text: str | None) -> date | None:
    """A day of the files, or none where the field is empty."""
    return date.fromisoformat(text) if text else None
