"""The test command: style, types, import rules, then the tests with their coverage; stops at the first failure.

Where ``PARTYTRACK_CHECK`` is ``quick`` the coverage is not measured, which takes a third of the time.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
COVERAGE = [] if os.environ.get("PARTYTRACK_CHECK") == "quick" else ["--cov", "--cov-report=term:skip-covered"]
STEPS = (
    ("style", ["-m", "ruff", "check", "--quiet", "src", "tests"]),
    ("format", ["-m", "ruff", "format", "--check", "--quiet", "src", "tests"]),
    ("types", ["-m", "mypy"]),
    ("imports", ["-c", "from importlinter.cli import lint_imports_command as run; run()"]),
    ("tests", ["-m", "pytest", *COVERAGE, *sys.argv[1:]]),
)


def main() -> int:
    """Run every step in turn and hand back the exit code of the first that fails."""
    # tests start the program hundreds of times: without its compiled bytecode that takes twice as long
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    for name, command in STEPS:
        print(f"--- {name}", flush=True)
        code = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
