"""What one cell of a list says: what stands in the cell, and the value or the finding it comes to."""

import unicodedata
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partytrack.cli.options import LONGEST
from partytrack.core import errors
from partytrack.core.dates import PartialDate
from partytrack.core.layout import Field
from partytrack.core.legacy_text import decode, encode
from partytrack.core.texts import LANGS, Texts
from partytrack.imports.cells import Context, code_of, read_cell, shown
from partytrack.imports.sheets import CellError, Percent

TODAY = date(2022, 4, 26)
UNITS = {"TG-01": "TG-01", "Chi bộ 1": "TG-01"}


def unit_of(text):
    """The code of a unit by code or name."""
    if text not in UNITS:
        raise errors.UnitUnknown(text, ("TG-01",))
    return UNITS[text]


KNOWN = Context(unit_of, str.upper)
OF_UNITS = Context(unit_of, str.upper, people=False, ahead=True)


def read(raw, kind, *, known=KNOWN, values=""):
    """The value in a cell, or the code of the finding in angle brackets."""
    field = Field("column", kind, "cột", "column", frozenset(), values)
    try:
        told = read_cell(raw, field, TODAY, known)
    except errors.PartytrackError as error:
        return f"<{code_of(error)}>" if all(Texts(lang).error(error) for lang in LANGS) else "no sentence"
    return None if told is None else told.value


def nfd(text):
    """The text in decomposed letters."""
    return unicodedata.normalize("NFD", text)


KINDS = [
    "key",
    "name",
    "text",
    "unit",
    "member",
    "code",
    "day",
    "partial_day",
    "count",
    "amount",
    "span",
    "number12",
    "flag",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("raw", [None, "", "   ", "\u00a0", "\n", "-", "–", "—", " -- ", "\ufeff", "'-"])
def test_a_blank_says_nothing(raw, kind):
    """A blank, and a dash in its place, says nothing in a column of any kind."""
    assert read(raw, kind, values="sexes") is None


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_is_no_value(kind):
    """A cell that shows an error of Excel is refused in a column of any kind."""
    assert read(CellError("#N/A"), kind, values="sexes") == "<cell_is_error>"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (date(2022, 4, 5), date(2022, 4, 5)),
        (datetime(2022, 4, 5), date(2022, 4, 5)),  # noqa: DTZ001  # a cell knows no zone
        ("27/3/2022", date(2022, 3, 27)),
        ("27/03/2022", date(2022, 3, 27)),
        ("27-3-2022", date(2022, 3, 27)),
        ("27.3.2022", date(2022, 3, 27)),
        ("2022-03-27", date(2022, 3, 27)),
        (" 27/3/2022 ", date(2022, 3, 27)),
        ("\u200b27/3/2022\ufeff", date(2022, 3, 27)),
        ("03/05/2021", date(2021, 5, 3)),  # the day comes first, always
        ("ngày 27 tháng 3 năm 2022", date(2022, 3, 27)),
        ("Ngày 05 tháng 03 năm 2022", date(2022, 3, 5)),
        ("2022-03-27 00:00:00", date(2022, 3, 27)),
        ("27/3/2022 0:00", date(2022, 3, 27)),
        ("26/4/2022", TODAY),
        ("27/4/2022", "<day_ahead>"),
        (date(2022, 4, 27), "<day_ahead>"),
        ("27/3", "<bad_date>"),  # of which year?
        ("27/3/22", "<bad_date>"),
        ("31/02/2022", "<bad_date>"),
        ("3/27/2022", "<bad_date>"),
        ("27/3/1899", "<bad_date>"),
        ("27 tháng 3 năm 2022", "<bad_date>"),
        ("ngày 31 tháng 2 năm 2022", "<bad_date>"),
        ("tháng 3 năm 2022", "<bad_date>"),
        ("khoảng 27/3/2022", "<bad_date>"),
        ("chưa rõ", "<bad_date>"),
        ("?", "<bad_date>"),
        ("09/9/2021 - 18/9/2021", "<date_range>"),
        ("09/9/2021-18/9/2021", "<date_range>"),
        ("09/9/2021 – 18/9/2021", "<date_range>"),
        ("từ 09/9/2021 đến 18/9/2021", "<date_range>"),
        ("Từ ngày 09/9/2021 đến ngày 18/9/2021", "<date_range>"),
        ("2021-09-09 - 2021-09-18", "<date_range>"),
        ("09/9 - 18/9/2021", "<date_range>"),
        ("09-18/9/2021", "<date_range>"),
        ("8/2021 - 9/2021", "<date_range>"),
        ("2020-2021", "<date_range>"),
        ("03/02/2015\n03/02/2016", "<two_days>"),
        ("03/02/2015; 03/02/2016", "<two_days>"),
        ("03/02/2015 và 03/02/2016", "<two_days>"),
        ("2022", "<partial_date>"),
        (2022.0, "<partial_date>"),
        (2022, "<partial_date>"),
        ("5/2021", "<partial_date>"),
        ("2021-05", "<partial_date>"),
        (44708.0, "<number_not_day>"),
        (44708, "<number_not_day>"),
        (44708.5, "<number_not_day>"),
        ("44708", "<number_not_day>"),
        (5.2021, "<number_not_day>"),
        (datetime(2022, 3, 27, 8, 30), "<day_with_time>"),  # noqa: DTZ001  # as above
        ("27/3/2022 08:30", "<day_with_time>"),
        (date(1900, 1, 1), "<bad_date>"),  # a 1 in the format of a day
        (time(8, 30), "<bad_date>"),
        (timedelta(hours=30), "<bad_date>"),
        (True, "<bad_date>"),
    ],
)
def test_a_day(raw, told):
    """A day is one full day of the past, day first; what may mean something else is refused under its own name."""
    assert read(raw, "day") == told


@pytest.mark.parametrize("raw", [date(2030, 1, 1), "01/01/2030"])
def test_a_day_of_a_plan_may_lie_ahead(raw):
    """In lists of units and quotas a day may lie ahead."""
    assert read(raw, "day", known=OF_UNITS) == date(2030, 1, 1)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("03/5/2001", "2001-05-03"),
        (date(2001, 5, 3), "2001-05-03"),
        ("5/2001", "2001-05"),
        ("05.2001", "2001-05"),
        ("2001-05", "2001-05"),
        ("2001", "2001"),
        (2001, "2001"),
        (2001.0, "2001"),
        ("ngày 3 tháng 5 năm 2001", "2001-05-03"),
        ("3/5", "<bad_date>"),
        ("31/02/2001", "<bad_date>"),
        ("13/2001", "<bad_date>"),
        ("1899", "<bad_date>"),
        (1899, "<bad_date>"),
        ("khoảng 1960", "<bad_date>"),
        (37014.0, "<number_not_day>"),
        (5.2001, "<number_not_day>"),
        (200, "<number_not_day>"),
        ("2030", "<day_ahead>"),
        (2030, "<day_ahead>"),
        ("5/2022", "<day_ahead>"),
        ("2001 - 2002", "<date_range>"),
        (True, "<bad_date>"),
    ],
)
def test_a_birth_date(raw, told):
    """A birth date may be known to the month or the year alone, and claims no more than was written."""
    value = read(raw, "partial_day")
    assert (value.iso if isinstance(value, PartialDate) else value) == told


@pytest.mark.parametrize(
    ("raw", "name", "tidied"),
    [
        ("Nguyễn Văn Đức", "Nguyễn Văn Đức", False),
        (" Nguyễn Văn Đức ", "Nguyễn Văn Đức", False),
        ("NGUYỄN VĂN ĐỨC", "Nguyễn Văn Đức", True),
        ("nguyễn văn đức", "Nguyễn Văn Đức", True),
        ("Nguyễn văn Đức", "Nguyễn văn Đức", False),  # its case says something: whose, nobody knows
        ("Nguyễn  Văn\tĐức", "Nguyễn Văn Đức", True),
        ("Nguyễn\u00a0Văn\nĐức", "Nguyễn Văn Đức", True),
        (nfd("Nguyễn Thị Thuỷ"), "Nguyễn Thị Thuỷ", True),
        ("LÊ THỊ HOÀ", "Lê Thị Hoà", True),  # the tone stays where it is
        ("H'MOK NIÊ", "H'Mok Niê", True),
        ("H'Mok Niê", "H'Mok Niê", False),
        ("Y BLAO ÊBAN", "Y Blao Êban", True),
        ("Lê A", "Lê A", False),
        ("LÊ VĂN A (CON)", "Lê Văn A (Con)", True),
        ("McDonald", "McDonald", False),
        # as capitals of TCVN3 come out
        ("NGUYễN VăN ĐứC", "Nguyễn Văn Đức", True),
        ("NGUYễN THị Hà", "Nguyễn Thị Hà", True),
        ("Nguyễn Thị ánh", "Nguyễn Thị Ánh", True),
        ("Đinh ý Lan", "Đinh Ý Lan", True),
        ("Nguyễn Thị đào", "Nguyễn Thị đào", False),  # TCVN3 has a capital Đ
        ("'=Đức", "=Đức", False),  # the guard of our own csv
    ],
)
def test_a_name(raw, name, tidied):
    """A name all in capitals or all in small letters is put in name case; what was put in order can be shown."""
    told = read_cell(raw, Field("name", "name", "", "", frozenset()), TODAY, KNOWN)
    assert told.value == name
    assert (told.tidied_from is not None) == tidied


@pytest.mark.parametrize("raw", [15.0, True, date(2022, 4, 5), "123", "Đức\u200bAn", "Đức\x00", "A" * 201])
def test_what_is_no_name(raw):
    """A name has letters, at most 200 characters and no hidden ones."""
    assert read(raw, "name") == "<bad_name>"


@pytest.mark.parametrize(
    ("raw", "name"), [("CHI BỘ 3", "CHI BỘ 3"), ("chi bộ  3", "chi bộ 3"), (nfd("Chi bộ"), "Chi bộ")]
)
def test_the_case_of_a_unit_is_its_own(raw, name):
    """The name of a unit is put in order, and its case stays."""
    assert read(raw, "name", known=OF_UNITS) == name


@given(
    st.text(
        alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ", min_size=1
    )
)
def test_a_name_of_tcvn3_capitals_comes_out_in_name_case(word):
    """However a second font drew its capitals, a name typed in TCVN3 comes out in name case."""
    typed = decode(encode(f"NGUYỄN {word.upper()} AN", "tcvn3"), "tcvn3")
    assert read(typed, "name") == f"Nguyễn {word[0].upper()}{word[1:]} An"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("001201012345", "001201012345"),
        ("001 201 012 345", "001201012345"),
        ("'001201012345", "001201012345"),
        ("001201012345\u00a0", "001201012345"),
        (120101234567.0, "120101234567"),
        (120101234567, "120101234567"),
        (1201012345.0, "<number_damaged>"),  # its zeros are gone
        (12010123456, "<number_damaged>"),
        (1.2e15, "<number_damaged>"),
        (0.5, "<number_damaged>"),
        ("1.20101E+11", "<number_damaged>"),
        ("1,2E+11", "<number_damaged>"),
        ("183456789", "<old_number>"),
        (183456789.0, "<old_number>"),
        ("0012010123", "<bad_national_id>"),
        ("0012010123456", "<bad_national_id>"),
        ("001.201.012.345", "<bad_national_id>"),
        ("00120101234o", "<bad_national_id>"),
        ("•••••••••345", "<bad_national_id>"),
        (True, "<bad_national_id>"),
        (date(2022, 4, 5), "<bad_national_id>"),
    ],
)
def test_a_national_number(raw, told):
    """A national number keeps its zeros as text; as a number it passes with exactly twelve digits."""
    assert read(raw, "number12") == told


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (3, 3), (3.0, 3), (0, 0), ("3", 3), (" 03 ", 3), (99_999_999.0, 99_999_999),
        (-3, "<bad_count>"), ("-3", "<bad_count>"), (1.5, "<bad_count>"), ("1o", "<bad_count>"), ("1.200", "<bad_count>"),
        ("3 người", "<bad_count>"), (100_000_000, "<bad_count>"), (True, "<bad_count>"), (date(2022, 4, 3), "<bad_count>"),
    ],
)  # fmt: skip
def test_a_count(raw, told):
    """A count is a whole number from 0 up, as a number or as text."""
    assert read(raw, "count") == told


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("x", True), ("X", True), ("có", True), ("Có", True), (nfd("có"), True), ("yes", True), ("TRUE", True), ("1", True),
        (1, True), (1.0, True), (True, True), ("✓", True), ("Y", True), ("rồi", True), ("Rồi", True),
        ("không", False), ("Không", False), ("no", False), ("0", False), (0.0, False), (False, False),
        ("N", False), ("chưa", False), ("ko", False), ("Ko", False),
        ("chưa rõ", "<bad_flag>"), ("k", "<bad_flag>"), ("v", "<bad_flag>"), ("nam", "<bad_flag>"),
        ("có lẽ", "<bad_flag>"), ("?", "<bad_flag>"), (2, "<bad_flag>"), (date(2022, 4, 5), "<bad_flag>"),
    ],
)  # fmt: skip
def test_a_flag(raw, told):
    """A mark, a word or a number says yes or no; anything else says neither."""
    assert read(raw, "flag") is told if isinstance(told, bool) else read(raw, "flag") == told


@pytest.mark.parametrize(
    ("raw", "listing", "told"),
    [
        ("f", "sexes", "f"), ("F", "sexes", "f"), ("Nữ", "sexes", "f"), ("NỮ", "sexes", "f"), ("nu", "sexes", "f"),
        (nfd("nữ"), "sexes", "f"), ("female", "sexes", "f"), ("Nam", "sexes", "m"), ("Male", "sexes", "m"),
        ("x", "sexes", "<code_unknown>"), (1, "sexes", "<code_unknown>"), (True, "sexes", "<code_unknown>"),
        ("Đoàn viên thanh niên", "sources", "youth_union"), ("doan vien thanh nien", "sources", "youth_union"),
        ("youth_union", "sources", "youth_union"), ("Youth Union member", "sources", "youth_union"),
        ("đoàn viên", "sources", "<code_unknown>"),
        ("Kinh", "ethnic_groups", "kinh"), ("TÀY", "ethnic_groups", "tay"),
        ("chi bộ", "unit_kinds", "cell"), ("Đảng bộ bộ phận", "unit_kinds", "section_committee"),
        ("x", "yes_no", "yes"), ("Không", "yes_no", "no"), (True, "yes_no", "yes"), (0, "yes_no", "no"),
        ("chưa", "yes_no", "no"), ("rồi", "yes_no", "yes"), ("ko", "yes_no", "no"),
        (date(2022, 4, 5), "sources", "<day_for_text>"),
    ],
)  # fmt: skip
def test_a_code(raw, listing, told):
    """A code is named by itself or by its term in either language, with or without marks."""
    assert read(raw, "code", values=listing) == told


def test_terms_of_a_committee_s_own_are_known(own_data):
    """A source that a committee added is named like any other; a term that two codes share names neither."""
    own_data(
        {
            "codes/sources.toml": '[dyke]\nvi = "tổ canh đê"\nen = "dyke watch"\nsource = "x"\n[dike]\nvi = "tổ đê"\nen = "dyke watch"\nsource = "x"\n'
        }
    )
    assert read("Tổ canh đê", "code", values="sources") == "dyke"
    assert read("dyke watch", "code", values="sources") == "<code_unknown>"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("12-QĐ/ĐU", "12-QĐ/ĐU"),
        (" 12-QĐ/ĐU\n(sao lục) ", "12-QĐ/ĐU (sao lục)"),
        (nfd("Quyết định"), "Quyết định"),
        (15.0, "15"),
        (15, "15"),
        (15.5, "15.5"),
        ("007", "007"),
        ("'=1+1", "=1+1"),
        ("'-3", "-3"),
        ("'tis", "'tis"),
        (True, "TRUE"),
        (date(2022, 5, 12), "<day_for_text>"),  # it was 12/5
        (time(8, 30), "<day_for_text>"),
        (1.2e15, "<number_damaged>"),
    ],
)
def test_a_text(raw, told):
    """A text stands as one line; a number in it has no point; what Excel made a day of is refused."""
    assert read(raw, "text") == told
    assert read(raw, "key") == told


def test_a_text_is_as_long_as_on_the_command_line():
    """What no option takes, no list brings in either."""
    assert read("9" * LONGEST, "text") == "9" * LONGEST
    assert read("9" * (LONGEST + 1), "text") == "<text_too_long>"


@pytest.mark.parametrize(
    ("raw", "told"),
    [("TG-01", "TG-01"), ("Chi bộ  1", "TG-01"), (nfd("Chi bộ 1"), "TG-01"), ("TG-99", "<unit_unknown>"), (1, "<unit_unknown>"), (date(2022, 4, 5), "<day_for_text>")],
)  # fmt: skip
def test_a_unit(raw, told):
    """A unit is found by what the list calls it."""
    assert read(raw, "unit") == told


def test_a_member():
    """A member is found by what the list calls them."""
    assert read(" p00001 ", "member") == "P00001"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (15, "15"), (15.0, "15"), ("15", "15"), ("15+", "15+"), ("15-20", "15-20"), ("15–20", "15-20"), ("3%", "3%"),
        ("3,5%+", "3.5%+"), ("3-4%", "3-4%"), ("avg:15", "avg:15"), (0, "0"),
        (Percent(0.03), "3%"), (Percent(0.035), "3.5%"), (Percent(1.0), "100%"), (Percent(2.0), "<bad_amount>"),
        (0.03, "<percent_number>"),  # what Excel keeps of 3%, where the format does not say so
        (1.0, "1"), (1.5, "<bad_amount>"),
        ("15 người", "<bad_amount>"), ("20-15", "<bad_amount>"), ("101%", "<bad_amount>"), (-3, "<bad_amount>"), (True, "<bad_amount>"),
        (date(2022, 4, 3), "<day_for_text>"),  # it was 3-4
    ],
)  # fmt: skip
def test_an_amount(raw, told):
    """An amount reads as on the command line; the base of a rate has columns of its own."""
    assert read(raw, "amount") == told


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (2021, "2021"), (2021.0, "2021"), ("2021", "2021"), ("Năm 2021", "2021"), ("2021-2025", "2021-2025"),
        ("2021 – 2025", "2021-2025"), ("term:2020-2025", "term:2020-2025"), ("Nhiệm kỳ 2020 - 2025", "term:2020-2025"),
        (nfd("Nhiệm kỳ 2020-2025"), "term:2020-2025"), ("term 2020-2025", "term:2020-2025"),
        ("Nhiệm kỳ 2020", "<bad_span>"), ("2025-2021", "<bad_span>"), ("quý 3/2021", "<bad_span>"), (21, "<bad_span>"),
        ("Đại hội", "<bad_span>"), (True, "<bad_span>"), (date(2021, 1, 1), "<day_for_text>"),
    ],
)  # fmt: skip
def test_what_a_quota_is_for(raw, told):
    """The years of a quota, or the term, as on the command line or in words."""
    assert read(raw, "span") == told


@pytest.mark.parametrize(
    ("value", "json"),
    [
        (None, None), (True, True), (3, 3), ("15-20", "15-20"), (date(2022, 4, 5), "2022-04-05"),
        (PartialDate(date(2001, 5, 1), "month"), "2001-05"),
    ],
)  # fmt: skip
def test_a_value_is_shown_to_scripts(value, json):
    """Scripts read ISO days, as far as they are known."""
    assert shown(value) == json


def test_a_finding_is_named_after_its_failure():
    """The code of a finding is its failure's name; a bad day and a partial one have names of their own."""
    assert code_of(errors.BadDay("x")) == "bad_date"
    assert code_of(errors.DayTooCoarse("2022")) == "partial_date"
    assert code_of(errors.UnitUnknown("X", ())) == "unit_unknown"


def test_a_refusal_shows_no_number_in_full():
    """What is told of a national number in a number cell, or of an old one, shows its last digits only."""
    for raw in (79123123456, "183456789", "07912312345", "0791231234567", "7.9123123456E+10"):
        with pytest.raises(errors.BadData) as refused:
            read_cell(raw, Field("national_id", "number12", "", "", frozenset()), TODAY, KNOWN)
        assert str(raw)[:6] not in Texts("vi").error(refused.value)


CELLS = st.one_of(
    st.none(), st.text(max_size=20), st.text(alphabet="0123456789/-. ngàytháếE+%", max_size=16), st.integers(), st.floats(),
    st.booleans(), st.dates(), st.datetimes(), st.times(), st.timedeltas(),
)  # fmt: skip


@given(CELLS, st.sampled_from(KINDS))
def test_any_cell_is_read_or_refused(raw, kind):
    """Whatever stands in a cell comes to a value, to nothing, or to a refusal with a sentence."""
    read(raw, kind, values="sources")


@given(st.dates(date(1900, 3, 1), TODAY))
def test_a_day_in_any_form_is_the_same_day(day):
    """A day as a cell of days, as text day first or as ISO text is one day."""
    forms = (day, f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%Y}", day.isoformat())
    assert {read(form, "day") for form in forms} == {day}
