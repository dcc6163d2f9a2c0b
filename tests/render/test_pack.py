"""The workbook of a report pack, read back cell by cell and by calamine, and as LibreOffice prints it."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from partytrack.core.period import whole_years
from partytrack.core.report import Letterhead
from partytrack.core.texts import LANGS, Texts
from partytrack.render import xlsx
from partytrack.reports import Params, spec
from partytrack.reports.pack import PARTS
from partytrack.store.connection import reading

AS_OF = date(2022, 4, 26)
OFFICE = shutil.which("soffice")
TOOLS = OFFICE and shutil.which("pdfinfo") and shutil.which("pdftotext")
CONTENTS = {"vi": "Mục lục", "en": "Contents"}
SHEETS = {
    "vi": [
        "Bìa", "1 Chỉ tiêu", "1.1 Biểu đồ", "2 Thiếu chỉ tiêu", "3 Chi bộ trắng", "4 Đang theo dõi",
        "4.1–4.4 Phụ lục", "4.5 Biểu đồ", "5 Đến hạn", "5.1–5.2 Phụ lục", "5.3 Căn cứ", "6 Không thành",
        "6.1 Theo nguồn và lý do", "6.2 Danh sách",
    ],
    "en": [
        "Cover", "1 Quota", "1.1 Chart", "2 Shortfall", "3 Zero cells", "4 Pipeline",
        "4.1–4.4 Annexes", "4.5 Chart", "5 Due", "5.1–5.2 Annexes", "5.3 Grounds", "6 Losses",
        "6.1 By source and reason", "6.2 Who they are",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def pack(demo):
    """The pack of the demo's ward, or of one unit of it: ``pack("vi", "TG-03")``."""

    @cache
    def build(lang, unit=None):
        with reading(demo) as run:
            return spec("pack").build(run, Params(unit, whole_years(2019, 2021), AS_OF), Texts(lang))

    return build


@pytest.fixture(scope="module")
def written(pack):
    """The bytes of the workbook of a pack."""

    @cache
    def write(lang, unit=None):
        target = BytesIO()
        xlsx.write(pack(lang, unit), Texts(lang), Letterhead("Thành ủy Hà Tĩnh", "Tân Giang", AS_OF), target)
        return target.getvalue()

    return write


@pytest.fixture(scope="module")
def opened(written):
    """The workbook of a pack, read back."""
    return cache(lambda lang, unit=None: load_workbook(BytesIO(written(lang, unit))))


def texts(sheet):
    """All texts of a sheet."""
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def place(cell):
    """Where a linked cell leads: the sheet and the row."""
    name, row = re.fullmatch(r"'(.+)'!A(\d+)", cell.hyperlink.location).groups()
    return name, int(row)


def links(sheet):
    """The linked cells of a sheet: what they say, and where they lead."""
    return [(cell.value, *place(cell)) for row in sheet.iter_rows() for cell in row if cell.hyperlink]


@pytest.mark.parametrize("lang", LANGS)
def test_the_sheets_in_their_order(opened, lang):
    """A cover, then each report with its annexes and its chart, numbered, in short names of the language."""
    book = opened(lang)
    assert book.sheetnames == SHEETS[lang]
    assert max(map(len, book.sheetnames)) <= 31
    assert (book.active.title, book.properties.title) == (SHEETS[lang][0], Texts(lang)("reports.pack"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_link_leads_to_what_it_names(opened, lang):
    """The contents name each part, and what stands there bears the same number; a figure leads to its report."""
    book = opened(lang)
    cover, *others = book.worksheets
    for cell in [cell for row in cover.iter_rows() for cell in row if cell.hyperlink]:
        name, row = place(cell)
        if cell.column == 5:
            assert (cell.value, row) == (name, 1)
        elif not book[name]._charts:
            number = cover.cell(cell.row, 1).value
            assert book[name].cell(row if "." in number else 2, 1).value == f"{number}. {cell.value}"
    for text, name, row in [link for sheet in others for link in links(sheet) if link[1] != cover.title]:
        assert book[name].cell(row, 1).value == text


@pytest.mark.parametrize("lang", LANGS)
def test_each_table_is_in_the_contents(opened, pack, lang):
    """Every report, annex and chart has its line: number, title, link; the contents lead to every sheet."""
    cover, say = opened(lang).worksheets[0], Texts(lang)
    start = next(row for row in range(1, 60) if cover.cell(row, 1).value == CONTENTS[lang])
    lines = {cover.cell(row, 1).value: cover.cell(row, 2) for row in range(start + 1, start + 18)}
    for number, part in enumerate(pack(lang).parts, start=1):
        assert lines[str(number)].value == part.title
        for at, table in enumerate(part.tables[1:], start=1):
            assert lines[f"{number}.{at}"].value == table.title
    charts = {
        number: cell.value
        for number, cell in lines.items()
        if cell.value.startswith(say("layout.chart_entry", title=""))
    }
    assert list(charts) == ["1.1", "4.5"]
    assert {name for _, name, _ in links(cover)} == set(SHEETS[lang][1:])


@pytest.mark.parametrize("lang", LANGS)
def test_every_sheet_leads_back_to_the_contents(opened, lang):
    """The first row of each sheet is for the screen only and leads to the line that heads the contents."""
    cover, *others = opened(lang).worksheets
    for sheet in others:
        _, name, row = next(link for link in links(sheet) if link[0] == Texts(lang)("layout.to_contents"))
        assert (name, cover[f"A{row}"].value) == (cover.title, CONTENTS[lang])
        assert sheet.print_area.startswith(f"'{sheet.title}'!$A$2:")


def test_the_cover_bears_the_offices_head_and_the_signatures(opened):
    """Organs, number, place and day, title, scope and the notes of the figures; both signatures, and none inside."""
    book = opened("vi")
    found = texts(book.worksheets[0])
    for text in (
        "THÀNH ỦY HÀ TĨNH",
        "ĐẢNG ỦY PHƯỜNG TÂN GIANG",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Tân Giang, ngày 26 tháng 4 năm 2022",
        "BỘ BÁO CÁO",
        "Công tác phát triển đảng viên của Đảng bộ phường Tân Giang (TG)",
        "(Giai đoạn 2019–2021; số liệu tính đến 26/4/2022; tính theo ngày quyết định)",
        "1. Chỉ tiêu là số giả định, không phải kế hoạch được công bố: TG.",
        "T/M ĐẢNG ỦY",
        "BÍ THƯ",
    ):
        assert text in found
    assert not [sheet.title for sheet in book.worksheets[1:] if "BÍ THƯ" in texts(sheet)]


@pytest.mark.parametrize("unit", [None, "TG-03"])
def test_the_main_figures_are_cells_of_the_reports(opened, pack, unit):
    """Each figure of the cover stands as the same value in the total of the report to which it leads."""
    report, book = pack("vi", unit), opened("vi", unit)
    cover = book.worksheets[0]
    head = next(row for row in range(1, 40) if cover.cell(row, 4).value == "Số liệu")
    row = head
    for figures in report.tables:
        part = next(part for part in report.parts if part.name == figures.name)
        totals = [table.total for table in part.tables if table.total]
        for column in figures.columns:
            row += 1
            value = figures.rows[0][column.key]
            assert any(total.get(column.key) == value for total in totals)
            shown = float(value) / 100 if column.type == "percent" else value
            assert cover.cell(row, 4).value == pytest.approx(shown)
            assert (
                cover.cell(row, 5).value == f"{PARTS.index(part.name) + 1} {Texts('vi')(f'layout.sheet_{part.name}')}"
            )


def test_each_report_has_its_lead_and_notes(opened, pack):
    """The sheet of a report names the unit, its own scope, its sentences and what a reader must know."""
    book, by_number = opened("en"), {name[0]: name for name in SHEETS["en"] if re.match(r"\d ", name)}
    for number, part in enumerate(pack("en").parts, start=1):
        found = texts(book[by_number[str(number)]])
        assert {"Đảng bộ phường Tân Giang (TG)", *part.lead} <= set(found)
        assert {f"{at}. {note.text}" for at, note in enumerate(part.notes, start=1)} <= set(found)


def test_every_row_of_every_table_is_there(written, pack):
    """Another reader finds each code and each title, and as many numbered rows as the tables have."""
    book = CalamineWorkbook.from_filelike(BytesIO(written("en")))
    assert book.sheet_names == SHEETS["en"]
    rows = [row for name in book.sheet_names[1:] for row in book.get_sheet_by_name(name).to_python()]
    numbered = [row for row in rows if isinstance(row[0], float)]
    assert len(numbered) == sum(len(table.rows) for part in pack("en").parts for table in part.tables)
    assert sum(str(cell) == "TG-03" for row in numbered for cell in row) >= 6


def test_charts_are_native_and_bear_their_figures(opened):
    """Quota beside admitted, and the stages: once each, over the report's own cells, with the figure on each column."""
    book = opened("vi")
    drawn = {sheet.title: sheet._charts for sheet in book.worksheets if sheet._charts}
    assert {title: len(charts) for title, charts in drawn.items()} == {"1.1 Biểu đồ": 1, "4.5 Biểu đồ": 1}
    (quota,), (stages,) = drawn.values()
    assert [series.val.numRef.f.partition("!")[0] for series in quota.series] == ["'1 Chỉ tiêu'"] * 2
    assert [series.val.numRef.f.partition("!")[0] for series in stages.series] == ["'4.1–4.4 Phụ lục'"]
    for series in (*quota.series, *stages.series):
        assert (series.dLbls.showVal, series.dLbls.showSerName, series.dLbls.showCatName) == (True, False, False)


def of_one(make, letterhead, **changes):
    """The workbook of a pack of one report, in English."""
    part, target = make("en", **changes), BytesIO()
    xlsx.write(replace(part, name="pack", tables=(), parts=(part,)), Texts("en"), letterhead, target)
    return load_workbook(target)


def test_a_chart_tells_no_figure_of_what_is_unknown(make, letterhead):
    """A quota that was not set has an empty cell behind it: a dash would bear the figure 0."""
    book = of_one(make, letterhead)
    (chart,) = book["1.1 Chart"]._charts
    quotas, first, last = re.fullmatch(
        r"'1.1 Chart'!\$(\w+)\$(\d+):\$\w+\$(\d+)", chart.series[0].val.numRef.f
    ).groups()
    found = [book["1.1 Chart"][f"{quotas}{row}"].value for row in range(int(first), int(last) + 1)]
    assert found == [row["quota"] for row in make("en").tables[0].rows]
    assert None in found


def test_a_chart_of_nothing_is_not_drawn(make, letterhead):
    """Where every figure is 0 or unknown there are no columns to look at."""
    table = make("en").tables[0]
    bare = replace(table, rows=tuple({**row, "quota": None, "admitted": 0} for row in table.rows))
    assert of_one(make, letterhead, tables=(bare,)).sheetnames == ["Cover", "1 Quota"]


def test_a_chart_of_one_unit_is_not_drawn(opened):
    """A cell has nothing to be set beside it; its candidates still stand at stages."""
    book = opened("vi", "TG-03")
    assert [sheet.title for sheet in book.worksheets if sheet._charts] == ["4.5 Biểu đồ"]


def test_an_annex_without_rows_is_named_and_takes_no_page(opened):
    """Nothing falls due in the cell: the contents and the report say so, and no empty sheet is printed."""
    book = opened("vi", "TG-03")
    line = "Sắp đến hạn (không có dòng nào)"
    assert line in texts(book.worksheets[0])
    assert f"5.1. {line}" in texts(book["5 Đến hạn"])
    assert not [name for name in book.sheetnames if name.startswith("5.1")]


@pytest.mark.parametrize("lang", LANGS)
def test_print_set_up(opened, lang):
    """The cover upright on one page; every other sheet landscape, one page wide, numbered, its header repeated."""
    cover, *others = opened(lang).worksheets
    setup = cover.page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("portrait", 1, 1)
    for sheet in (cover, *others):
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.oddFooter.center.text == "&P/&N"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    for sheet in others:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
        if not sheet._charts and "–" not in sheet.title:
            assert sheet.print_title_rows == f"${int(sheet.freeze_panes[1:]) - 1}:${int(sheet.freeze_panes[1:]) - 1}"


def test_short_annexes_share_a_page(opened):
    """Tables under each other each keep their header and borders, in columns that hold every figure."""
    sheet = opened("en")["4.1–4.4 Annexes"]
    titles = [cell.value for cell in sheet["A"] if isinstance(cell.value, str) and re.match(r"4\.\d\. ", cell.value)]
    assert titles == ["4.1. By source", "4.2. By stage and time spent there", "4.3. After admission", "4.4. Balance"]
    assert [cell.value for cell in sheet["A"]].count("No.") == 4
    assert sheet.page_setup.fitToHeight == 1
    widths = [sheet.column_dimensions[get_column_letter(column)].width for column in range(1, sheet.max_column + 1)]
    assert sum(widths) <= 118.5


@pytest.mark.skipif(not TOOLS, reason="LibreOffice (soffice) or the tools for PDF are not installed here")
def test_libreoffice_prints_the_cover_alone_and_no_empty_page(written, tmp_path):
    """The cover is the first page, upright and whole; each sheet begins a page in landscape, and each page bears text."""
    source = tmp_path / "pack.xlsx"
    source.write_bytes(written("vi"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    pdf = str(tmp_path / "pack.pdf")
    told = subprocess.run(["pdfinfo", "-l", "99", pdf], check=True, capture_output=True, text=True).stdout
    sizes = [(round(float(wide)), round(float(high))) for wide, high in re.findall(r"size: +([\d.]+) x ([\d.]+)", told)]
    assert sizes[0] == (595, 842)
    assert set(sizes[1:]) == {(842, 595)}
    assert len(SHEETS["vi"]) <= len(sizes) <= len(SHEETS["vi"]) + 4
    read = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    pages = read.rstrip("\f").split("\f")
    assert len(pages) == len(sizes)
    assert ("BỘ BÁO CÁO" in pages[0], "Danh sách" in pages[0], "BÍ THƯ" in pages[0]) == (True, True, True)
    assert "1. Kết quả kết nạp đảng viên so với chỉ tiêu" in pages[1]
    assert min(len(page.split()) for page in pages) > 10
    assert not [page for page in pages if "Mục lục" in page][1:]
