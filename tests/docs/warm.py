"""The program, started once and kept warm: each command of a document is a fork of it, with its own input, output and folder.

A document types a hundred commands; to start the interpreter and load the libraries for each costs more than what they do.
That the program starts by itself is shown by the tests of the commands.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOADED = (
    "sqlmodel", "openpyxl", "rich.table", "python_calamine", "rapidfuzz", "partytrack.cli.app", "partytrack.record.act",
    "partytrack.imports.importing",
)  # fmt: skip
_CLIENT = """#!{python} -IS
import json, os, socket, sys
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
    line.connect({address!r})
    told = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
    socket.send_fds(line, [told], [0, 1, 2])
    code = line.recv(16)
sys.exit(int(code or b"1"))
"""


@contextmanager
def warm() -> Iterator[Path]:
    """A folder with a ``partytrack`` that asks the warm program; nothing in it where the system cannot fork."""
    with tempfile.TemporaryDirectory() as name:
        folder, address = Path(name), f"{name}/line"
        if not hasattr(os, "fork"):
            yield folder
            return
        command = folder / "partytrack"
        command.write_text(_CLIENT.format(python=sys.executable, address=address), encoding="utf-8")
        command.chmod(0o700)
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PARTYTRACK_", "COV"))}
        with subprocess.Popen(
            [sys.executable, __file__, address], stdout=subprocess.PIPE, env=environment
        ) as program:  # fmt: skip
            try:
                assert program.stdout is not None
                program.stdout.readline()  # it listens
                yield folder
            finally:
                program.kill()


def serve(address: str) -> None:
    """Load what the commands need, then fork for each that is asked for."""
    for module in LOADED:
        __import__(module)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
        door.bind(address)
        door.listen()
        print("listening", flush=True)
        while True:
            line, _ = door.accept()
            told, streams, *_ = socket.recv_fds(line, 1 << 20, 3)
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                obey(line, *json.loads(told), streams)
            line.close()
            for stream in streams:
                os.close(stream)


def obey(
    line: socket.socket, arguments: list[str], folder: str, environment: dict[str, str], streams: list[int]
) -> None:
    """Be the command: its streams, folder, environment and arguments; tell the exit code and end."""
    from partytrack.cli.app import run  # noqa: PLC0415  # loaded already

    for number, name, stream in zip(range(3), ("stdin", "stdout", "stderr"), streams, strict=True):
        os.dup2(stream, number)
        # those of the warm program are tied to what it was started with
        setattr(sys, name, open(number, "w" if number else "r", 1, encoding="utf-8", closefd=False))  # noqa: SIM115
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["partytrack", *arguments]
    code = 1
    try:
        run()
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else int(done.code is not None)
    except BaseException:  # noqa: BLE001  # told where the command would tell it
        traceback.print_exc()
    finally:
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        line.send(str(code).encode())
        os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1])
