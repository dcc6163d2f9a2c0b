"""How long the commands take to start, against the imports they cannot do without: ``python tests/bench/start.py [ROUNDS]``.

Whole processes on the demo store, interleaved so that a slow moment of the machine hits all alike; the
median of at least 11 rounds. Compiled bytecode is taken for granted, as every installation has it.
"""

import compileall
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

LEAST_ROUNDS = 11
REPORT = ("-m", "partytrack", "report", "quota", "--period", "2019..2021")
RUNS = {
    "import typer": ("-c", "import typer"),
    "import typer, sqlite3": ("-c", "import typer, sqlite3"),
    "report --format json": (*REPORT, "--format", "json"),
    "report --format text": REPORT,
    "--help": ("-m", "partytrack", "--help"),
}
LIMITS = (
    ("report --format json", "import typer, sqlite3", 1.6),
    ("report --format text", "import typer, sqlite3", 2.0),
    ("--help", "import typer", 1.5),
)


def main() -> int:
    """Print the table; 1 when a command is slower than its limit."""
    compileall.compile_dir(Path(__file__).parents[2] / "src", quiet=1)
    rounds = max(LEAST_ROUNDS, int(sys.argv[1]) if len(sys.argv) > 1 else 21)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {name: [] for name in RUNS}
    with tempfile.TemporaryDirectory() as folder:
        environment["PARTYTRACK_DB"] = f"{folder}/demo.db"
        run(("-m", "partytrack", "demo"), folder, environment)
        for number in range(rounds + 1):
            for name, args in RUNS.items():
                taken = run(args, folder, environment)
                if number:  # the first round warms the disk
                    times[name].append(taken)
    return table({name: median(taken) for name, taken in times.items()}, rounds)


def run(args: tuple[str, ...], folder: str, environment: dict[str, str]) -> float:
    """The seconds that a whole process takes."""
    begun = perf_counter()
    subprocess.run([sys.executable, *args], cwd=folder, env=environment, capture_output=True, check=True)
    return perf_counter() - begun


def table(medians: dict[str, float], rounds: int) -> int:
    """Print the medians and the ratios with their limits."""
    print(f"median of {rounds} interleaved rounds, Python {sys.version.split()[0]}")
    for name, taken in medians.items():
        print(f"{taken * 1000:8.1f} ms  {name}")
    print(f"\n{'ratio':>6} {'limit':>6}")
    slow = 0
    for name, base, limit in LIMITS:
        ratio = medians[name] / medians[base]
        slow += ratio > limit
        print(f"{ratio:6.2f} {limit:6.2f}  {name} / {base}{'  TOO SLOW' if ratio > limit else ''}")
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
