"""Files that the program writes for its user: whole or not at all, readable by their owner only."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from partytrack.core.errors import FileExists, FileOpen, StoreFull, StoreUnreadable
from partytrack.store.connection import DISK_FULL

Fill = Callable[[IO[bytes]], object]


def write_file(target: Path, fill: Fill, *, force: bool) -> None:
    """Write a file, making its folder where there is none; one that exists stays unless ``force`` says otherwise.

    A device or a pipe is written to, never replaced; a link stays a link to what it names.
    """
    check_free(target, force=force)
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                fill(stream)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target.resolve(), fill)
    except PermissionError:
        raise FileOpen(str(target)) from None
    except OSError as error:
        full = error.errno in DISK_FULL
        raise (StoreFull(str(target)) if full else StoreUnreadable(str(target), str(error.strerror))) from error


def check_free(target: Path, *, force: bool) -> None:
    """Refuse a place where something is, unless ``force`` says that it may go."""
    try:
        taken = target.exists()
    except OSError as error:  # such as a name that is too long, or a folder that is not for everybody
        raise StoreUnreadable(str(target), str(error.strerror)) from error
    if taken and not force:
        raise FileExists(str(target))


def _replace(target: Path, fill: Fill) -> None:
    """Write a draft beside the file, safe on the disk, and put it in the file's place in one move."""
    from tempfile import NamedTemporaryFile  # noqa: PLC0415  # only files need it

    with NamedTemporaryFile(dir=target.parent, prefix=".draft-", delete=False) as draft:
        try:
            fill(draft.file)
            draft.flush()
            os.fsync(draft.fileno())
            draft.close()
            Path(draft.name).replace(target)
        except BaseException:
            with suppress(OSError):  # what a full disk did not take is tried again on closing
                draft.close()
            Path(draft.name).unlink(missing_ok=True)
            raise
