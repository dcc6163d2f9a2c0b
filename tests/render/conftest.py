"""A small report made by hand: the 12 cells of Tân Giang, with an assumed plan, as the formats receive it."""

from datetime import date

import pytest

from partytrack.core.figures import percent
from partytrack.core.period import whole_years
from partytrack.core.report import Chart, Column, Fraction, Letterhead, Note, Report, Table, Unit
from partytrack.core.texts import Texts

LABELS = {
    "vi": {
        "title": "Kết quả thực hiện chỉ tiêu kết nạp đảng viên",
        "unit": "Mã",
        "name": "Đơn vị",
        "own": "Chính đơn vị",
        "quota": "Chỉ tiêu",
        "admitted": "Kết nạp được",
        "fraction": "Kết nạp trên chỉ tiêu",
        "percent": "Tỷ lệ",
        "shortfall": "Còn hụt",
        "latest": "Quyết định gần nhất",
        "zero": "Trắng kết nạp",
        "chart": "Chỉ tiêu và số kết nạp của từng chi bộ",
        "lead": "Toàn Đảng bộ kết nạp được 15 đảng viên trên chỉ tiêu 24, hụt 9; cộng các chi bộ chưa đạt thì hụt 11.",
        "assumed": "Chỉ tiêu của các năm 2019–2021 là giả định, chưa có văn bản: con số của kế hoạch không được công bố.",
        "unset": "Chưa giao chỉ tiêu: TG-12. Đơn vị chưa giao chỉ tiêu thì không tính tỷ lệ, không coi là bằng 0.",
        "gone": "Chi bộ Tổ dân phố 11 (đến 30/6/2021)",
    },
    "en": {
        "title": "Admissions against the quota",
        "unit": "Code",
        "name": "Unit",
        "own": "The unit itself",
        "quota": "Quota",
        "admitted": "Admitted",
        "fraction": "Admitted of quota",
        "percent": "Percent",
        "shortfall": "Shortfall",
        "latest": "Latest decision",
        "zero": "No admission",
        "chart": "Quota and admissions of each cell",
        "lead": "The committee admitted 15 members of a quota of 24, a shortfall of 9; over the cells that fell short it is 11.",
        "assumed": "The quota of 2019–2021 is assumed, there is no document: the figure of the plan was not published.",
        "unset": "Quota not set: TG-12. A unit without a quota has no percentage, and its quota is not taken for 0.",
        "gone": "Chi bộ Tổ dân phố 11 (until 30 Jun 2021)",
    },
}
QUOTAS = (2, 2, 5, 2, 1, 2, 2, 2, 3, 2, 1, None)
ADMITTED = (2, 3, 2, 0, 2, 0, 1, 0, 2, 1, 2, 0)
FORMULA_NAME = '=cmd("/c calc")'


def _columns(label):
    return (
        Column("unit", "text", label["unit"]),
        Column("name", "text", label["name"]),
        Column("own", "flag", label["own"], hidden=True),
        Column("quota", "count", label["quota"]),
        Column("admitted", "count", label["admitted"]),
        Column("fraction", "fraction", label["fraction"]),
        Column("percent", "percent", label["percent"]),
        Column("shortfall", "count", label["shortfall"]),
        Column("latest", "date", label["latest"]),
        Column("zero", "flag", label["zero"]),
    )


def _row(number, label):
    quota, admitted = QUOTAS[number - 1], ADMITTED[number - 1]
    names = {4: FORMULA_NAME, 11: label["gone"], 12: "Chi bộ Trường Trung học cơ sở và Trạm Y tế phường"}
    row = {
        "unit": f"TG-{number:02d}",
        "name": names.get(number, f"Chi bộ Tổ dân phố {number}"),
        "own": False,
        "quota": quota,
        "admitted": admitted,
        "fraction": Fraction(admitted, quota),
        "percent": percent(admitted, quota),
        "shortfall": None if quota is None else max(0, quota - admitted),
        "zero": admitted == 0,
        "quota_text": "–" if quota is None else str(quota),
    }
    return row if admitted == 0 else {**row, "latest": date(2021, number, 3)}


def make_report(lang, **changes):
    """The report on Tân Giang in one language; any of its fields may be given otherwise."""
    label = LABELS[lang]
    total = {
        "unit": "TG",
        "quota": 24,
        "admitted": 15,
        "fraction": Fraction(15, 24),
        "percent": percent(15, 24),
        "shortfall": 9,
        "gross_shortfall": 11,
    }
    rows = tuple(_row(number, label) for number in range(1, 13))
    fields = {
        "name": "quota",
        "title": label["title"],
        "lang": lang,
        "unit": Unit("TG", "Đảng bộ phường Tân Giang", "committee"),
        "period": whole_years(2019, 2021),
        "as_of": date(2022, 4, 26),
        "basis": "decision",
        "map": "then",
        "tables": (Table("units", label["title"], _columns(label), rows, total),),
        "notes": (
            Note("quota_assumed", label["assumed"], ("TG",)),
            Note("quota_not_set", label["unset"], ("TG-12",)),
        ),
        "lead": (label["lead"],),
        "charts": (Chart("units", label["chart"], "name", ("quota", "admitted")),),
    }
    return Report(**{**fields, **changes})


@pytest.fixture(params=["vi", "en"])
def lang(request):
    """Each language in turn."""
    return request.param


@pytest.fixture
def say(lang):
    """The texts of the language."""
    return Texts(lang)


@pytest.fixture
def report(lang):
    """The report on Tân Giang in the language."""
    return make_report(lang)


@pytest.fixture
def make():
    """Make the report with other fields: ``make("vi", notes=())``."""
    return make_report


@pytest.fixture
def letterhead():
    """The paper of the ward's office."""
    return Letterhead("Thành ủy Cao Bằng", "Tân Giang", date(2022, 4, 26))
