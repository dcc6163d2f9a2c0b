"""The samples in the repository are what the reports make today."""

import json

import pytest
from samples import FOLDER, samples

from partytrack.core.texts import LANGS
from partytrack.reports import names

FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".md")


@pytest.fixture(scope="module")
def made(demo):
    """The samples as the program makes them now."""
    return samples(demo)


def test_there_is_a_sample_of_every_report_in_every_format(made):
    """Each report has its text in both languages, its JSON and its CSV, and no other file lies among them."""
    kinds = [*(f"{lang}.txt" for lang in LANGS), "json", "csv"]
    reports = [*names(), "quota-explain"]
    assert set(FILES) == {f"{name}.{kind}" for name in reports for kind in kinds}
    assert set(made) == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_sample_is_what_the_report_makes(made, name):
    """Byte for byte; after a wanted change ``python tests/reports/samples.py`` writes them anew."""
    assert made[name] == (FOLDER / name).read_bytes().decode()


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".json")])
def test_every_column_of_a_table_has_a_key_of_its_own(made, name):
    """A script reads a row by its keys: two columns under one key would hide one of the two."""
    for table in json.loads(made[name])["tables"]:
        keys = [column["key"] for column in table["columns"]]
        assert sorted(keys) == sorted(set(keys))
