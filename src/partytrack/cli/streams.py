"""The two streams of a process: the data on stdout, the messages on stderr, in UTF-8 on any console."""

import os
import sys
from io import BufferedWriter, RawIOBase, TextIOWrapper
from pathlib import Path
from typing import TextIO


def open_streams() -> None:
    """Make both streams fit for any text: a console in an old code page must not stop a report half-way."""
    for name in ("stdout", "stderr"):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:  # closed by the caller, who wants none of it
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # for the whole run
        elif isinstance(stream.buffer, RawIOBase):
            # PYTHONUNBUFFERED: such a stream writes what a full disk takes and says nothing of the rest
            whole = BufferedWriter(stream.detach())  # type: ignore[attr-defined]  # a text stream
            setattr(sys, name, TextIOWrapper(whole, encoding="utf-8", errors="replace"))
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[attr-defined]  # as above


def put(text: str) -> None:
    """Write data; what cannot be written fails here and not at the end of the process."""
    sys.stdout.write(text)
    sys.stdout.flush()


def warn(text: str) -> None:
    """Write a message; nobody is left to be told when that fails."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        abandon(sys.stderr)


def abandon(stream: TextIO) -> None:
    """Let what a stream still holds go nowhere: its other end is closed or full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
