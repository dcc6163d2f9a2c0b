"""Units and mentors named by name: the one meant, and nobody whose name only looks like it without its marks."""

import pytest

from partytrack.core.errors import UnitSeveral, UnitUnknown
from partytrack.imports.importing import Asked, import_list, open_list
from partytrack.imports.naming import unit_namer
from partytrack.record.people import NewPerson, add_member
from partytrack.record.units import rename_unit
from partytrack.store.connection import connect, runner


@pytest.fixture
def named(desk):
    """The code of a unit by its name, in a ward whose cells are called Hòa, Hà and Hạ."""
    for code, name in (("TG-01", "Chi bộ Hòa"), ("TG-02", "Chi bộ Hà"), ("TG-03", "Chi bộ Hạ")):
        rename_unit(desk, code, name, on=desk.today, document=None)
    return unit_namer(runner(connect(desk.store, read_only=True)), desk.today)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tg-01", "TG-01"), ("Chi bộ Hòa", "TG-01"), ("CHI BỘ HOÀ", "TG-01"), ("chi bo hoa", "TG-01"),
        ("Chi bộ Hóa", UnitUnknown), ("Chi bộ Hà", "TG-02"), ("Chi  bộ HẠ", "TG-03"), ("Chi bo Ha", UnitSeveral),
    ],
)  # fmt: skip
def test_a_unit_is_named_by_the_name_it_bears(named, text, code):
    """Case and the style of tone placement do not matter; other marks are another name."""
    if isinstance(code, str):
        assert named(text) == code
    else:
        with pytest.raises(code):
            named(text)


@pytest.mark.parametrize(
    ("mentor", "finding"),
    [
        ("Phan Thanh Quyền", None), ("PHAN THANH QUYỀN", None), ("Phan Thanh Quyen", None),
        ("Phan Thanh Quyến", "member_unnamed"),
    ],
)  # fmt: skip
def test_a_mentor_is_no_one_whose_name_has_other_marks(desk, tmp_path, mentor, finding):
    """Quyến is not Quyền, even where nobody else could be meant."""
    add_member(desk, NewPerson("Phan Thanh Quyền"), "TG-01")
    path = tmp_path / "ds.csv"
    path.write_text(
        f"name;born;cell;source;source_listed;mentor;mentor_assigned\nLê An;1999;TG-01;student;1/3/2022;{mentor};1/4/2022"
    )
    (line,) = import_list(desk, open_list(Asked("candidates", path))).incoming.lines
    assert [remark.code for remark in line.remarks if remark.refuses] == ([finding] if finding else [])
