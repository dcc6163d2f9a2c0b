"""How ``partytrack import`` ends: recorded, rehearsed, the same, refused; each sentence pinned in both languages."""

import shlex

import pytest

from list_days import LIST_DAYS, LISTS


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_list_from_its_dry_run_to_the_record(run, ward, lang, tmp_path):
    """A dry run, the record, the same again, and a row that is refused: each tells in one sentence what came of it."""
    for name, lines in LISTS.items():
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    for line, code, *said in LIST_DAYS:
        done = run(*shlex.split(line), db=ward, lang=lang)
        assert (line, done.code, done.err.splitlines()[-1]) == (line, code, said[lang == "en"])
