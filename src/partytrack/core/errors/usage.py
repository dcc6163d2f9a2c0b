"""Options that do not fit together."""

from partytrack.core.errors.base import Misused


class DocumentNeeded(Misused):
    """A quota names its decision by --on and --document, or is --assumed."""


class ReportUnknown(Misused):
    """No report has this name."""

    name: str
    known: tuple[str, ...]
