"""The families of failures, and what they share."""

from typing import Any, dataclass_transform


@dataclass_transform()
class PartytrackError(Exception):
    """Any failure that the program expects and can explain.

    A subclass declares its facts as annotations and takes them in that order. (Sixty real
    dataclasses would cost every command 8 ms at its start; nothing of a dataclass but this is used.)
    """

    def __init__(self, *facts: Any) -> None:
        super().__init__(*facts)
        for name, fact in zip(type(self).__annotations__, facts, strict=True):
            setattr(self, name, fact)

    def facts(self) -> dict[str, object]:
        """The values that the sentence of this failure names."""
        return {name: getattr(self, name) for name in type(self).__annotations__}


class Refused(PartytrackError):
    """A rule, a conflict or a duplicate: the request was understood and is not done."""


class NotFound(PartytrackError):
    """A code or a file that does not exist."""


class BadData(PartytrackError):
    """A value that does not parse or is out of range."""


class Misused(PartytrackError):
    """Options that do not fit together."""


class StoreFault(PartytrackError):
    """The store or the disk does not serve."""
