"""The template for a list as a plain value: which columns, which rows it is filled with, what its drop-down lists offer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from partytrack.core.layout import Field
from partytrack.core.report import Unit
from partytrack.core.sent import Sent


@dataclass(frozen=True)
class Template:
    """A template for a unit.

    ``numbers``: the masked national number of the rows, by their keys. ``offers``: the codes that drop-down lists
    of units and of people offer, by the kind of column. ``names``: how the people that cells name by code are written.
    """

    unit: Unit
    columns: Sequence[Field]
    sent: Sent
    numbers: Mapping[str, str]
    offers: Mapping[str, Sequence[str]]
    names: Mapping[str, str]
