"""The workbooks as files: by openpyxl, as text, and saved by LibreOffice as xlsx, xls and ods."""

import csv
import shutil
import subprocess
import unicodedata
from io import StringIO

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from messy.books import Error, Formula, Shown

OFFICE = shutil.which("soffice")
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}


def write_book(book, folder):
    """The workbook by openpyxl, which writes no results of formulas."""
    file = Workbook()
    file.remove(file.active)
    if book.epoch_1904:
        file.epoch = CALENDAR_MAC_1904
    for name, rows in book.sheets.items():
        sheet = file.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row[0] if isinstance(row, tuple) else row, start=1):
                put(sheet.cell(number, column), value)
    read = file[book.read]
    for area in book.merged:
        read.merge_cells(area)
    for number in book.hidden_rows:
        read.row_dimensions[number].hidden = True
    for letter in book.hidden_columns:
        read.column_dimensions[letter].hidden = True
    for name in book.hidden_sheets:
        file[name].sheet_state = "hidden"
    path = folder / f"{book.name}.xlsx"
    file.save(path)
    return path


def put(cell, value):
    """One cell: what is a text stays one, whatever it begins with."""
    match value:
        case Formula(text):
            cell.value = text
        case Error(text):
            cell.value, cell.data_type = text, "e"
        case Shown(shown, form):
            put(cell, shown)
            cell.number_format = form
        case str():
            cell.value, cell.data_type = value, "s"
        case _:
            cell.value = value


def write_text(book, folder, *, separator, encoding, name=None):
    """The first sheet as a text file."""
    text = StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    for _, cells, _ in book.rows:
        writer.writerow(["" if cell is None else cell for cell in cells])
    path = folder / (name or f"{book.name}.csv")
    written = tones_apart(text.getvalue()) if encoding == "cp1258" else text.getvalue()
    path.write_bytes(written.encode(encoding))
    return path


def tones_apart(text):
    """The text with each tone after its letter, as the Vietnamese code page of Windows has it."""
    apart = (unicodedata.normalize("NFD", char) for char in text)
    tones = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
    return "".join(
        unicodedata.normalize("NFC", char.translate(tones)) + "".join(mark for mark in char if ord(mark) in tones)
        for char in apart
    )


# --- LibreOffice ---

_DTD = '<!DOCTYPE library:{0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{0}.dtd">'
_LIBRARY = (
    '<?xml version="1.0" encoding="UTF-8"?>{dtd}<library:{kind} xmlns:library="http://openoffice.org/2000/library"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"{about}>{inner}</library:{kind}>'
)
_STANDARD = (
    '<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/{name}.xlb/" xlink:type="simple"'
    ' library:link="false"/>'
)
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN"'
    ' "module.dtd"><script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"'
    ' script:language="StarBasic">{code}</script:module>'
)
_READY = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"><item'
    ' oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value>'
    "</prop></item></oor:items>"
)
_MACRO = """
Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  Dim locked(1) As New com.sun.star.beans.PropertyValue
  locked(0).Name = "FilterName"
  locked(0).Value = "calc8"
  locked(1).Name = "Password"
  locked(1).Value = "bi mat"
  {saves}
End Sub
"""


def save_by_office(paths, folder):
    """Let LibreOffice save the workbooks as each kind of file, the first one with a password too, in one run of it.

    Its command line saves as one kind in a run; a macro of the user's own library saves as several.
    """
    saves = []
    for path in paths:
        saves.append(f'doc = StarDesktop.loadComponentFromURL("{path.as_uri()}", "_blank", 0, hidden())')
        for kind, name in FILTERS.items():
            (folder / kind).mkdir(parents=True, exist_ok=True)
            target = (folder / kind / path.name).with_suffix(f".{kind}")
            saves += [f'how(0).Value = "{name}"', f'doc.storeToURL("{target.as_uri()}", how())']
        if path == paths[0]:
            saves.append(f'doc.storeToURL("{(folder / "locked.ods").as_uri()}", locked())')
        saves.append("doc.close(True)")
    profile = folder / "profile"
    _write_profile(profile / "user", _MACRO.format(saves="\n  ".join(saves)).replace('"', "&quot;"))
    command = [OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "macro:///Standard.Module1.Main"]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder


def _write_profile(user, code):
    """A profile that is set up already and holds the macro; LibreOffice would lay its own empty library over another."""
    (user / "basic" / "Standard").mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_READY, encoding="utf-8")
    about = ' library:name="Standard" library:readonly="false" library:passwordprotected="false"'
    for name, inner in (("script", '<library:element library:name="Module1"/>'), ("dialog", "")):
        books = _LIBRARY.format(
            dtd=_DTD.format("libraries"), kind="libraries", about="", inner=_STANDARD.format(name=name)
        )
        shelf = _LIBRARY.format(dtd=_DTD.format("library"), kind="library", about=about, inner=inner)
        (user / "basic" / f"{name}.xlc").write_text(books, encoding="utf-8")
        (user / "basic" / "Standard" / f"{name}.xlb").write_text(shelf, encoding="utf-8")
    (user / "basic" / "Standard" / "Module1.xba").write_text(_MODULE.format(code=code), encoding="utf-8")
