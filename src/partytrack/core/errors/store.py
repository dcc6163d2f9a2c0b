"""The store and the disk."""

from partytrack.core.errors.base import StoreFault


class StoreMissing(StoreFault):
    """No store lies at the path."""

    path: str


class StoreEmpty(StoreFault):
    """The store has no root committee yet."""


class StoreForeign(StoreFault):
    """The file is not a store of this program."""

    path: str


class StoreNewer(StoreFault):
    """A newer version of the program wrote the store."""

    path: str
    schema: str


class StoreOlder(StoreFault):
    """An older version of the program wrote the store, and it could not be upgraded where it lies."""

    path: str
    schema: str


class StoreStale(StoreFault):
    """The standing of cases rests on another law or other days off than hold now, and could not be derived anew."""

    path: str


class StoreLocked(StoreFault):
    """Another program holds the store."""

    path: str


class StoreFull(StoreFault):
    """No room is left on the disk."""

    path: str


class StoreUnreadable(StoreFault):
    """The store cannot be read or written for a reason of the system."""

    path: str
    reason: str


class StoreKindUnknown(StoreFault):
    """A database address that this version does not serve."""

    url: str
