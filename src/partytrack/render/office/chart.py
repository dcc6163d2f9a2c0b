"""A native chart on a sheet of its own, so that it prints as one page: columns beside each other, or lines over years."""

from math import ceil

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from partytrack.core.report import Chart, Table
from partytrack.core.texts import Texts
from partytrack.render.cells import tidy
from partytrack.render.office.paper import Grid, put_text, set_page, set_widths, sheet_name
from partytrack.render.office.table import Placed

_WIDTH_CM, _HEIGHT_CM = 24.4, 16.0  # an A4 page in landscape between the margins
_COLORS = ("B0B0B0", "A61C1C")  # light and dark, told apart on a black-and-white printer
_LINES = "D9D9D9"
_BESIDE = 20  # a column that no printed page reaches
_LINE_WIDTH = 28575  # 2.25 points, in 12,700ths of a point, as the format counts
_MOST_STEPS = 10
_UPRIGHT = -5400000  # 90 degrees, in sixty-thousandths
_MOST_LEVEL_NAMES = 15  # more names do not stand side by side and are turned
_COLUMN_UNITS, _ROW_POINTS = 7.8, 15.0  # every program has its own default


def write_chart(book: Workbook, chart: Chart, table: Table, placed: Placed, say: Texts) -> None:
    """Draw the chart on a new sheet, where there is something to draw."""
    if series := drawn(chart, table, placed):
        name = sheet_name(say("layout.chart_sheet"), "Chart", book.sheetnames)
        draw(book.create_sheet(name), chart, series, table, placed, say)


def drawn(chart: Chart, table: Table, placed: Placed) -> list[str]:
    """The columns that a chart draws: none of a table without rows, and none that are hidden."""
    series = [key for key in chart.series if key in placed.columns]
    return series if table.rows and chart.names in placed.columns else []


def draw(
    sheet: Worksheet,
    chart: Chart,
    series: list[str],
    table: Table,
    placed: Placed,
    say: Texts,
    top: int = 1,
    *,
    numbers: bool = False,
) -> None:
    """Draw the chart on an empty sheet from row ``top`` on; ``numbers``: each column of it bears its figure."""
    drawing = _drawing(chart, table, say)
    if chart.kind == "line" or (numbers and any(row.get(key) is None for row in table.rows for key in series)):
        placed = _known_only(sheet, chart, table, series)
    for key, color in zip(series, _COLORS * len(series), strict=False):
        values = Reference(placed.sheet, placed.columns[key], placed.header, placed.columns[key], placed.last)
        drawing.add_data(values, titles_from_data=True)
        _draw(drawing.series[-1], chart, color)
        if numbers:
            drawing.series[-1].dLbls = _numbers()
    names = placed.columns[chart.names]
    drawing.set_categories(Reference(placed.sheet, names, placed.first, names, placed.last))
    sheet.add_chart(drawing, f"A{top}")
    set_widths(sheet, Grid((_COLUMN_UNITS,) * 15))
    for row in range(1, top + 31):
        sheet.row_dimensions[row].height = _ROW_POINTS
    set_page(sheet, last_column=15, last_row=top + 30, first_row=top)
    sheet.page_setup.fitToHeight = 1


def _known_only(sheet: Worksheet, chart: Chart, table: Table, series: list[str]) -> Placed:
    """The figures beside the printed page: unknown is an empty cell, for a dash would be drawn, and told, as 0."""
    labels = {column.key: column.label for column in table.columns}
    columns = {key: _BESIDE + place for place, key in enumerate((chart.names, *series))}
    for key, at in columns.items():
        put_text(sheet, 1, at, labels[key])
        for number, row in enumerate(table.rows, start=2):
            value = row[key]
            if isinstance(value, int):
                sheet.cell(number, at, int(value))
            elif value is not None:
                put_text(sheet, number, at, str(value))
    return Placed(sheet, 1, 2, len(table.rows) + 1, columns)


def _draw(series: Series, chart: Chart, color: str) -> None:
    """A filled column, or a straight line with a mark at each known figure, so that one between gaps is seen."""
    if chart.kind == "bar":
        series.graphicalProperties = GraphicalProperties(solidFill=color)
        return
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=color, w=_LINE_WIDTH))
    series.smooth = False
    paint = GraphicalProperties(solidFill=color, ln=LineProperties(solidFill=color))
    series.marker = Marker(symbol="circle", size=7, spPr=paint)


def _numbers() -> DataLabelList:
    """The figure over each column and nothing else; what is not denied some programs show too."""
    nothing_else = dict.fromkeys(
        ("showLegendKey", "showCatName", "showSerName", "showPercent", "showBubbleSize"), False
    )  # fmt: skip
    return DataLabelList(showVal=True, txPr=_small_print(0), **nothing_else)


def _plot(chart: Chart) -> BarChart | LineChart:
    if chart.kind == "line":
        lines = LineChart()
        lines.grouping = "standard"
        lines.display_blanks = "gap"
        return lines
    drawing = BarChart()
    drawing.type, drawing.grouping = "col", "clustered"
    drawing.gapWidth, drawing.overlap = 60, 0
    return drawing


def _drawing(chart: Chart, table: Table, say: Texts) -> BarChart | LineChart:
    drawing = _plot(chart)
    drawing.width, drawing.height = _WIDTH_CM, _HEIGHT_CM  # type: ignore[assignment]  # the stubs say int; centimetres
    drawing.title = _title(chart.title, 1400)
    drawing.x_axis.title = _title(next(column.label for column in table.columns if column.key == chart.names), 1100)
    drawing.y_axis.title = _title(say("layout.people_axis"), 1100)
    drawing.x_axis.delete = drawing.y_axis.delete = False
    drawing.x_axis.txPr = _small_print(0 if len(table.rows) <= _MOST_LEVEL_NAMES else _UPRIGHT)
    drawing.y_axis.txPr = _small_print(0)
    drawing.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=_LINES)))
    drawing.y_axis.scaling.min = 0
    drawing.y_axis.number_format = "#,##0"
    drawing.y_axis.majorUnit = _step(chart, table)
    drawing.legend = Legend()
    drawing.legend.position, drawing.legend.overlay = "t", False
    return drawing


def _step(chart: Chart, table: Table) -> int:
    """Whole people between the lines of the chart: 1, 2, 5, 10, 20 and so on."""
    figures = [row.get(key) for row in table.rows for key in chart.series]
    wanted = ceil(max((figure for figure in figures if isinstance(figure, int)), default=1) / _MOST_STEPS)
    step = 1
    while step < wanted:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return step


def _title(text: str, size: int) -> Title:
    """A title that stands beside the plot, never over it; sizes are hundredths of a point."""
    letters = CharacterProperties(sz=size, b=True)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=letters), r=[RegularTextRun(rPr=letters, t=tidy(text))])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _small_print(turned: int) -> RichText:
    letters = CharacterProperties(sz=900)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)
    return RichText(bodyPr=RichTextProperties(rot=turned), p=[paragraph])
