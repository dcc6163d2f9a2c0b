"""The law cases: every row of the tables beside this file, judged by the law of its day."""

import pytest
from law_tables import NOTHING, answers, read_case, read_tables

ROWS = list(read_tables())


@pytest.mark.parametrize("row", [row for _, row in ROWS], ids=[f"{file} {row['mã']}" for file, row in ROWS])
def test_a_case_is_judged_as_the_table_says(row):
    """The same findings, days and articles, none more and none less."""
    law_case = read_case(row)
    expected = [] if law_case.expected == [NOTHING] else law_case.expected
    found = answers(law_case)
    assert found == (sorted(expected) if law_case.asked == "bước" else expected), row["tình huống"]
