"""The samples under ``reports/samples``: every report on the demo's ward, as text in both languages, as JSON and CSV.

``python tests/reports/samples.py`` writes them anew; what changed is then read in the diff.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from partytrack.core.period import parse_period
from partytrack.core.texts import LANGS, Texts
from partytrack.record.act import Desk
from partytrack.record.demo import TODAY, build
from partytrack.render import csv, json, text
from partytrack.reports import Params, names, spec
from partytrack.store.connection import reading
from partytrack.store.creation import new_store

FOLDER = Path(__file__).parents[2] / "reports" / "samples"
PERIOD = "2019..2021"
EXPLAINED = "quota-explain"


def samples(store):
    """Every sample by the name of its file, from the demo's store."""
    found = {}
    with reading(store) as run:
        for name in (*names(), EXPLAINED):
            for lang in LANGS:
                say = Texts(lang)
                params = Params(None, parse_period(PERIOD, TODAY), TODAY, explain=name == EXPLAINED)
                report = spec(name.removesuffix("-explain")).build(run, params, say)
                found[f"{name}.{lang}.txt"] = text.render(report, say)
                if lang == "en":
                    found[f"{name}.json"] = json.render(report)
                    found[f"{name}.csv"] = csv.render(report, say)
    return found


def main():
    """Write every sample, and take away those that no report makes any more."""
    with TemporaryDirectory() as folder:
        store = Path(folder) / "demo.db"
        with new_store(store) as draft:
            build(Desk(draft, "demo", TODAY, datetime(2022, 4, 26, tzinfo=UTC)))
        found = samples(store)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for left in FOLDER.iterdir():
        if left.name not in found and left.suffix != ".md":  # those are written by tests/docs/console.py
            left.unlink()
    for name, content in found.items():
        (FOLDER / name).write_bytes(content.encode())
    sys.stderr.write(f"{len(found)} samples in {FOLDER}\n")


if __name__ == "__main__":
    main()
