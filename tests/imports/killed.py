"""A process that is killed at a statement: ``python killed.py LAYOUT FILE STORE NUMBER [STORE NUMBER …]``.

Each store is changed by a process of its own, forked from this one after everything was loaded, which kills itself when
SQLite begins the statement of that number. ``undo`` as the layout takes the newest act back instead. For each the number
of statements that were begun is printed, and whether the process was killed.
"""

import os
import signal
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from partytrack.imports import candidates, members
from partytrack.imports.importing import Asked, import_list, open_list
from partytrack.record.act import Desk
from partytrack.record.undo import undo
from partytrack.store import connection, engine

assert candidates
assert members
NOW = datetime(2022, 4, 26, 8, 30, tzinfo=UTC)


def work(what, file, store, number, told):
    """Do the act, counting its statements, and die at the one of the number."""
    begun = 0

    def count(_statement):
        nonlocal begun
        begun += 1
        if begun == number:
            os.write(told, str(begun).encode())
            os.kill(os.getpid(), signal.SIGKILL)

    def connect(*args, **rest):
        opened = connection.connect(*args, **rest)
        opened.set_trace_callback(count)
        return opened

    engine.connect = connect
    desk = Desk(Path(store), "secretary", date(2022, 4, 26), NOW)
    if what == "undo":
        undo(desk)
    else:
        import_list(desk, open_list(Asked(what, Path(file))))
    os.write(told, str(begun).encode())


def main():
    """Fork, wait, and tell."""
    what, file, *stores = sys.argv[1:]
    for store, number in zip(stores[::2], map(int, stores[1::2]), strict=True):
        reads, writes = os.pipe()
        child = os.fork()
        if not child:
            work(what, file, store, number, writes)
            os._exit(0)
        os.close(writes)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        begun = int(os.read(reads, 20) or 0)
        os.close(reads)
        sys.stdout.write(f"{begun} {'killed' if killed else os.waitstatus_to_exitcode(status)}\n")


main()
