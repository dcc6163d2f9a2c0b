"""What a person reads when something goes wrong, pinned word for word in both languages."""

import inspect
import re
import tomllib
import unicodedata
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from partytrack.cli.commands import NOUNS
from partytrack.core import errors
from partytrack.core.amount import Amount
from partytrack.core.data import read_table, read_toml
from partytrack.core.dates import PartialDate
from partytrack.core.finding import Finding
from partytrack.core.span import Span
from partytrack.core.texts import LANGS, Texts
from partytrack.core.words import Citation, Told, Word

ROOT = Path(__file__).parents[2]
TEXTS = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted((ROOT / "data/texts").glob("*.toml"))}
SENTENCES = [(file, key, text) for file, entries in TEXTS.items() for key, text in entries.items()]
NAMES = [f"{file}.{key}" for file, key, _ in SENTENCES]
SOURCE = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "src").rglob("*.py")))

# Official paper in Vietnamese repeats no translation, and writes the day out in figures.
EMPTY = {("layout.party_translated", "vi")}
OTHER_FIELDS = {"layout.place_and_day"}

CLASSES = {
    each
    for _, each in inspect.getmembers(errors, inspect.isclass)
    if issubclass(each, errors.PartytrackError) and errors.PartytrackError not in {each, *each.__bases__}
}

TODAY = date(2022, 4, 26)
LATER = Finding(
    "order_later",
    "block",
    "admission_decision",
    Citation("Điều lệ Đảng, Điều 5.1", "Charter art. 5.1"),
    date(2022, 5, 3),
)
NEEDED = Finding("needed", "block", "application", Citation("Điều lệ Đảng, Điều 4.3", "Charter art. 4.3"))
COURSE_RULES = Citation("1147-QĐ/BTGDVTW, Điều 6.6", "1147-QĐ/BTGDVTW, art. 6.6")
FAILED = Finding(
    "class_failed", "warn", "course_completed", COURSE_RULES, code="CL-04",
    values={"mark": Decimal("4.5"), "least": Decimal("5.0")},
)  # fmt: skip
FAULTS = ("A", "B")
SHEETS = (
    Told("imports.sheet_rows", {"sheet": "2020", "rows": 12}), Told("imports.sheet_rows", {"sheet": "2021", "rows": 1})
)  # fmt: skip
RATE = Amount("rate_range", None, None, Decimal("2.5"), Decimal(3), 600, date(2020, 12, 31))

# fmt: off
STAY = Told("words.stay_told", {
    "person": "P00012", "role": Word("roles", "candidate"), "unit": "TG-01", "first": date(2021, 1, 5), "last": TODAY,
})
OTHER_STAY = Told("words.stay_told", {
    "person": "P00015", "role": Word("roles", "full"), "unit": "TG-02", "first": Word("words", "unknown_day"),
    "last": Word("words", "until_now"),
})
SAID = [
    (errors.BadDay("31/02/2021"),
     "“31/02/2021” không phải là một ngày hợp lệ. Hãy ghi ngày có trong lịch, từ năm 1900, theo dạng 27/5/2022 hoặc 2022-05-27.",
     "“31/02/2021” is not a valid day. Write the day as 27/5/2022 or 2022-05-27, from 1900 on."),
    (errors.DayWithoutYearAhead("27/5", TODAY),
     "Ngày 27/5 của năm nay chưa đến (hôm nay là 26/4/2022). Hãy ghi đủ cả năm, ví dụ 27/5/2021.",
     "27/5 of this year still lies ahead (today is 26 Apr 2022). Write the year as well, such as 27/5/2021."),
    (errors.DayAhead(date(2022, 5, 27), TODAY),
     "Ngày 27/5/2022 chưa đến (hôm nay là 26/4/2022), mà ở đây chỉ ghi việc đã diễn ra. Hãy kiểm tra và ghi lại ngày.",
     "27 May 2022 still lies ahead (today is 26 Apr 2022), and only what has happened is recorded here. Check the day and enter it again."),
    (errors.BadPeriod("2021-13"),
     "“2021-13” không phải là một kỳ báo cáo. Hãy ghi năm (2021), nhiều năm (2019..2021), nửa năm (2026H1), quý (2026Q3), hai ngày (2021-01-01..2022-09-30) hoặc nhiệm kỳ (term:2020-2025).",
     "“2021-13” is not a period. Write a year (2021), years (2019..2021), a half-year (2026H1), a quarter (2026Q3), two days (2021-01-01..2022-09-30) or a term (term:2020-2025)."),
    (errors.BackwardPeriod("2021..2019"),
     "Kỳ “2021..2019” kết thúc trước khi bắt đầu. Hãy ghi mốc sớm trước, mốc muộn sau, ví dụ 2019..2021.",
     "The period “2021..2019” ends before it begins. Write the earlier end first, such as 2019..2021."),
    (errors.BadCount(Word("words", "votes"), "1o"),
     "Giá trị “1o” không hợp lệ cho số phiếu. Hãy ghi một số nguyên từ 0 trở lên, tối đa 8 chữ số, ví dụ 3.",
     "“1o” cannot be read as the number of votes. Write a whole number from 0 up, at most 8 digits, such as 3."),
    (errors.BadCount(Word("words", "decimals"), "-3"),
     "Giá trị “-3” không hợp lệ cho số chữ số thập phân. Hãy ghi một số nguyên từ 0 trở lên, tối đa 8 chữ số, ví dụ 3.",
     "“-3” cannot be read as the number of decimals. Write a whole number from 0 up, at most 8 digits, such as 3."),
    (errors.BadYear("21"),
     "“21” không phải là một năm hợp lệ. Hãy ghi đủ bốn chữ số, từ năm 1930, ví dụ 2021.",
     "“21” is not a valid year. Write all four digits, from 1930 on, such as 2021."),
    (errors.BadCode("TG 03"),
     "“TG 03” không dùng làm mã đơn vị được. Mã bắt đầu bằng chữ hoặc số, dài tối đa 40 ký tự, chỉ gồm chữ, số và các dấu - . / _, không có dấu cách, ví dụ TG-03.",
     "“TG 03” cannot be the code of a unit. A code begins with a letter or digit, has at most 40 characters, and holds only letters, digits and - . / _ without spaces, such as TG-03."),
    (errors.BadName("123"),
     "Tên “123” không dùng được: tên phải có chữ cái, không quá 200 ký tự và không chứa ký tự ẩn. Hãy gõ lại tên từ bàn phím.",
     "The name “123” cannot be used: a name has letters, at most 200 characters and no hidden ones. Type the name again from the keyboard."),
    (errors.BadSex("x"),
     "Giới tính “x” không có trong danh mục. Hãy ghi f (nữ) hoặc m (nam); nếu chưa biết thì bỏ trống.",
     "The sex “x” is not known here. Write f (female) or m (male), or leave it out where it is not known."),
    (errors.BadNationalId("00120101234"),
     "“00120101234” không phải là số định danh cá nhân. Hãy ghi đủ 12 chữ số, không có dấu cách hay dấu chấm, ví dụ 001201012345.",
     "“00120101234” is no national number. Write all 12 digits without spaces or dots, such as 001201012345."),
    (errors.NationalIdTaken("P00012"),
     "Số định danh cá nhân này đã được ghi cho P00012. Nếu là một người, hãy gộp bằng partytrack person merge; nếu không, hãy kiểm tra lại số.",
     "This national number already belongs to P00012. If it is the same person, use partytrack person merge; otherwise check the number."),
    (errors.NationalIdAlready("P00012", "•••••••••345"),
     "P00012 đã có số định danh cá nhân •••••••••345. Nếu số đó bị ghi nhầm, hãy thêm --correct.",
     "P00012 already has the national number •••••••••345. If that one was wrong, add --correct."),
    (errors.MergeOfOne("P00012"),
     "Cả hai mã đều chỉ P00012, nên không có gì để gộp. Hãy ghi mã của hai bản ghi khác nhau.",
     "Both codes name P00012, so there is nothing to merge. Give the codes of two different records."),
    (errors.MergedAlready("P00015", "P00012"),
     "P00015 đã được gộp vào P00012. Nếu còn một bản ghi nữa của cùng một người, hãy gộp bản ghi đó với P00012.",
     "P00015 was already merged into P00012. If there is one more record of the same person, merge that one with P00012."),
    (errors.MergeDiffers("P00012", "P00015", Word("words", "sexes"), Word("sexes", "f"), Word("sexes", "m")),
     "Chưa gộp được P00015 vào P00012: giới tính khác nhau (P00012: nữ; P00015: nam). Nếu là một người, hãy sửa bên ghi nhầm rồi gộp lại.",
     "P00015 was not merged into P00012: they differ in sex (P00012: female; P00015: male). If they are one person, correct the wrong one first, then merge again."),
    (errors.MergeDiffers("P00012", "P00015", Word("words", "born"), PartialDate(date(2001, 5, 3), "day"), PartialDate(date(2002, 1, 1), "year")),
     "Chưa gộp được P00015 vào P00012: ngày sinh khác nhau (P00012: 3/5/2001; P00015: 2002). Nếu là một người, hãy sửa bên ghi nhầm rồi gộp lại.",
     "P00015 was not merged into P00012: they differ in birth date (P00012: 3 May 2001; P00015: 2002). If they are one person, correct the wrong one first, then merge again."),
    (errors.MergeFactDiffers("P00012", "P00015", Word("facts", "occupation"), Word("occupations", "student"), Word("occupations", "farmer"), date(2021, 3, 1)),
     "Chưa gộp được P00015 vào P00012: từ cùng một ngày (1/3/2021), nghề nghiệp khác nhau (P00012: sinh viên; P00015: nông dân). Hãy sửa bên ghi nhầm bằng partytrack member fact … --correct rồi gộp lại.",
     "P00015 was not merged into P00012: from the same day (1 Mar 2021) they differ in occupation (P00012: student; P00015: farmer). Correct the wrong one with partytrack member fact … --correct, then merge again."),
    (errors.MergeDisorder("P00012", "P00015", Word("words", "admitted"), Word("words", "confirmed")),
     "Chưa gộp được P00015 vào P00012: ghép lại thì ngày vào Đảng muộn hơn ngày chính thức. Hãy kiểm tra cả hai bằng partytrack member show, sửa bên ghi nhầm rồi gộp lại.",
     "P00015 was not merged into P00012: put together, the day of entry would lie after the day of full membership. Check both with partytrack member show, correct the wrong one, then merge again."),
    (errors.MergeStaysOverlap(STAY, OTHER_STAY),
     "Chưa gộp được: P00012 được ghi là đối tượng phát triển đảng ở TG-01 từ ngày 5/1/2021 đến 26/4/2022; P00015 được ghi là đảng viên chính thức ở TG-02 từ ngày không rõ đến nay. Một người không thể cùng lúc ở hai nơi hoặc có hai tư cách. Hãy sửa hoặc hoàn tác bên ghi nhầm (partytrack member show, partytrack undo) rồi gộp lại.",
     "Not merged: P00012 is recorded as candidate in TG-01 from 5 Jan 2021 to 26 Apr 2022; P00015 is recorded as full member in TG-02 from an unknown day to now. Nobody is in two places or has two standings on one day. Correct the wrong one or take it back (partytrack member show, partytrack undo), then merge again."),
    (errors.MergeGone("P00012", Word("life_events", "removal"), TODAY, OTHER_STAY),
     "Chưa gộp được: P00012 đã được ghi xóa tên trong danh sách đảng viên, ngày 26/4/2022, nhưng P00015 được ghi là đảng viên chính thức ở TG-02 từ ngày không rõ đến nay. Hãy ghi việc đó cho cả hai, hoặc hoàn tác bên ghi nhầm bằng partytrack undo, rồi gộp lại.",
     "Not merged: P00012 has an entry on 26 Apr 2022 (removal from the roll), but P00015 is recorded as full member in TG-02 from an unknown day to now. Record the same for both, or take the wrong one back with partytrack undo, then merge again."),
    (errors.MergeCasesOpen("P00012", "C00003", "P00015", "C00007"),
     "Chưa gộp được: cả hồ sơ C00003 của P00012 và hồ sơ C00007 của P00015 đều chưa kết thúc. Hãy kết thúc hồ sơ ghi trùng bằng partytrack candidate drop rồi gộp lại.",
     "Not merged: case C00003 of P00012 and case C00007 of P00015 are both still open. End the one recorded in duplicate with partytrack candidate drop, then merge again."),
    (errors.MergeOfMentor("C00003", Word("steps", "mentor_assigned")),
     "Chưa gộp được: ở hồ sơ C00003, hai bản ghi là người vào Đảng và người thực hiện bước phân công đảng viên chính thức giúp đỡ; không ai làm việc đó cho chính mình. Hãy kiểm tra bằng partytrack candidate show C00003.",
     "Not merged: in case C00003 one record is the candidate and the other acts in the step “mentor assigned”; nobody does so in their own case. Check it with partytrack candidate show C00003."),
    (errors.MergeIntroducedTwice("P00012", "P00015", "C00003"),
     "Chưa gộp được: cả P00012 và P00015 đều đã giới thiệu hồ sơ C00003; mỗi đảng viên giới thiệu một lần. Hãy hoàn tác lần ghi nhầm bằng partytrack undo rồi gộp lại.",
     "Not merged: both P00012 and P00015 introduced case C00003; each member does so once. Take the wrong entry back with partytrack undo, then merge again."),
    (errors.BadFact("student"),
     "“student” chưa đúng dạng. Hãy ghi mã thông tin, dấu = và mã giá trị, ví dụ --fact occupation=student.",
     "“student” cannot be read. Write the code of the fact, = and the code of its value, such as --fact occupation=student."),
    (errors.BadVotes("10/12/9"),
     "“10/12/9” không phải là kết quả biểu quyết hợp lệ. Hãy ghi số người có quyền biểu quyết/có mặt/tán thành, số sau không lớn hơn số trước, ví dụ 12/11/10.",
     "“10/12/9” is not a valid ballot. Write entitled/present/for, none larger than the one before it, such as 12/11/10."),
    (errors.BirthAhead(PartialDate(date(2023, 5, 3), "day"), TODAY),
     "Ngày sinh 3/5/2023 muộn hơn ngày đưa vào nguồn (26/4/2022). Hãy kiểm tra cả hai ngày rồi ghi lại.",
     "The birth date 3 May 2023 lies after the day of listing (26 Apr 2022). Check both days and enter them again."),
    (errors.YearNotOver(2022, TODAY),
     "Năm 2022 chưa kết thúc (hôm nay là 26/4/2022), mà số tổng hợp chỉ ghi cho năm đã qua. Người kết nạp trong năm này được ghi theo từng hồ sơ.",
     "The year 2022 is not over (today is 26 Apr 2022), and a tally stands for a past year. Record this year's admissions case by case."),
    (errors.DaysOutOfOrder(Word("words", "admitted"), Word("words", "confirmed")),
     "Thứ tự ngày chưa đúng: ngày vào Đảng không được muộn hơn ngày chính thức. Hãy kiểm tra cả hai ngày rồi ghi lại.",
     "The days are out of order: the day of entry cannot lie after the day of full membership. Check both and enter them again."),
    (errors.TooManyDecimals("9", 6),
     "Tỷ lệ phần trăm có tối đa 6 chữ số thập phân, không thể có 9. Hãy chọn một số từ 0 đến 6.",
     "A percentage shows at most 6 decimals, not 9. Choose a number from 0 to 6."),
    (errors.UnitUnknown("TG03", ("TG-03", "TG-13")),
     "Không có đơn vị nào mang mã “TG03”. Mã gần giống: TG-03, TG-13. Lệnh partytrack unit list liệt kê mọi đơn vị.",
     "No unit has the code “TG03”. Similar codes: TG-03, TG-13. Use partytrack unit list to see every unit."),
    (errors.UnitUnknown("X", ()),
     "Không có đơn vị nào mang mã “X”. Mã gần giống: –. Lệnh partytrack unit list liệt kê mọi đơn vị.",
     "No unit has the code “X”. Similar codes: –. Use partytrack unit list to see every unit."),
    (errors.CaseUnknown("C0007", ("C00007",)),
     "Không có hồ sơ nào mang mã “C0007”. Mã gần giống: C00007. Lệnh partytrack candidate find tìm hồ sơ theo tên.",
     "No case has the code “C0007”. Similar codes: C00007. Use partytrack candidate find to look it up by name."),
    (errors.MemberUnknown("P7", ()),
     "Không có người nào mang mã “P7”. Mã gần giống: –. Lệnh partytrack member list liệt kê đảng viên kèm mã.",
     "No person has the code “P7”. Similar codes: –. Use partytrack member list to see the members with their codes."),
    (errors.CodeUnknown(Word("words", "unit_kinds"), "cel", ("cell", "committee", "section_committee")),
     "Mã “cel” không có trong danh mục loại đơn vị. Hãy chọn một trong các mã: cell, committee, section_committee.",
     "There is no kind of unit with the code “cel”. Choose one of: cell, committee, section_committee."),
    (errors.EntryUnknown("99"),
     "Nhật ký không có mục số 99. Lệnh partytrack journal list liệt kê các mục.",
     "The journal has no entry 99. Use partytrack journal list to see the entries."),
    (errors.TallyUnknown("TG-03", 2018),
     "Năm 2018 của TG-03 không có số tổng hợp. Lệnh partytrack tally list liệt kê các số đã ghi.",
     "TG-03 has no tally for 2018. Use partytrack tally list to see those on record."),
    (errors.FileMissing("cells.xlsx"),
     "Không tìm thấy tệp “cells.xlsx”. Hãy kiểm tra tên tệp và thư mục rồi chạy lại lệnh.",
     "The file “cells.xlsx” was not found. Check its name and folder, then run the command again."),
    (errors.TermUnknown("2020-2025"),
     "Chưa ghi nhiệm kỳ “2020-2025” cho đơn vị này. Hãy ghi nhiệm kỳ đó bằng lệnh partytrack unit term, hoặc chọn các năm.",
     "The term “2020-2025” is not recorded for this unit. Record the term with partytrack unit term, or choose years instead."),
    (errors.AlreadyBegun("TG"),
     "Kho dữ liệu này đã có đơn vị gốc là TG. Hãy thêm đơn vị bằng lệnh partytrack unit add, hoặc tạo kho khác ở một tệp khác (--db).",
     "This store already has its root unit, TG. Add units with partytrack unit add, or begin another store in another file (--db)."),
    (errors.AlreadyUnder("TG-03", "TG"),
     "Đơn vị TG-03 đang trực thuộc TG rồi. Hãy chọn đơn vị cấp trên khác.",
     "The unit TG-03 stands under TG already. Choose another unit to stand above it."),
    (errors.MoveIntoItself("TG", "TG-03"),
     "Không đặt được TG dưới TG-03: đơn vị không thể trực thuộc chính mình hoặc cấp dưới của mình, và đơn vị gốc không trực thuộc đơn vị nào. Hãy chọn đơn vị khác.",
     "TG cannot stand under TG-03: no unit stands under itself or under what stands below it, and the root stands under nothing. Choose another unit."),
    (errors.ChangesLater("TG-03", TODAY, date(2022, 7, 1)),
     "Đơn vị TG-03 đã có một thay đổi từ ngày 1/7/2022, nên chưa ghi thay đổi từ ngày 26/4/2022. Hãy hoàn tác thay đổi đó trước bằng partytrack undo.",
     "The unit TG-03 has a change recorded from 1 Jul 2022, so the one from 26 Apr 2022 was not entered. Take the later one back first with partytrack undo."),
    (errors.StepsLater("TG-03", TODAY, date(2022, 5, 3)),
     "Ở TG-03 đã ghi một bước ngày 3/5/2022, nên không kết thúc hoạt động từ ngày 26/4/2022 được. Nếu có đơn vị kế thừa, hãy dùng partytrack unit merge.",
     "TG-03 has a step recorded on 3 May 2022, so it cannot be closed from 26 Apr 2022. If another unit carries it on, use partytrack unit merge."),
    (errors.TalliesLater("TG-01", date(2021, 7, 1), 2022, 5),
     "TG-01 có số tổng hợp năm 2022 là 5, sau ngày kết thúc 1/7/2021, nên sẽ không được tính ở đâu. Hãy bỏ bằng partytrack tally remove TG-01 2022 rồi ghi cho đơn vị kế thừa.",
     "TG-01 has a tally of 5 for 2022, after it would end on 1 Jul 2021, so it would count nowhere. Take it away with partytrack tally remove TG-01 2022 and enter it for the unit that carries on."),
    (errors.RootStays("TG"),
     "TG là đơn vị cao nhất trong kho dữ liệu nên không chuyển, sáp nhập, chia tách hay kết thúc được. Hãy chọn một đơn vị trực thuộc.",
     "TG is the root of the store; it cannot be moved, merged, split or closed. Name a unit under it."),
    (errors.TallyInTheWay("TG-02", 2021, 4),
     "TG-02 có số tổng hợp năm 2021 là 4; thay đổi này sẽ đặt số đó cạnh số liệu khác của cùng năm, một trong hai sẽ mất, nên chưa ghi. Hãy xem lại bằng partytrack tally list.",
     "TG-02 has a tally of 4 for 2021; this change would set it beside other figures of that year and one of them would be lost, so it was not entered. See partytrack tally list."),
    (errors.TooDeep("B-13", 12),
     "B-13 sẽ nằm sâu hơn 12 cấp, nên chưa ghi. Hãy kiểm tra lại đơn vị cấp trên.",
     "B-13 would stand more than 12 levels deep, so it was not entered. Check the unit above it."),
    (errors.NothingToSplit("TG-03"),
     "Chia tách TG-03 cần ít nhất hai phần khác nhau, ví dụ --into TG-03A TG-03B.",
     "To split TG-03 name two different parts at least, such as --into TG-03A TG-03B."),
    (errors.NameForNoPart("TG-39", ("TG-31", "TG-32")),
     "Có tên cho TG-39 nhưng đơn vị này không nằm trong các phần: TG-31, TG-32. Hãy kiểm tra mã ở --name.",
     "A name was given for TG-39, which is none of the parts: TG-31, TG-32. Check the code in --name."),
    (errors.UnitCarriedOn("TG-01", date(2025, 7, 1), "TG-20"),
     "Từ ngày 1/7/2025, TG-01 do TG-20 kế thừa; theo tổ chức hiện nay hãy xem TG-20, hoặc dùng --map then để xem TG-01 như khi đó.",
     "Since 1 Jul 2025 TG-01 is carried on by TG-20; on today's map ask about TG-20, or use --map then for TG-01 as it was."),
    (errors.NoCeremony(Word("measures", "course")),
     "Chỉ kết nạp mới tính được theo ngày tổ chức lễ, nội dung “học lớp bồi dưỡng nhận thức về Đảng” thì không; hãy bỏ --by ceremony.",
     "Only admissions can be counted by the ceremony, not “people sent to the awareness course”; leave out --by ceremony."),
    (errors.BadShare("6o"),
     "“6o” không phải là tỷ lệ phần trăm. Hãy ghi như 60 hoặc 62,5%.",
     "“6o” is no share in per cent. Write it like 60 or 62.5%."),
    (errors.SharesIncomplete(("TG-31", "TG-32")),
     "Tỷ lệ phải có đủ cho các phần TG-31, TG-32 và cộng lại bằng 100%.",
     "Give a share for each of the parts TG-31, TG-32; together they make 100%."),
    (errors.StillHasUnits("TG", ("TG-01", "TG-02")),
     "Đơn vị TG còn các đơn vị trực thuộc: TG-01, TG-02. Hãy chuyển hoặc kết thúc các đơn vị đó trước.",
     "Other units still stand under TG: TG-01, TG-02. Move or close them first."),
    (errors.NothingToMerge("TG-01"),
     "Chưa có đơn vị nào để sáp nhập vào TG-01. Hãy ghi mã của các đơn vị được sáp nhập.",
     "No unit was named to merge into TG-01. Give the codes of the units that are merged."),
    (errors.KindsDiffer("TG", ("TG-01",)),
     "TG-01 khác loại với TG nên không hợp nhất được. Hãy chọn các đơn vị cùng loại, hoặc chuyển trực thuộc bằng partytrack unit move.",
     "TG-01 and TG are of different kinds and cannot become one. Choose units of one kind, or move them with partytrack unit move."),
    (errors.ParentsDiffer("TS-01"),
     "Các đơn vị nhập thành TS-01 thuộc những cấp trên khác nhau. Hãy ghi đơn vị cấp trên của TS-01 bằng --under.",
     "The units that become TS-01 stand under different units. Say with --under where TS-01 stands."),
    (errors.MainNotAmong("A", ("B", "C")),
     "A không nằm trong các đơn vị mới (B, C). Hãy chọn đơn vị kế thừa chính trong số đó bằng --main.",
     "A is none of the parts (B, C). Choose the main successor among them with --main."),
    (errors.UnitExists("TG-03", "Chi bộ Tổ dân phố 3"),
     "Mã TG-03 đã dùng cho đơn vị “Chi bộ Tổ dân phố 3”. Hãy chọn một mã khác.",
     "The code TG-03 already belongs to the unit “Chi bộ Tổ dân phố 3”. Choose another code."),
    (errors.UnitNotYet("TG-03", date(2018, 12, 31), date(2019, 7, 1)),
     "Đơn vị TG-03 chỉ có từ ngày 1/7/2019, sau ngày 31/12/2018. Hãy chọn ngày từ 1/7/2019 trở đi, hoặc một đơn vị khác.",
     "The unit TG-03 exists from 1 Jul 2019 only, after 31 Dec 2018. Choose a day from 1 Jul 2019 on, or another unit."),
    (errors.UnitGone("TG-03", TODAY, date(2021, 6, 30)),
     "Đơn vị TG-03 chỉ hoạt động đến hết ngày 30/6/2021, trước ngày 26/4/2022. Hãy chọn ngày không muộn hơn 30/6/2021, hoặc một đơn vị khác.",
     "The unit TG-03 existed until 30 Jun 2021 only, before 26 Apr 2022. Choose a day up to 30 Jun 2021, or another unit."),
    (errors.CellHasNoChildren("TG-03"),
     "TG-03 là chi bộ nên không có đơn vị trực thuộc. Hãy chọn một đảng bộ hoặc đảng bộ bộ phận làm đơn vị cấp trên (--under).",
     "TG-03 is a cell, and no unit stands under a cell. Choose a committee or section committee to stand above it (--under)."),
    (errors.NotACell("TG"),
     "TG không phải là chi bộ, mà đối tượng phát triển đảng do chi bộ theo dõi. Hãy ghi mã của chi bộ; lệnh partytrack unit list liệt kê các mã.",
     "TG is not a cell, and candidates are tracked in cells. Give the code of a cell; partytrack unit list shows the codes."),
    (errors.AreaOfCells("TG"),
     "TG không phải là chi bộ, mà loại hình chỉ ghi cho chi bộ. Hãy ghi mã của chi bộ, hoặc bỏ --area; lệnh partytrack unit list liệt kê các mã.",
     "TG is not a cell, and only a cell has an area. Give the code of a cell, or leave --area out; partytrack unit list shows the codes."),
    (errors.AreaAlready("TG-03", Word("areas", "school")),
     "Loại hình của TG-03 đã ghi là trường học. Muốn thay đổi, hãy chọn mã khác; lệnh partytrack unit area --help liệt kê các mã.",
     "The area of TG-03 is already recorded as school. To change it choose another code; partytrack unit area --help lists them."),
    (errors.NameAlready("TG-03", "Chi bộ Tổ dân phố 3", date(2019, 7, 1)),
     "Tên mới nhất của đơn vị TG-03 là “Chi bộ Tổ dân phố 3”. Tên mới phải khác và bắt đầu sau ngày của tên đó; lệnh partytrack unit show TG-03 cho xem các ngày.",
     "The newest name of the unit TG-03 is “Chi bộ Tổ dân phố 3”. A new name must differ and begin on a later day; partytrack unit show TG-03 shows the days."),
    (errors.BeforeListing("C00007", date(2020, 1, 15), date(2020, 2, 3)),
     "Ngày 15/1/2020 trước ngày 3/2/2020, là ngày hồ sơ C00007 được đưa vào danh sách nguồn. Hãy ghi ngày từ 3/2/2020 trở đi.",
     "15 Jan 2020 lies before 3 Feb 2020, the day on which case C00007 was put on the source list. Give a day from 3 Feb 2020 on."),
    (errors.StepAlready("C00007", Word("steps", "application"), date(2020, 2, 3)),
     "Hồ sơ C00007 đã ghi bước “nộp đơn xin vào Đảng” ngày 3/2/2020, và bước này chỉ ghi một lần. Nếu ngày hoặc nội dung chưa đúng, hãy sửa bằng partytrack candidate correct; nếu ghi nhầm cả bước, hãy tìm mục ấy bằng partytrack journal list rồi hoàn tác bằng partytrack undo.",
     "Case C00007 already has the step “application handed in” on 3 Feb 2020, and it is recorded once only. If its day or content is wrong, use partytrack candidate correct; if it never happened, find the entry with partytrack journal list and take it back with partytrack undo."),
    (errors.FactAlready("C00007", Word("facts", "occupation"), Word("occupations", "farmer"), date(2021, 9, 1)),
     "C00007 đã được ghi nghề nghiệp: nông dân, từ ngày 1/9/2021. Nếu lần ghi đó bị nhầm, hãy thêm --correct; nếu sau này đã thay đổi, hãy ghi ngày thay đổi bằng --on.",
     "C00007 already has occupation: farmer, from 1 Sep 2021. If that entry was wrong, add --correct; if it changed later, give the day of the change with --on."),
    (errors.FactAlready("P00012", Word("facts", "religion"), Word("religions", "none"), Word("words", "unknown_day")),
     "P00012 đã được ghi tôn giáo: không theo tôn giáo, từ ngày không rõ. Nếu lần ghi đó bị nhầm, hãy thêm --correct; nếu sau này đã thay đổi, hãy ghi ngày thay đổi bằng --on.",
     "P00012 already has religion: no religion, from an unknown day. If that entry was wrong, add --correct; if it changed later, give the day of the change with --on."),
    (errors.CaseClosed("C00007", Word("steps", "dropped"), date(2021, 9, 2)),
     "Hồ sơ C00007 đã kết thúc ngày 2/9/2021: đưa ra khỏi danh sách. Chỉ ghi thêm được các bước diễn ra đến ngày đó; nếu theo dõi lại người này, hãy mở hồ sơ mới bằng partytrack candidate return C00007.",
     "Case C00007 ended on 2 Sep 2021: dropped from the list. Only steps up to that day can still be added; to track the person again, open a new case with partytrack candidate return C00007."),
    (errors.StepBlocked("C00007", Word("steps", "admission_ceremony"), (LATER, NEEDED)),
     "Chưa ghi được bước “tổ chức lễ kết nạp” cho hồ sơ C00007: “ban hành quyết định kết nạp” ghi ngày 3/5/2022 nhưng không được muộn hơn bước này [căn cứ: Điều lệ Đảng, Điều 5.1], “nộp đơn xin vào Đảng” phải có trước bước này nhưng chưa được ghi [căn cứ: Điều lệ Đảng, Điều 4.3]. Hãy xem lại bằng partytrack candidate show C00007, rồi ghi điều còn thiếu hoặc sửa điều ghi sai (partytrack candidate correct); quy định được cấp có thẩm quyền miễn thì ghi bằng partytrack candidate waive.",
     "The step “admission ceremony” of case C00007 cannot be recorded: “admission decision” is recorded for 3 May 2022 but cannot come later than this step [Charter art. 5.1], “application handed in” must come before this step but is not recorded [Charter art. 4.3]. Look at partytrack candidate show C00007, then record what is missing or correct what is wrong (partytrack candidate correct); a rule that the authority waives is recorded with partytrack candidate waive."),
    (errors.StepByOtherCommand(Word("steps", "mentor_assigned"), "candidate mentor"),
     "Bước “phân công đảng viên chính thức giúp đỡ” được ghi bằng lệnh riêng. Hãy dùng lệnh partytrack candidate mentor, thêm --help để xem cách ghi.",
     "The step “mentor assigned” has a command of its own. Use partytrack candidate mentor, with --help to see how."),
    (errors.NotAMember("P00034", TODAY, Word("roles", "candidate")),
     "Ngày 26/4/2022, P00034 không phải là đảng viên ở đây (tư cách: đối tượng phát triển đảng). Hãy kiểm tra mã và ngày bằng partytrack member show P00034; với người đang theo dõi, dùng partytrack candidate move hoặc candidate step.",
     "On 26 Apr 2022 P00034 is no member here (standing: candidate). Check the code and the day with partytrack member show P00034; for a candidate use partytrack candidate move or candidate step."),
    (errors.LaterInLife("P00034", Word("life_events", "removal"), date(2022, 5, 3), TODAY),
     "P00034 đã được ghi: xóa tên trong danh sách đảng viên, ngày 3/5/2022, nên không ghi thêm việc của ngày 26/4/2022. Hãy ghi ngày sau ngày 3/5/2022; nếu lần ghi đó bị nhầm, hãy hoàn tác trước bằng partytrack undo.",
     "P00034 already has an entry on 3 May 2022 (removal from the roll), so nothing of 26 Apr 2022 is entered before it. Give a day after 3 May 2022, or take that entry back first with partytrack undo."),
    (errors.ActedLater("P00034", Word("steps", "mentor_assigned"), "C00012", date(2022, 5, 3), TODAY),
     "Hồ sơ C00012 ghi P00034 có liên quan ngày 3/5/2022 (phân công đảng viên chính thức giúp đỡ), nên P00034 không thể rời đi ngày 26/4/2022. Hãy kiểm tra cả hai ngày; nếu bước đó ghi nhầm, hãy hoàn tác trước bằng partytrack undo.",
     "Case C00012 has P00034 in a step of 3 May 2022 (mentor assigned), so P00034 cannot have left on 26 Apr 2022. Check both days; if that step was wrong, take it back first with partytrack undo."),
    (errors.AlreadyThere("P00034", "TG-03", date(2021, 6, 1)),
     "P00034 đã ở TG-03 từ ngày 1/6/2021. Hãy chọn đơn vị khác, hoặc ngày khác.",
     "P00034 has been in TG-03 since 1 Jun 2021. Choose another unit or another day."),
    (errors.StillHere("P00034", Word("roles", "full"), "TG-03", TODAY),
     "Ngày 26/4/2022, P00034 vẫn có tên ở TG-03 (tư cách: đảng viên chính thức), nên chưa thể trở lại. Hãy kiểm tra ngày bằng partytrack member show P00034.",
     "On 26 Apr 2022 P00034 is still on the roll of TG-03 (standing: full member), so there is nothing to come back from. Check the days with partytrack member show P00034."),
    (errors.NotRestorable("P00034", Word("life_events", "transfer_out")),
     "Chỉ khôi phục đảng viên đã bị xóa tên hoặc khai trừ; việc mới nhất ghi cho P00034: chuyển sinh hoạt đảng đi nơi khác. Nếu chuyển sinh hoạt trở về, dùng partytrack member return.",
     "Only a member who was removed or expelled is restored; the newest event of P00034: transfer to another committee. For a return by transfer use partytrack member return."),
    (errors.NoWayBack("P00034", Word("life_events", "removal"), date(2021, 6, 1)),
     "P00034 đã được ghi: xóa tên trong danh sách đảng viên, ngày 1/6/2021, nên không trở lại bằng lệnh này. Nếu được khôi phục, dùng partytrack member restore; nếu xét kết nạp lại, dùng partytrack candidate return; nếu ghi nhầm, dùng partytrack undo.",
     "P00034 has an entry on 1 Jun 2021 (removal from the roll) and does not come back by this command. Use partytrack member restore after a wrong removal, partytrack candidate return for a new admission, or partytrack undo for a slip."),
    (errors.CaseStillOpen("P00034", "C00012", TODAY),
     "Ngày 26/4/2022, hồ sơ C00012 của P00034 chưa kết thúc, nên không mở hồ sơ mới. Hãy ghi tiếp vào hồ sơ đó; nếu hồ sơ đã dừng, ghi bằng partytrack candidate drop trước.",
     "On 26 Apr 2022 case C00012 of P00034 has not ended, so no new one is opened. Go on with that case, or end it first with partytrack candidate drop."),
    (errors.MovedAsMember("C00012", "P00034", TODAY),
     "Ngày 26/4/2022, người trong hồ sơ C00012 đã là đảng viên; hồ sơ đi theo khi chuyển sinh hoạt. Hãy dùng partytrack member transfer P00034.",
     "On 26 Apr 2022 the person of case C00012 is a member, and the case goes along with their transfer. Use partytrack member transfer P00034."),
    (errors.NotTracked("C00012", TODAY),
     "Ngày 26/4/2022, hồ sơ C00012 không thuộc chi bộ nào, nên không có gì để chuyển. Hãy kiểm tra ngày bằng partytrack candidate show C00012.",
     "On 26 Apr 2022 case C00012 was in no cell, so there is nothing to move. Check the days with partytrack candidate show C00012."),
    (errors.IntroducedAlready("C00012", "P00034", TODAY),
     "P00034 đã giới thiệu hồ sơ C00012 ngày 26/4/2022; mỗi đảng viên giới thiệu một lần. Hãy chọn đảng viên khác; nếu lần đó ghi nhầm, hãy sửa ngày bằng partytrack candidate correct C00012 introduction_member hoặc hoàn tác bằng partytrack undo.",
     "P00034 already introduced case C00012 on 26 Apr 2022; each member does so once. Choose another member; if that entry is wrong, mend its day with partytrack candidate correct C00012 introduction_member or take it back with partytrack undo."),
    (errors.WhereTo(),
     "Hãy cho biết chuyển đi đâu: --to với mã đơn vị, hoặc --away với tên tổ chức đảng nơi khác, chỉ một trong hai.",
     "Say where the move leads: --to with the code of a unit, or --away with the name of another organisation, one of the two."),
    (errors.MentorNotFull("P00012", TODAY, Word("roles", "probationary")),
     "Chưa phân công được P00012 (tư cách ngày 26/4/2022: đảng viên dự bị). Người giúp đỡ phải là đảng viên chính thức, không phải chính người được giúp đỡ (Điều lệ Đảng, Điều 5); hãy chọn người khác hoặc ngày khác.",
     "P00012 cannot be assigned (standing on 26 Apr 2022: probationary member). A mentor is a full member, other than the person mentored (Charter, article 5); choose another person or day."),
    (errors.MentorNotFull("P00012", TODAY, Word("words", "no_stay")),
     "Chưa phân công được P00012 (tư cách ngày 26/4/2022: không có tên trong danh sách). Người giúp đỡ phải là đảng viên chính thức, không phải chính người được giúp đỡ (Điều lệ Đảng, Điều 5); hãy chọn người khác hoặc ngày khác.",
     "P00012 cannot be assigned (standing on 26 Apr 2022: not on the roll). A mentor is a full member, other than the person mentored (Charter, article 5); choose another person or day."),
    (errors.MentorAlready("C00007", "P00012", date(2020, 2, 3)),
     "P00012 đã được phân công giúp đỡ hồ sơ C00007 từ ngày 3/2/2020. Muốn thay người, hãy chọn đảng viên khác và một ngày sau ngày 3/2/2020.",
     "P00012 has been the mentor of case C00007 since 3 Feb 2020. To change the mentor, choose another member and a day after 3 Feb 2020."),
    (errors.TallyBesideTally("TG", 2018, 6, "TG-03", 2),
     "Năm 2018, TG-03 đã có số tổng hợp là 2, nên chưa ghi 6 cho TG: hai số không được cộng chồng. Muốn thay, hãy chạy partytrack tally remove TG-03 2018 trước.",
     "TG-03 already has a tally of 2 for 2018, so 6 for TG was not entered: the two must not add up. To replace it, run partytrack tally remove TG-03 2018 first."),
    (errors.TallyBesideRecords("TG", 2020, 6, 5),
     "Năm 2020, TG cùng cấp trên và đơn vị trực thuộc đã ghi 5 trường hợp theo hồ sơ, nên chưa ghi số tổng hợp 6. Hãy ghi tiếp những người còn thiếu theo từng hồ sơ.",
     "For 2020 5 cases are already on record in TG or units above or below it, so the tally of 6 was not entered. Record whoever is still missing case by case."),
    (errors.YearTallied("TG-03", 2018, "TG", 6),
     "Năm 2018 đã có số tổng hợp là 6 ghi cho TG, nên chưa ghi thêm 1 trường hợp ở TG-03. Muốn ghi theo từng hồ sơ, hãy chạy partytrack tally remove TG 2018 trước.",
     "2018 already has a tally of 6, entered for TG, so 1 more in TG-03 was not added. To record case by case, run partytrack tally remove TG 2018 first."),
    (errors.QuotaAlready("TG-03", Span(2020, 2025, "2020-2025").told, date(2021, 1, 5), RATE.told),
     "Chỉ tiêu nhiệm kỳ 2020–2025 của TG-03 theo quyết định ngày 5/1/2021 đã ghi là 2,5-3%. Nếu điều chỉnh, hãy ghi ngày của quyết định điều chỉnh; nếu ghi nhầm, hãy hoàn tác lần ghi trước bằng partytrack undo.",
     "The quota of TG-03 for term 2020–2025 decided on 5 Jan 2021 is already recorded as 2.5-3%. For a revision give the day of the new decision; for a slip take the earlier entry back with partytrack undo."),
    (errors.FileExists("report.xlsx"),
     "Tệp “report.xlsx” đã có sẵn nên chưa ghi. Hãy chọn tên khác, hoặc ghi đè bằng --force nếu lệnh có tùy chọn này.",
     "The file “report.xlsx” already exists and was left as it is. Choose another name, or replace it with --force where the command has that option."),
    (errors.FileOpen("report.xlsx"),
     "Không ghi được tệp “report.xlsx”, thường là do tệp đang mở trong chương trình khác, ví dụ Excel. Hãy đóng tệp rồi chạy lại lệnh, hoặc chọn tên khác.",
     "The file “report.xlsx” cannot be written, mostly because another program such as Excel has it open. Close it and run the command again, or choose another name."),
    (errors.StoreExists("partytrack.db"),
     "Tại “partytrack.db” đã có kho dữ liệu; kho này được giữ nguyên. Hãy chỉ tệp khác ở --db; riêng lệnh partytrack restore có thể thay kho này khi thêm --force.",
     "A store already lies at “partytrack.db” and was left as it is. Name another file with --db; partytrack restore alone can replace it, with --force."),
    (errors.NotADemo("partytrack.db"),
     "“partytrack.db” không phải là kho minh họa nên được giữ nguyên. Hãy chỉ tệp khác cho bản minh họa ở --db.",
     "“partytrack.db” is not a demo store and was left as it is. Name another file for the demo with --db."),
    (errors.NothingToUndo(),
     "Không còn việc nào để hoàn tác. Lệnh partytrack journal list liệt kê những việc đã ghi.",
     "Nothing is left to undo. Use partytrack journal list to see what was recorded."),
    (errors.UndoWithoutChange(12, Word("acts", "person.reveal")),
     "Mục nhật ký số 12 (xem đầy đủ số định danh cá nhân) không thay đổi bản ghi nào nên không có gì để hoàn tác. Lệnh partytrack journal list liệt kê các mục khác.",
     "Journal entry 12 (national numbers shown in full) changed no record, so there is nothing to undo in it. Use partytrack journal list to see the others."),
    (errors.UndoneAlready(12, 14),
     "Mục nhật ký số 12 đã được hoàn tác ở mục số 14. Muốn khôi phục việc đó, hãy chạy partytrack undo 14.",
     "Journal entry 12 was already undone by entry 14. To bring it back, run partytrack undo 14."),
    (errors.UndoBlockedByLater(12, 15, Word("acts", "candidate.step")),
     "Chưa hoàn tác được mục nhật ký số 12, vì mục số 15 (ghi một bước của hồ sơ) sau đó đã sửa cùng số liệu. Hãy chạy partytrack undo 15 trước.",
     "Journal entry 12 cannot be undone yet: the later entry 15 (step of a case) changed the same records. Run partytrack undo 15 first."),
    (errors.UndoBlockedByReference(12, 15, Word("acts", "candidate.add")),
     "Chưa hoàn tác được mục nhật ký số 12, vì mục số 15 (đưa quần chúng vào danh sách nguồn) còn dùng đến số liệu do mục này thêm vào. Hãy chạy partytrack undo 15 trước.",
     "Journal entry 12 cannot be undone yet: entry 15 (new candidate) rests on what it added. Run partytrack undo 15 first."),
    (errors.UndoImageErased(12),
     "Không hoàn tác được mục nhật ký số 12, vì nội dung cũ của mục này đã được xóa theo quy định. Hãy ghi lại số liệu đúng bằng một lệnh mới.",
     "Journal entry 12 cannot be undone: its earlier content was erased as the law asks. Enter the right figures with a new command."),
    (errors.ChainBroken(FAULTS),
     "Nhật ký không còn khớp: A, B. Hãy ngừng ghi, giữ lại tệp này và khôi phục một bản sao lưu tốt bằng partytrack restore.",
     "The journal does not verify: A, B. Stop recording, keep this file, and bring back a good backup with partytrack restore."),
    (errors.StoreUnsound(FAULTS),
     "Kho dữ liệu có lỗi: A, B. Hãy ngừng ghi, giữ lại tệp này và khôi phục một bản sao lưu tốt bằng partytrack restore.",
     "The store has faults: A, B. Stop recording, keep this file, and bring back a good backup with partytrack restore."),
    (errors.ReportUnknown("qouta", ("quota", "shortfall", "zero")),
     "Không có báo cáo nào tên “qouta”. Hãy chọn một trong các báo cáo: quota, shortfall, zero.",
     "There is no report “qouta”. Choose one of: quota, shortfall, zero."),
    (errors.NoCalendar("quota"),
     "Báo cáo quota không ghi được thành lịch (ics), vì chỉ báo cáo due có ngày hẹn. Hãy chọn text, json, csv hoặc xlsx, hoặc dùng lệnh partytrack due.",
     "The report quota cannot be written as a calendar (ics): only the report due has days to keep. Choose text, json, csv or xlsx, or use partytrack due."),
    (errors.PackIsWorkbook("json", ("quota", "shortfall", "zero")),
     "Bộ báo cáo là một tệp Excel nên không xuất được dạng json. Hãy bỏ --format, hoặc lập riêng từng báo cáo: quota, shortfall, zero.",
     "The report pack is one Excel workbook and cannot be written as json. Leave --format out, or build the single reports: quota, shortfall, zero."),
    (errors.PackCountsAll("--segment"),
     "Bộ báo cáo tính mọi trường hợp kết nạp nên không dùng được --segment. Hãy bỏ tùy chọn này, hoặc dùng nó với một báo cáo riêng, ví dụ partytrack report quota.",
     "The report pack is about every admission, so it does not take --segment. Leave that option out, or use it with a single report, such as partytrack report quota."),
    (errors.RevealUnseen(),
     "Danh sách trên màn hình không có cột số định danh cá nhân, nên chưa ghi gì vào nhật ký. Hãy thêm --format xlsx, csv hoặc json.",
     "A list on the screen has no column of national numbers, so nothing was entered in the journal. Add --format xlsx, csv or json."),
    (errors.FactForLife(Word("facts", "ethnicity")),
     "Thông tin “dân tộc” không thay đổi nên không ghi ngày. Hãy bỏ --on; nếu lần ghi trước bị nhầm, hãy thêm --correct.",
     "The fact “ethnicity” never changes, so it takes no day. Leave --on out; if the earlier entry was wrong, add --correct."),
    (errors.DocumentNeeded(),
     "Chỉ tiêu cần có ngày và số của văn bản giao. Hãy ghi cả --on và --document; nếu là số giả định thì ghi --assumed.",
     "A quota needs the day and number of the document that sets it. Give both --on and --document, or --assumed where the figure is an assumption."),
    (errors.BadSpan("2025-2020"),
     "“2025-2020” không phải là thời gian giao chỉ tiêu. Hãy ghi một năm (2021), nhiều năm (2021-2025) hoặc một nhiệm kỳ (term:2020-2025).",
     "A quota cannot be set for “2025-2020”. Write a year (2021), years (2021-2025) or a term (term:2020-2025)."),
    (errors.BadTerm("2020"),
     "“2020” không phải là tên một nhiệm kỳ. Hãy ghi năm đầu và năm cuối, ví dụ 2020-2025.",
     "“2020” is not the name of a term. Write its first and its last year, such as 2020-2025."),
    (errors.TermOutside("2020-2025", date(2026, 1, 1), date(2030, 6, 30)),
     "Từ 1/1/2026 đến 30/6/2030 không có ngày nào thuộc nhiệm kỳ 2020-2025. Hãy kiểm tra các ngày ở --from và --to.",
     "From 1 Jan 2026 to 30 Jun 2030 no day belongs to the years of the term 2020-2025. Check the days of --from and --to."),
    (errors.BadAmount("20-15"),
     "“20-15” không phải là một mức chỉ tiêu. Hãy ghi số người (15), từ bao nhiêu trở lên (15+), khoảng (15-20), tỷ lệ trên 0 và không quá 100 (3%, 3%+, 3-4%) hoặc bình quân mỗi năm (avg:15).",
     "“20-15” is no amount of a quota. Write a number of people (15), at least so many (15+), a range (15-20), a rate above 0 and up to 100 (3%, 3%+, 3-4%) or a yearly average (avg:15)."),
    (errors.BaseNeeded("3%"),
     "Tỷ lệ 3% cần biết tính trên bao nhiêu đảng viên. Hãy ghi cả số đảng viên (--base-count) và ngày của số đó (--base-on).",
     "The rate 3% needs to know of how many members. Give both their number (--base-count) and the day it was counted (--base-on)."),
    (errors.BaseWithoutRate("15+"),
     "15+ không phải là tỷ lệ nên không đi với --base-count và --base-on. Hãy bỏ hai tùy chọn này, hoặc ghi một tỷ lệ, ví dụ 3%.",
     "15+ is no rate, so --base-count and --base-on do not go with it. Leave both out, or give a rate, such as 3%."),
    (errors.RoundNeedsYear(Word("rounds", "national_day"), Span(2021, 2025).told),
     "“Ngày Quốc khánh 2/9” là một đợt trong kế hoạch của một năm, không phải của 2021–2025. Hãy ghi một năm, ví dụ 2021, hoặc bỏ --round.",
     "“National Day, 2 September” is a round of one year's plan, not of 2021–2025. Give a single year, such as 2021, or leave --round out."),
    (errors.StoreOlder("partytrack.db", "0001"),
     "Kho dữ liệu “partytrack.db” do một phiên bản partytrack cũ hơn ghi (cấu trúc 0001) và không nâng cấp được ở nơi đang để, nên được giữ nguyên. Hãy chép tệp vào một thư mục ghi được và chỉ tệp đó ở --db.",
     "The store “partytrack.db” was written by an older version of partytrack (schema 0001) and cannot be upgraded where it lies; it was left as it is. Copy the file to a folder that can be written to, and name it with --db."),
    (errors.StoreMissing("partytrack.db"),
     "Không có kho dữ liệu tại “partytrack.db”. Hãy tạo kho bằng partytrack init, xem thử bằng partytrack demo, hoặc chỉ tệp khác ở --db.",
     "There is no store at “partytrack.db”. Make one with partytrack init, try partytrack demo, or name another file with --db."),
    (errors.StoreEmpty(),
     "Kho dữ liệu này chưa có đơn vị nào. Hãy tạo kho mới ở một tệp khác (--db) bằng partytrack init.",
     "This store has no unit yet. Make a new one in another file (--db) with partytrack init."),
    (errors.StoreForeign("report.xlsx"),
     "“report.xlsx” không phải là kho dữ liệu của chương trình này, hoặc tệp đã hỏng. Hãy chọn tệp khác hoặc dùng một bản sao lưu.",
     "“report.xlsx” is no store of this program, or the file is damaged. Choose another file or use a backup."),
    (errors.StoreNewer("partytrack.db", "0009"),
     "Kho dữ liệu “partytrack.db” do một phiên bản partytrack mới hơn tạo ra (cấu trúc 0009). Hãy cập nhật partytrack rồi chạy lại lệnh.",
     "The store “partytrack.db” was written by a newer version of partytrack (schema 0009). Update partytrack, then run the command again."),
    (errors.StoreLocked("partytrack.db"),
     "Một chương trình khác đang dùng kho dữ liệu “partytrack.db”. Hãy chờ chương trình đó xong rồi chạy lại lệnh.",
     "Another program is using the store “partytrack.db”. Try again when the other program has finished."),
    (errors.StoreFull("partytrack.db"),
     "Ổ đĩa chứa “partytrack.db” đã hết chỗ nên chưa ghi gì. Hãy giải phóng dung lượng rồi chạy lại lệnh.",
     "The disk that holds “partytrack.db” is full, and nothing was saved. Free some space, then run the command again."),
    (errors.StoreUnreadable("partytrack.db", "Permission denied"),
     "Không đọc hoặc ghi được “partytrack.db” (hệ thống báo: Permission denied). Hãy kiểm tra ổ đĩa và quyền truy cập; nếu kho dữ liệu bị hỏng, hãy khôi phục bản sao lưu bằng partytrack restore.",
     "“partytrack.db” cannot be read or written (the system says: Permission denied). Check the disk and your permissions; if a store is damaged, bring back a backup with partytrack restore."),
    (errors.DataFolderMissing("dữ liệu riêng"),
     "Không có thư mục “dữ liệu riêng” mà biến PARTYTRACK_DATA chỉ đến. Hãy kiểm tra đường dẫn, hoặc bỏ biến đó để chỉ dùng dữ liệu của chương trình.",
     "PARTYTRACK_DATA names the folder “dữ liệu riêng”, which does not exist. Check its path, or unset the variable to use the program's own data alone."),
    (errors.DataFileUnknown("own/sources.toml", ("codes/sources.toml",)),
     "Chương trình không đọc tệp nào như “own/sources.toml”. Hãy đặt tệp vào đúng chỗ trong thư mục riêng, theo tên tệp của chương trình: codes/sources.toml.",
     "“own/sources.toml” is no file that the program reads. Put it in its place in your folder, named as the program's own file is: codes/sources.toml."),
    (errors.DataFileBroken("own/facts.toml", 4, "Invalid value"),
     "Không đọc được tệp “own/facts.toml” từ dòng 4 (lỗi cú pháp TOML: Invalid value). Hãy sửa dòng đó theo cách viết của các tệp trong thư mục data của chương trình.",
     "“own/facts.toml” cannot be read from line 4 on (TOML: Invalid value). Write that line as the files in the program's own data folder are written."),
    (errors.DataUnsound("own/facts.toml", "hobby", Told("data.field_missing", {"field": "values"})),
     "Tệp “own/facts.toml”, mục [hobby]: thiếu trường “values”. Hãy sửa tệp rồi chạy lại lệnh.",
     "“own/facts.toml”, table [hobby]: the field “values” is missing. Correct the file, then run the command again."),
    (errors.CodeGone(Word("words", "steps"), "care_visit"),
     "Kho dữ liệu có mã “care_visit” (các bước của hồ sơ), nhưng các tệp dữ liệu đang dùng không có mã này. Hãy đặt biến PARTYTRACK_DATA đến thư mục riêng có mã đó rồi chạy lại lệnh.",
     "The store has “care_visit” (step), which the data files in use do not have. Name the folder that adds it in PARTYTRACK_DATA, then run the command again."),
    (errors.DataFileUnreadable("own/facts.toml", "Permission denied"),
     "Không mở được tệp “own/facts.toml” (hệ thống báo: Permission denied). Hãy kiểm tra quyền truy cập rồi chạy lại lệnh.",
     "“own/facts.toml” cannot be opened (the system says: Permission denied). Check its permissions, then run the command again."),
    (errors.StoreKindUnknown("mysql://…"),
     "Phiên bản này chưa dùng được cơ sở dữ liệu “mysql://…”. Hãy chỉ một tệp trên máy ở --db hoặc PARTYTRACK_DB, ví dụ --db partytrack.db.",
     "This version does not work with the database “mysql://…”. Name a file on this computer with --db or PARTYTRACK_DB, such as --db partytrack.db."),
    (errors.BadMark("11"),
     "“11” không phải là điểm hợp lệ. Hãy ghi điểm theo thang 10, ví dụ 8 hoặc 7,5.",
     "“11” is not a valid mark. Write a mark from 0 to 10, such as 8 or 7.5."),
    (errors.BadAttendance("8o"),
     "“8o” không phải là tỷ lệ tham dự hợp lệ. Hãy ghi phần trăm số tiết đã học, từ 0 đến 100, ví dụ 85.",
     "“8o” is not a valid attendance. Write the share of lessons attended in whole per cent, 0 to 100, such as 85."),
    (errors.CourseUnknown("L0001", ("L00001",)),
     "Không có lớp nào mang mã “L0001”. Mã gần giống: L00001. Lệnh partytrack course list liệt kê các lớp.",
     "No course has the code “L0001”. Similar codes: L00001. Use partytrack course list to see the courses."),
    (errors.EnrolledAlready("C00012", "L00001"),
     "Hồ sơ C00012 đã có trong danh sách lớp L00001. Hãy bỏ mã này khỏi lệnh; partytrack course show L00001 cho xem danh sách lớp.",
     "Case C00012 is in the course L00001 already. Leave it out; partytrack course show L00001 lists the learners."),
    (errors.NotEnrolled("C00012", "L00001"),
     "Hồ sơ C00012 không có trong danh sách lớp L00001. Hãy ghi vào lớp trước bằng partytrack course enrol L00001 C00012.",
     "Case C00012 is not in the course L00001. Enrol it first with partytrack course enrol L00001 C00012."),
    (errors.AdmittedAlready("C00012", "L00001", TODAY),
     "Hồ sơ C00012 đã kết nạp ngày 26/4/2022, mà lớp L00001 dành cho người chưa vào Đảng. Hãy chọn lớp đảng viên mới, hoặc kiểm tra lại ngày của lớp.",
     "Case C00012 was admitted on 26 Apr 2022, and the course L00001 is for people not yet in the Party. Choose a course for new members, or check the days of the course."),
    (errors.NotAdmittedYet("C00012", "L00001", TODAY),
     "Hồ sơ C00012 chưa được kết nạp vào ngày khai giảng 26/4/2022, mà lớp L00001 dành cho đảng viên mới. Hãy ghi lễ kết nạp trước, hoặc chọn lớp nhận thức về Đảng.",
     "Case C00012 is not admitted by 26 Apr 2022, the first day of the course L00001, which is for new members. Record the admission first, or choose an awareness course."),
    (errors.CourseAhead("L00001", date(2022, 5, 3), TODAY),
     "Lớp L00001 đến ngày 3/5/2022 mới khai giảng (hôm nay là 26/4/2022) nên chưa có kết quả. Hãy ghi kết quả sau khi học xong.",
     "The course L00001 begins on 3 May 2022 (today is 26 Apr 2022), so it has no results yet. Record them when it is over."),
    (errors.CourseFailed("C00012", "L00001", FAILED),
     "Chưa cấp được giấy chứng nhận lớp L00001 cho hồ sơ C00012: điểm 4,5, dưới mức đạt 5,0 [căn cứ: CL-04, 1147-QĐ/BTGDVTW, Điều 6.6]. Nếu đã làm lại bài, hãy ghi bằng partytrack course result L00001 C00012 --retake-mark và --retake-on; nếu không, hãy ghi vào một lớp khác.",
     "Case C00012 cannot get the certificate of the course L00001: mark 4.5, below the pass mark of 5.0 [CL-04, 1147-QĐ/BTGDVTW, art. 6.6]. Record a second attempt with partytrack course result L00001 C00012 --retake-mark and --retake-on, or enrol the case in another course."),
    (errors.CertificateAlready("C00012", "L00001", "12/2026", TODAY),
     "Hồ sơ C00012 đã có giấy chứng nhận lớp L00001 số 12/2026, cấp ngày 26/4/2022. Nếu cấp lại vì giấy cũ bị lỗi, hãy thêm --again.",
     "Case C00012 has the certificate 12/2026 of the course L00001, issued on 26 Apr 2022. If it is issued again because that one was faulty, add --again."),
    (errors.CertificateMissing("C00012", "L00001"),
     "Hồ sơ C00012 chưa có giấy chứng nhận lớp L00001 nên không thể cấp lại. Nếu đây là lần cấp đầu, hãy bỏ --again.",
     "Case C00012 has no certificate of the course L00001 that could be issued again. If this is the first one, leave out --again."),
    (errors.CertificateStands("C00012", "L00001", "12/2026"),
     "Kết quả này không đạt, mà hồ sơ C00012 đã được cấp giấy chứng nhận lớp L00001 số 12/2026, nên chưa ghi. Hãy kiểm tra điểm, hoặc hoàn tác việc cấp giấy trước bằng partytrack undo.",
     "This result is a fail, and case C00012 holds the certificate 12/2026 of the course L00001, so it was not entered. Check the mark, or take the certificate back first with partytrack undo."),
    (errors.CertificateTaken("12/2026", "C00012", "L00001"),
     "Số 12/2026 đã dùng cho giấy chứng nhận của hồ sơ C00012 ở lớp L00001, mà mỗi số chỉ dùng cho một giấy. Hãy kiểm tra số vào sổ.",
     "The number 12/2026 stands for the certificate of case C00012 in the course L00001, and each number stands for one certificate. Check the register."),
    (errors.WaivedAlready("C00012", "TL-01", TODAY),
     "Hồ sơ C00012 đã được miễn quy định TL-01 từ ngày 26/4/2022. Nếu lần ghi đó bị nhầm, hãy hoàn tác bằng partytrack undo rồi ghi lại.",
     "Rule TL-01 is waived for case C00012 from 26 Apr 2022 already. If that entry was wrong, take it back with partytrack undo and enter it anew."),
    (errors.ResultOrDecision(),
     "Hãy ghi một trong hai: kết quả của một người (mã hồ sơ cùng --attendance, --mark hoặc --retake-mark), hoặc quyết định công nhận kết quả cả lớp (--on và --document, không kèm mã hồ sơ).",
     "Give one of two: the result of one learner (the case with --attendance, --mark or --retake-mark), or the decision on the whole course (--on and --document, without a case)."),
    (errors.RetakeIncomplete(),
     "Bài làm lại cần có cả điểm (--retake-mark) và ngày (--retake-on). Hãy ghi cả hai.",
     "A second attempt has a mark (--retake-mark) and a day (--retake-on). Give both."),
    (errors.StepNotRecorded("C00012", Word("steps", "application"), (TODAY,)),
     "Hồ sơ C00012 không có bước “nộp đơn xin vào Đảng” như vậy để sửa; các ngày đã ghi: 26/4/2022. Hãy xem lại bằng partytrack candidate show C00012.",
     "Case C00012 has no such “application handed in” to correct; days on record: 26 Apr 2022. See partytrack candidate show C00012."),
    (errors.StepSeveral("C00012", Word("steps", "opinions"), (date(2022, 4, 1), TODAY)),
     "Hồ sơ C00012 có nhiều bước “tổng hợp ý kiến nhận xét”: 1/4/2022, 26/4/2022. Hãy thêm --was với ngày của bước cần sửa.",
     "Case C00012 has more than one “opinions collected”: 1 Apr 2022, 26 Apr 2022. Add --was with the day of the one to correct."),
    (errors.NothingToCorrect("C00012", Word("steps", "application")),
     "“nộp đơn xin vào Đảng” của C00012 đã ghi đúng như vậy. Hãy ghi nội dung cần sửa bằng --on, --document, --votes hoặc --by.",
     "“application handed in” of C00012 stands like that already. Say what to correct with --on, --document, --votes or --by."),
    (errors.CorrectionCrosses("C00012", Word("roles", "probationary"), TODAY, date(2022, 4, 1)),
     "Không thể chuyển sang ngày 26/4/2022 của hồ sơ C00012: đã ghi “đảng viên dự bị” với mốc ngày 1/4/2022. Hãy hoàn tác việc ghi sau đó bằng partytrack undo rồi ghi lại.",
     "In case C00012 the day cannot become 26 Apr 2022: “probationary member” is on record with a turn on 1 Apr 2022. Take back what was recorded after it with partytrack undo, then record it anew."),
    (errors.StepDerived(Word("steps", "certificate_lapsed")),
     "“giấy chứng nhận hết thời hạn, phải học lại” không ghi bằng lệnh: phần mềm tự xác định theo quy định và các bước khác. Hãy ghi bước đã thực hiện; xem các bước bằng partytrack candidate step --help.",
     "“certificate lapsed, back to the course” is not recorded by hand: it follows from the law and the other steps. Record what was done; partytrack candidate step --help lists the steps."),
    (errors.StoreStale("TG.db"),
     "Tiến độ hồ sơ trong TG.db được tính theo quy định hoặc ngày nghỉ cũ và không tính lại được. Hãy chạy một lệnh ghi tại nơi được phép ghi vào kho.",
     "The standing of the cases in TG.db rests on earlier rules or days off and could not be derived anew. Run a command where the store can be written to."),
    (errors.WaiverIncomplete(("--authority", "--reason")),
     "Ghi việc chấp thuận ngoại lệ còn thiếu: --authority, --reason. Hãy ghi đủ --waive, --authority, --waiver-document và --reason, hoặc không ghi tùy chọn nào.",
     "The waiver lacks --authority, --reason. Give all of --waive, --authority, --waiver-document and --reason, or none of them."),
    (errors.OtherStore("mau.xlsx", "TG-03", date(2022, 3, 1)),
     "Tệp mau.xlsx là mẫu lập ngày 1/3/2022 cho TG-03 từ một kho dữ liệu khác, nên các mã trong tệp không ứng với dữ liệu ở đây. Hãy chọn đúng kho dữ liệu bằng --db, hoặc chép bảng sang một tệp Excel mới và bỏ cột mã rồi nhập.",
     "mau.xlsx is a template made on 1 Mar 2022 for TG-03 from another store, so its codes do not belong to the records here. Name the right store with --db, or copy the table without its codes into a new workbook and import that."),
    (errors.OtherLayout("mau.xlsx", "candidates", "members"),
     "Tệp mau.xlsx là mẫu candidates, không phải members. Hãy ghi candidates thay cho members trong lệnh.",
     "mau.xlsx is a template of candidates, not of members. Write candidates in the place of members in the command."),
    (errors.TemplateDamaged("mau.xlsx"),
     "Phần ẩn của tệp mẫu mau.xlsx không còn như khi gửi đi, hoặc thuộc một tệp khác. Hãy chép riêng bảng có dữ liệu sang một tệp Excel mới rồi nhập tệp đó như một danh sách thường.",
     "The hidden part of the template mau.xlsx is no longer as it was sent, or belongs to another file. Copy the table alone into a new workbook and import that as an ordinary list."),
    (errors.RowScrambled(7, "P00012", "P00031"),
     "Dòng 7 mang mã P00031 nhưng vốn được gửi đi cho P00012: có thể chỉ một số cột đã được sắp xếp hoặc chép sang. Hãy xem lại cả dòng; nếu dòng đúng là của P00031, hãy ghi nó ở dòng trống bên dưới.",
     "Row 7 shows the code P00031 but was sent out for P00012: it seems that only some of the columns were sorted or copied. Check the whole row; if it is about P00031, write it in an empty row below."),
    (errors.BookKindUnknown("Danh sách.docx", ("xlsx", "xls", "ods", "csv")),
     "Không đọc được danh sách từ tệp “Danh sách.docx”: chỉ đọc các tệp xlsx, xls, ods, csv. Hãy mở tệp bằng Excel rồi lưu dạng xlsx.",
     "No list can be read from “Danh sách.docx”: files of these kinds are read: xlsx, xls, ods, csv. Open it in Excel and save it as xlsx."),
    (errors.BookUnreadable("Danh sách.xlsx"),
     "“Danh sách.xlsx” không phải là tệp bảng tính, hoặc đã hỏng. Hãy mở tệp bằng Excel rồi lưu lại dạng xlsx; nếu không mở được thì xin bản khác.",
     "“Danh sách.xlsx” is no workbook or a damaged one. Open it in Excel and save it again as xlsx; if it does not open, ask for another copy."),
    (errors.BookLocked("Danh sách.xlsx"),
     "“Danh sách.xlsx” được đặt mật khẩu nên không đọc được. Hãy mở tệp bằng Excel, bỏ mật khẩu rồi lưu lại.",
     "“Danh sách.xlsx” opens with a password only. Open it in Excel, take the password off and save it again."),
    (errors.BookEmpty("Danh sách.xlsx"),
     "“Danh sách.xlsx” không có ô nào chứa nội dung. Hãy kiểm tra xem có đúng tệp không.",
     "“Danh sách.xlsx” has no filled cell. Check whether it is the right file."),
    (errors.SheetTooLarge("Sheet1!XFD1048576"),
     "Trang tính kéo dài đến ô Sheet1!XFD1048576 nên không đọc được vào bộ nhớ. Hãy xóa các dòng và cột thừa ngoài bảng, hoặc chép bảng sang một tệp mới.",
     "The sheet reaches as far as Sheet1!XFD1048576 and does not fit into memory. Delete the rows and columns outside the table, or copy the table into a new file."),
    (errors.TextUnreadable("Danh sách.csv", "UTF-8"),
     "“Danh sách.csv” không đọc được theo bảng mã UTF-8. Hãy lưu lại từ Excel dạng “CSV UTF-8”, hoặc ghi bảng mã bằng --encoding, ví dụ --encoding cp1258; với phông chữ cũ là --encoding tcvn3 hoặc --encoding vni.",
     "“Danh sách.csv” cannot be read as UTF-8. Save it from Excel as “CSV UTF-8”, or name its encoding with --encoding, such as --encoding cp1258; for old fonts --encoding tcvn3 or --encoding vni."),
    (errors.EncodingUnknown("utf-88"),
     "“utf-88” không phải là tên một bảng mã. Hãy ghi tcvn3, vni, utf-8, utf-16 hoặc cp1258.",
     "“utf-88” is not the name of an encoding. Write tcvn3, vni, utf-8, utf-16 or cp1258."),
    (errors.NoTable("Danh sách.xlsx", (Word("members_columns", "name"), Word("members_columns", "unit")), "members"),
     "Trong “Danh sách.xlsx” không có dòng tiêu đề nào của loại danh sách members; cần ít nhất các cột: Họ và tên, Chi bộ. Hãy sửa tiêu đề cột, hoặc lấy biểu mẫu bằng partytrack template members.",
     "“Danh sách.xlsx” has no row of headers of the layout members, which needs these columns at least: Full name, Unit. Correct the headers, or begin from partytrack template members."),
    (errors.RegisterFound("Sheet1!A6", "members"),
     "Từ ô Sheet1!A6 là sổ danh sách đảng viên (mẫu 7-HSĐV): một ô ghi nhiều thông tin, mỗi đảng viên chiếm bốn dòng, nên không đọc được từng cột. Hãy lấy biểu mẫu bằng partytrack template members rồi chép sang, mỗi thông tin một cột.",
     "At Sheet1!A6 begins a member register (form 7-HSĐV): its cells hold several facts each and a member takes four lines, so no column can be read alone. Begin from partytrack template members and copy the members over, one fact a column."),
    (errors.WhichSheet(SHEETS, "2020"),
     'Có nhiều trang tính chứa danh sách loại này: “2020” (12 dòng), “2021” (1 dòng). Hãy chọn một trang bằng --sheet, ví dụ --sheet "2020".',
     'Several sheets hold a list of this layout: “2020” (rows: 12), “2021” (rows: 1). Choose one with --sheet, such as --sheet "2020".'),
    (errors.TwoColumns(Word("facts", "ethnicity"), "Sheet1!C4", "Sheet1!F4"),
     "Hai cột cùng là “dân tộc”: Sheet1!C4 và Sheet1!F4. Hãy bỏ một cột, hoặc đổi tiêu đề của cột không dùng.",
     "Two columns are headed as “ethnicity”: Sheet1!C4 and Sheet1!F4. Delete one of them, or rename the header of the one that is not meant."),
    (errors.NameInParts("Sheet1!B4"),
     "Họ tên được ghi ở hai cột, bắt đầu từ ô Sheet1!B4, nên không cột nào đủ họ tên. Hãy ghép thành một cột “Họ và tên”.",
     "Names are written in two columns, from Sheet1!B4 on, so that none holds a whole name. Join them into one column “Full name”."),
    (errors.HeaderSpans(Word("members_columns", "name"), "Sheet1!B4", ("B", "C")),
     "Tiêu đề “Họ và tên” ở Sheet1!B4 nằm trên nhiều cột có nội dung: B, C. Hãy dồn nội dung về một cột, hoặc đặt tiêu đề riêng cho từng cột.",
     "The header “Full name” at Sheet1!B4 stands over several filled columns: B, C. Bring them into one column, or give each a header of its own."),
    (errors.SheetUnknown("2023", ("2020", "2021")),
     "Tệp không có trang tính nào tên “2023”. Các trang tính có trong tệp: 2020, 2021.",
     "The workbook has no sheet named “2023”. Its sheets are: 2020, 2021."),
    (errors.CellIsError("#N/A"),
     "Ô có “#N/A”, không phải là một giá trị. Hãy sửa công thức hoặc gõ giá trị vào ô.",
     "The cell shows “#N/A”, which is no value. Mend the formula or type the value into the cell."),
    (errors.DateRange("09/9/2022 - 18/9/2022"),
     "“09/9/2022 - 18/9/2022” là một khoảng ngày, mà cột này ghi một ngày. Hãy để ngày đầu và ngày cuối ở hai ô, hoặc chỉ ghi ngày kết thúc; thời gian một lớp ghi bằng partytrack course add.",
     "“09/9/2022 - 18/9/2022” is a span of days, and this column takes one day. Put the first and the last day into two cells, or write the last one only; the days of a course are recorded with partytrack course add."),
    (errors.TwoDays("03/02/2015; 03/02/2016"),
     "“03/02/2015; 03/02/2016” có hai ngày, mà cột này ghi một ngày. Hãy để mỗi ngày ở một cột riêng.",
     "“03/02/2015; 03/02/2016” holds two days, and this column takes one. Give each of them a column of its own."),
    (errors.DayTooCoarse("5/2022"),
     "“5/2022” chưa đủ ngày, mà ở đây cần cả ngày, tháng, năm. Hãy ghi đủ, ví dụ 27/5/2022; nếu chưa biết thì bỏ trống.",
     "“5/2022” is no full day, and one is needed here. Write day, month and year, such as 27/5/2022, or leave the cell blank where it is not known."),
    (errors.DayWithTime("08:30 27/5/2022"),
     "“08:30 27/5/2022” có cả giờ, mà cột này chỉ ghi ngày. Hãy bỏ giờ, ví dụ 27/5/2022.",
     "“08:30 27/5/2022” has a time, and this column takes a day only. Remove the time, such as 27/5/2022."),
    (errors.NumberNotDay("44708"),
     "Ô có số 44708, không phải là ngày. Nếu là ngày của Excel, hãy định dạng ô theo kiểu ngày; nếu không, hãy ghi như 27/5/2022.",
     "The cell holds the number 44708, not a day. If it is a day of Excel, format the cell as a date; if not, write it like 27/5/2022."),
    (errors.DayForText("12/5/2022"),
     "Cột này ghi chữ, nhưng Excel đã đổi nội dung thành ngày hoặc giờ (12/5/2022). Hãy định dạng cột là Text rồi gõ lại.",
     "This column takes text, but Excel made a day or time (12/5/2022) of what was typed. Format the column as text and type it again."),
    (errors.NumberDamaged("••••••••234"),
     "Số ••••••••234 lưu ở ô kiểu số nên có thể đã mất số 0 ở đầu hoặc các chữ số cuối. Hãy định dạng cột là Text rồi gõ lại đủ các chữ số.",
     "••••••••234 was kept as a number, which may have lost zeros in front or digits at its end. Store the column as text and type all digits again."),
    (errors.OldNumber("••••••789"),
     "••••••789 có 9 chữ số, là số chứng minh nhân dân cũ. Hãy ghi số định danh cá nhân 12 chữ số; nếu chưa biết thì bỏ trống.",
     "••••••789 has 9 digits, as identity cards had before. Write the national number of 12 digits, or leave the cell blank where it is not known."),
    (errors.BadFlag("có lẽ"),
     "“có lẽ” không rõ là có hay không. Hãy ghi x hoặc có, không; nếu chưa biết thì bỏ trống.",
     "“có lẽ” says neither yes nor no. Write x or yes, or no; leave the cell blank where it is not known."),
]
# fmt: on

COMPLAINTS = {
    "standing", "integrity", "reference", "chain_image", "chain_gap", "chain_seal", "chain_stray", "chain_head", "path", "name",
}  # fmt: skip


def names_in(pattern):
    """The {names} that a pattern fills in."""
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}


@pytest.mark.parametrize("file", ["glossary", *(f"texts/{file}" for file in TEXTS)])
def test_a_text_reads_the_same_alone_as_with_its_file(file):
    """A command reads only the tables that it says; each of them is what the whole file has under its name."""
    whole = read_toml(file)
    assert {key: read_table(file, key) for key in whole} == whole
    with pytest.raises(KeyError):
        read_table(file, "nowhere")


@pytest.mark.parametrize(("error", "vietnamese", "english"), SAID, ids=[type(error).__name__ for error, *_ in SAID])
def test_a_failure_says_where_what_and_what_next(error, vietnamese, english):
    """Each failure has its sentence, the same facts in both languages."""
    assert (Texts("vi").error(error), Texts("en").error(error)) == (vietnamese, english)


def test_every_failure_is_in_the_table():
    """No failure can reach a person with a sentence that nobody has read."""
    assert {type(error) for error, *_ in SAID} == CLASSES
    assert set(TEXTS["errors"]) == {each.__name__ for each in CLASSES}


def test_every_fault_has_its_clause():
    """Every fault that the doctor can find has its clause, and no clause is left over."""
    assert set(TEXTS["doctor"]) == COMPLAINTS
    kinds = {f"chain_{kind}" for kind in re.findall(r'Fault\([^"\n]*"(\w+)"\)', SOURCE)}
    assert kinds | set(re.findall(r'Complaint\("(\w+)"', SOURCE)) == COMPLAINTS


@pytest.mark.parametrize(("file", "key", "text"), SENTENCES, ids=NAMES)
def test_a_text_stands_in_both_languages(file, key, text):
    """Each text is there in Vietnamese and English, in composed letters and one spelling, with the same {names}."""
    name = f"{file}.{key}"
    assert set(text) == set(LANGS)
    for lang in LANGS:
        assert text[lang].strip() or (name, lang) in EMPTY
        assert text[lang] == unicodedata.normalize("NFC", text[lang])
        assert not re.search(r"\b(?:uỷ|hoà|xoá|huỷ|khoẻ)\b", text[lang].lower())
    assert names_in(text["vi"]) == names_in(text["en"]) or name in OTHER_FIELDS


@pytest.mark.parametrize("each", sorted(CLASSES, key=lambda each: each.__name__), ids=lambda each: each.__name__)
@pytest.mark.parametrize("lang", LANGS)
def test_a_sentence_is_calm_and_names_only_what_the_failure_knows(each, lang):
    """A failure's sentence uses its own fields, ends with a full stop and never shouts."""
    pattern = TEXTS["errors"][each.__name__][lang]
    assert names_in(pattern) <= set(each.__annotations__)
    assert pattern.endswith(".")
    assert "!" not in pattern


@pytest.mark.parametrize("lang", LANGS)
def test_a_fault_fits_into_a_sentence(lang):
    """Faults are joined inside a sentence, so they bring no full stop and say no more than where they are."""
    for text in TEXTS["doctor"].values():
        assert not text[lang].endswith(".")
        assert names_in(text[lang]) <= {"where"}


def test_every_word_that_is_counted_or_listed_is_known():
    """Whatever a sentence can name by key has its word: things counted, code lists, days of a life."""
    used = set(re.findall(r'(?:Word\("words", |check_code\(|parse_count\()"(\w+)"', SOURCE))
    lists = {path.stem for path in (ROOT / "data/codes").glob("*.toml")}
    assert used | lists <= set(TEXTS["words"])


@pytest.mark.parametrize("lang", LANGS)
def test_the_commands_that_a_sentence_proposes_exist(lang):
    """What a failure tells the reader to run can be run."""
    for error, *_ in SAID:
        for noun, verb in re.findall(r"partytrack ([a-z]+)\b(?: ([a-z]+)\b)?", Texts(lang).error(error)):
            assert noun in NOUNS
            verbs = {command.name for command in import_module(f"partytrack.cli.{NOUNS[noun]}").APP.registered_commands}
            assert noun in verbs or verb in verbs, f"{type(error).__name__}: partytrack {noun} {verb}"


def test_the_table_writes_no_code_of_the_program():
    """Nothing unfilled, empty or internal shows in a sentence."""
    for error, *sentences in SAID:
        for sentence in sentences:
            assert not re.search(r"[{}]|None|Word\(|Finding\(|date\(", sentence), type(error).__name__
