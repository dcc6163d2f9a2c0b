"""Templates that come back filled in."""

from datetime import date

from partytrack.core.errors.base import BadData, Refused


class OtherStore(Refused):
    """A template that was made from another store: its codes mean other records there."""

    file: str
    unit: str
    made_on: date


class OtherLayout(Refused):
    """A template of one layout that is read as another."""

    file: str
    layout: str
    asked: str


class TemplateDamaged(BadData):
    """The hidden sheet of a template is not as it was sent, or belongs to another file."""

    file: str


class RowScrambled(BadData):
    """A row of a template whose hidden key names another record than its code: its cells were sorted or moved apart."""

    row: int
    key: str
    code: str
