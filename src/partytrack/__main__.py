"""The way in: ``partytrack`` and ``python -m partytrack``."""

import gc

# Collecting garbage while modules load is a third of the start; what is loaded stays for the whole run.
gc.disable()


def main() -> None:
    """Run the command line and end with its exit code."""
    from partytrack.cli.app import run  # noqa: PLC0415  # loaded after the collector is off

    gc.freeze()
    gc.set_threshold(50_000)  # a command makes little garbage, and more modules load on the way
    gc.enable()
    run()


if __name__ == "__main__":
    main()
