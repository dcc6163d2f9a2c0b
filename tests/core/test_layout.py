"""The columns of the lists that come in: which there are, and by which headers they are known."""

import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

from partytrack.core.data import read_toml
from partytrack.core.errors import CodeUnknown, DataUnsound
from partytrack.core.layout import check_layout, header_key, layout, layouts, readings_of, told
from partytrack.core.texts import LANGS, Texts
from partytrack.core.words import Word

DATA = Path(__file__).parents[2] / "data"
LAYOUTS = ("units", "members", "candidates", "quotas", "tallies")
KINDS = {
    "key", "name", "text", "unit", "member", "code", "day", "partial_day", "count", "amount", "span", "number12", "flag",
}  # fmt: skip
REQUIRED = {
    "units": ["code", "name", "kind"],
    "members": ["name", "unit"],
    "candidates": ["name", "cell", "source"],
    "quotas": ["unit", "years", "amount"],
    "tallies": ["unit", "year", "count", "document"],
}
OWN_FACT = {
    "facts.toml": '[star]\nvi = "sao"\nen = "star"\nsource = "12-HD"\nvalues = "stars"\nfor_life = false\n',
    "codes/stars.toml": '[red]\nvi = "đỏ"\nen = "red"\nsource = "12-HD"\n',
    "texts/words.toml": '[stars]\nvi = "các loại sao"\nen = "star"\n',
}


def field_of(header, name):
    """The column of a layout that a header names."""
    keys = set(readings_of(header))
    return next((key for key, field in layout(name).items() if field.headers & keys), None)


# --- the data ---


def test_there_is_a_layout_for_each_list_that_comes_in():
    """The contract names five."""
    assert set(layouts()) == set(LAYOUTS)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_holds_together(name):
    """Each column has its terms, a kind that cells are read by, values and steps that there are; no two share a header."""
    fields = layout(name)
    assert {field.kind for field in fields.values()} <= KINDS
    assert [key for key, field in fields.items() if field.required] == REQUIRED[name]
    assert all(fields[key].template for key in REQUIRED[name])
    headers = [header for field in fields.values() for header in field.headers]
    assert len(headers) == len(set(headers))
    assert "" not in headers
    for lang in LANGS:
        labels = [field.label(lang) for field in fields.values()]
        assert len(labels) == len(set(labels))
    for field in fields.values():
        assert (field.kind == "code") is bool(field.values)
        assert not field.step or field.step in read_toml("lifecycle")
        assert header_key(field.exported) in field.headers


@pytest.mark.parametrize(
    "path", [*(DATA / "layouts").glob("*.toml"), DATA / "headers.toml"], ids=lambda path: path.stem
)
def test_a_layout_file_is_plain_text_in_one_spelling(path):
    """Files are UTF-8 in composed letters, in one spelling, and say at their head what they are for."""
    raw = path.read_bytes()
    text = raw.decode()
    assert raw.startswith(b"# ")
    assert b"\r" not in raw
    assert text == unicodedata.normalize("NFC", text)
    assert not re.findall(r"\b(?:uỷ|hoà|xoá|huỷ|khoẻ)\b", text.lower())


@pytest.mark.parametrize("name", ["members", "candidates"])
def test_every_fact_has_its_column(name):
    """Lists of people have a column for each fact, under its own term and with its own values."""
    facts = tomllib.loads((DATA / "facts.toml").read_text(encoding="utf-8"))
    fields = layout(name)
    assert {fact: (fields[fact].kind, fields[fact].values) for fact in facts} == {
        fact: ("code", row["values"]) for fact, row in facts.items()
    }
    assert (fields["ethnicity"].vi, fields["ethnicity"].en) == ("Dân tộc", "Ethnicity")


def test_what_headers_say_beside_the_columns_is_of_the_facts_or_known():
    """No list of headers is left that nothing reads."""
    known = {"running", "masked", "name_part", "family_part", "hint", "group", "total", "register", *read_toml("facts")}
    assert set(read_toml("headers")) <= known
    assert not told("running") & {
        header for name in LAYOUTS for field in layout(name).values() for header in field.headers
    }


# --- headers ---


@pytest.mark.parametrize(
    ("header", "name", "field"),
    [
        ("Họ và tên", "members", "name"),
        ("HỌ TÊN", "members", "name"),
        ("Hoten", "members", "name"),
        ("ho_ten", "candidates", "name"),
        ("2. Họ và tên (họ và tên khai sinh)", "members", "name"),
        ("Ngày, tháng,\nnăm sinh", "members", "born_on"),
        ("Ngày sinh (dd/mm/yyyy)", "members", "born_on"),
        ("NTNS", "candidates", "born_on"),
        ("Nam/Nữ", "members", "sex"),
        ("Số CCCD", "members", "national_id"),
        ("Qli", "members", "unit"),
        ("Qli", "candidates", "cell"),
        ("Ngày vào Đảng (chính thức)", "members", "confirmed_on"),
        ("Ngày vào Đảng", "members", "admitted_on"),
        ("TĐVH", "members", "schooling"),
        ("Chi bộ công nhận", "candidates", "cell"),
        ("Số BC cảm tình Đảng", "candidates", "sympathiser_listed_document"),
        ("Ngày họp CB công nhận", "candidates", "sympathiser_listed"),
        ("Đảng viên giúp đỡ", "candidates", "mentor"),
        ("Ngày phân công giúp đỡ", "candidates", "mentor_assigned"),
        ("Ngày cấp CC", "candidates", "course_completed"),
        ("Số QĐ CC BD", "candidates", "course_completed_document"),
        ("Ngày quyết định", "candidates", "admission_decision"),
        ("Số QĐ kết nạp", "candidates", "admission_decision_document"),
        ("Ngày kết nạp", "candidates", "admission_ceremony"),
        ("Ngày đưa vào", "candidates", "source_listed"),
        ("CT Kết nạp", "quotas", "amount"),
        ("CT Bồi dưỡng", "quotas", "course_amount"),
        ("Đã kết nạp", "tallies", "count"),
        ("Đã bồi dưỡng", "tallies", "course_count"),
        ("Trực thuộc", "units", "under"),
        # what must not be taken for something that it is not
        ("Ngày kết nạp (Đoàn)", "candidates", None),
        ("Ngày sinh (con)", "members", None),
        ("Ngày QĐ mở lớp", "candidates", None),
        ("CB sinh hoạt khi cấp CC", "candidates", None),
        ("Quê quán", "members", None),
        ("Trạng thái", "candidates", None),
        ("Lớp", "candidates", None),
        ("Hoàn thành (%)", "quotas", None),
        ("MSSV", "candidates", None),
        ("", "members", None),
    ],
)
def test_a_header_names_its_column(header, name, field):
    """Headers as offices write them name a column; others name none, however near they come."""
    assert field_of(header, name) == field


def test_a_header_is_its_letters_and_digits():
    """Case, marks, spaces, line breaks, punctuation and a number before it do not count."""
    keys = {header_key(text) for text in ("Ngày sinh", "NGÀY\nSINH:", "ngay_sinh", "3. Ngày  sinh*", "(3) Ngày sinh")}
    assert keys == {"ngaysinh"}
    assert [header_key(text) for text in ("(1)", "#", "2021", " * ")] == ["1", "#", "2021", ""]


def test_an_unknown_layout_is_told_with_those_that_there_are():
    """The nearest comes first."""
    assert check_layout(" Members ") == "members"
    with pytest.raises(CodeUnknown) as refused:
        check_layout("member")
    assert refused.value.listing == Word("words", "layouts")
    assert refused.value.known[0] == "members"


# --- a committee's own ---


def test_own_headers_join_the_programs(own_data):
    """A committee adds the header of its own lists; those that were known stay known."""
    own_data(
        {
            "layouts/members.toml": '[unit]\nheaders = ["Khu dân cư"]\n',
            "headers.toml": '[running]\nheaders = ["Dòng"]\n',
        }
    )
    assert (field_of("Khu dân cư", "members"), field_of("Chi bộ", "members")) == ("unit", "unit")
    assert {"dong", "stt"} <= told("running")


def test_an_own_fact_has_its_column_and_its_headers(own_data):
    """What a committee records of people it can also read from lists."""
    own_data({**OWN_FACT, "headers.toml": '[star]\nheaders = ["Hạng sao"]\n'})
    field = layout("candidates")["star"]
    assert (field.vi, field.en, field.values, field.template) == ("Sao", "Star", "stars", False)
    assert field_of("Hạng sao", "candidates") == "star"
    assert Texts("vi").word(Word("candidates_columns", "name")) == "Họ và tên"


@pytest.mark.parametrize(
    "told",
    [
        '[unit]\nkind = "place"\n',
        '[more]\nkind = "code"\nvi = "a"\nen = "b"\nvalues = "nowhere"\n',
        '[more]\nkind = "day"\nvi = "a"\nen = "b"\nstep = "nowhere"\n',
        '[more]\nkind = "day"\n',
        '[unit]\nheader = ["a"]\n',
    ],
)
def test_a_slip_in_an_own_layout_is_told(own_data, told):
    """A kind that cells cannot be read by, a list or a step that there is not, a column without terms."""
    own_data({"layouts/members.toml": told})
    with pytest.raises(DataUnsound):
        layout("members")
