"""Processes that are killed at a statement: ``python killed.py LAYOUT FILE SEED SPARE STORE …``; ``undo`` in place of a layout.

The list is imported into each store, or the newest act taken back, by a process of its own, forked from this one after
everything was loaded. The first runs to its end and counts the statements that SQLite begins. Each of the others kills
itself when one is begun: the first and the last, which commits, and seeded ones between them. A line each tells at which.
"""

import os
import random
import signal
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from partytrack.imports import candidates, members
from partytrack.imports.importing import Asked, import_list, open_list
from partytrack.record.act import Desk
from partytrack.record.undo import undo
from partytrack.store import connection, engine

LAYOUTS = (candidates, members)  # loaded once for all processes
TODAY, NOW = date(2022, 4, 26), datetime(2022, 4, 26, 8, 30, tzinfo=UTC)


def work(what, file, store, number, told):
    """Do the act, counting its statements, and die at the one of the number."""
    begun = 0

    def count(_statement):
        nonlocal begun
        begun += 1
        if begun == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect(*args, **rest):
        opened = connection.connect(*args, **rest)
        opened.set_trace_callback(count)
        return opened

    engine.connect = connect
    desk = Desk(Path(store), "secretary", TODAY, NOW)
    if what == "undo":
        undo(desk)
    else:
        import_list(desk, open_list(Asked(what, Path(file))))
    os.write(told, str(begun).encode())


def fork(what, file, store, number):
    """Let a process of its own do the act: whether it was killed, else how many statements it began."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        try:
            work(what, file, store, number, writes)
        finally:
            os._exit(0)
    os.close(writes)
    _, status = os.waitpid(child, 0)
    begun = os.read(reads, 20)
    os.close(reads)
    return "killed" if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL else int(begun or 0)


def main():
    """Fork, wait, and tell."""
    what, file, seed, spare, *stores = sys.argv[1:]
    whole = fork(what, file, spare, 0)
    others = sorted(random.Random(int(seed)).sample(range(2, whole), len(stores) - 2))
    for store, number in zip(stores, [1, *others, whole], strict=True):
        sys.stdout.write(f"{number} of {whole}: {fork(what, file, store, number)}\n")


main()
