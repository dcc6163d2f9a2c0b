"""What the program says beside the data, pinned in both languages by a secretary's morning in a new store."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from course_days import COURSE_DAYS
from life_said import LIVES
from list_days import LIST_DAYS
from partytrack.core.texts import Texts
from partytrack.store.connection import SCHEMAS

TEXTS = Path(__file__).parents[2] / "data" / "texts"
LANGS = ("vi", "en")

# fmt: off
MORNING = (
    ('init --code TG --name "Đảng bộ phường Tân Giang" --records-from 2019-01-01',
     "Đã lập TG. Dữ liệu nằm tại STORE, chỉ tài khoản của đồng chí đọc được.",
     "TG is founded. Its store is STORE, readable by your account only."),
    ('unit add TG-01 "Chi bộ Tổ dân phố 1" --kind cell --under TG',
     "Đã thêm TG-01 trực thuộc TG.",
     "Added TG-01 under TG."),
    ('unit add TG-02 "Chi bộ Tổ dân phố 2" --kind cell --under tg --since 1/3/2020',
     "Đã thêm TG-02 trực thuộc tg.",
     "Added TG-02 under tg."),
    ('unit rename tg-02 "Chi bộ Hòa Bình" --on 1/1/2023',
     "TG-02 mang tên Chi bộ Hòa Bình từ ngày 1/1/2023.",
     "TG-02 is named Chi bộ Hòa Bình from 1 Jan 2023."),
    ("unit records-from TG-02 1/3/2020",
     "Số liệu của TG-02 được coi là đầy đủ từ ngày 1/3/2020.",
     "The records of TG-02 count as complete from 1 Mar 2020."),
    ('member add " Trần  Văn Hùng" --unit TG-01 --born 1970 --sex m --admitted-on 3/2/1995 --confirmed-on 3/2/1996',
     "Đã thêm đảng viên Trần Văn Hùng (P00001) vào TG-01.",
     "Added member Trần Văn Hùng (P00001) in TG-01."),
    ('member add "Lê Thị Mai" --unit TG-01 --admitted-on 3/2/2010',
     "Đã thêm đảng viên Lê Thị Mai (P00002) vào TG-01.",
     "Added member Lê Thị Mai (P00002) in TG-01."),
    ('candidate add "Nguyễn Thị Hoa" --cell TG-01 --source youth_union --born 3/5/2000 --sex f --on 12/1/2021',
     "Đã mở hồ sơ C00001: Nguyễn Thị Hoa, TG-01.",
     "Opened case C00001: Nguyễn Thị Hoa, TG-01."),
    ('candidate add "Nguyễn Thị Hoa" --cell TG-02 --source womens_union --born 3/5/2000',
     ("Đã mở hồ sơ C00002: Nguyễn Thị Hoa, TG-02.\n"
     "Lưu ý: đã có người cùng họ tên và ngày sinh: P00003. Nếu là một người, dùng partytrack undo hoặc partytrack person merge."),
     ("Opened case C00002: Nguyễn Thị Hoa, TG-02.\n"
     "Note: someone of the same name and birth date is on record: P00003. "
     "If it is the same person, use partytrack undo or partytrack person merge.")),
    ("candidate mentor C00001 P00001 --on 1/2/2021 --dry-run",
     "Chạy thử, chưa ghi gì: C00001, phân công đảng viên chính thức giúp đỡ, ngày 1/2/2021.",
     "A dry run, nothing recorded: C00001, mentor assigned, 1 Feb 2021."),
    ("candidate mentor c00001 P00001 --on 1/2/2021",
     "C00001: P00001 giúp đỡ từ ngày 1/2/2021.",
     "C00001: P00001 is the mentor from 1 Feb 2021."),
    ("candidate step C00001 application --on 2/4/2021 --document 3",
     "C00001: đã ghi nộp đơn xin vào Đảng, ngày 2/4/2021.",
     "C00001: recorded application handed in, 2 Apr 2021."),
    ("candidate step C00001 admission_ceremony --on 19/5/2021 --dry-run",
     ("Lưu ý: “ban hành quyết định kết nạp” thường có trước bước này nhưng chưa được ghi "
     "[căn cứ: LUẬT]\n"
     "Lưu ý: “chi bộ nhận quyết định kết nạp” thường có trước bước này nhưng chưa được ghi "
     "[căn cứ: LUẬT]\n"
     "Chạy thử, chưa ghi gì: C00001, tổ chức lễ kết nạp, ngày 19/5/2021."),
     ("Note: “admission decision” usually comes before this step but is not recorded [LAW]\n"
     "Note: “admission decision received by the cell” usually comes before this step but is not recorded [LAW]\n"
     "A dry run, nothing recorded: C00001, admission ceremony, 19 May 2021.")),
    ("candidate correct C00001 application --on 1/4/2021 --dry-run",
     "C00001: có thể sửa bước nộp đơn xin vào Đảng; chưa ghi gì.",
     "C00001: application handed in can be corrected; nothing was recorded."),
    ("candidate correct C00001 application --on 1/4/2021",
     "C00001: đã sửa bước nộp đơn xin vào Đảng, nay là ngày 1/4/2021.",
     "C00001: corrected application handed in, now 1 Apr 2021."),
    ("candidate correct C00001 application --document 4",
     "C00001: đã sửa bước nộp đơn xin vào Đảng.",
     "C00001: corrected application handed in."),
    ("candidate drop C00002 --reason left_to_study --on 26/4 --dry-run",
     "Chạy thử, chưa ghi gì: C00002, đưa ra khỏi danh sách, ngày 26/4/2022.",
     "A dry run, nothing recorded: C00002, dropped from the list, 26 Apr 2022."),
    ("candidate drop C00002 --reason LEFT_TO_STUDY --on 26/4 --return-on 1/9/2024",
     "C00002: đưa ra khỏi nguồn ngày 26/4/2022, lý do: đi học xa.",
     "C00002: dropped on 26 Apr 2022, reason: left to study."),
    ("quota set TG-01 2023 2 --on 15/12/2022 --document 31-NQ/ĐU",
     "Chỉ tiêu 2023 của TG-01: 2.",
     "Quota of TG-01 for 2023: 2."),
    ("quota set TG-01 2023 2,5-4% --base-count 47 --base-on 31/12/2021 --on 1/3/2023 --document 40-NQ/ĐU",
     "Chỉ tiêu 2023 của TG-01: 2,5-4%, tức là 2 người.",
     "Quota of TG-01 for 2023: 2.5-4%, which comes to 2."),
    ("unit term tg 2020-2025 --from 15/8/2020 --to 14/8/2025 --document 3-NQ/ĐH",
     "Nhiệm kỳ 2020–2025 của TG: từ 15/8/2020 đến 14/8/2025.",
     "Term 2020–2025 of TG: 15 Aug 2020 to 14 Aug 2025."),
    ("quota set TG term:2020-2025 60+ --on 1/9/2020 --document 4-NQ/ĐU",
     "Chỉ tiêu nhiệm kỳ 2020–2025 của TG: 60+.",
     "Quota of TG for term 2020–2025: 60+."),
    ("tally set TG-01 2018 3 --document 5-BC/ĐU",
     "Số tổng hợp 2018 của TG-01: 3.",
     "Tally of TG-01 for 2018: 3."),
    ("tally remove TG-01 2018 --dry-run",
     "Chạy thử, chưa ghi gì: sẽ bỏ số tổng hợp 2018 của TG-01.",
     "A dry run, nothing recorded: would remove the tally of TG-01 for 2018."),
    ("tally remove TG-01 2018",
     "Đã bỏ số tổng hợp 2018 của TG-01.",
     "Removed the tally of TG-01 for 2018."),
    ("undo --dry-run",
     "Chạy thử, chưa ghi gì: sẽ hoàn tác mục 20 (bỏ số tổng hợp, TG-01).",
     "A dry run, nothing recorded: would undo entry 20 (removal of a tally, TG-01)."),
    ("undo",
     "Đã hoàn tác mục 20 (bỏ số tổng hợp, TG-01).",
     "Undid entry 20 (removal of a tally, TG-01)."),
    ("report quota --format csv --output bao-cao.csv",
     "Đã ghi bao-cao.csv.",
     "Wrote bao-cao.csv."),
    ("journal verify",
     "Nhật ký nguyên vẹn: 21 mục.",
     "The journal verifies: 21 entries."),
    ("doctor",
     "STORE không có lỗi.",
     "STORE is sound."),
    ("backup sao-luu.db",
     "Đã sao lưu vào sao-luu.db.",
     "Backed up to sao-luu.db."),
    ("restore sao-luu.db --force",
     "Đã khôi phục STORE từ sao-luu.db.\nBản trước khi khôi phục được giữ tại KEPT.",
     "Restored STORE from sao-luu.db.\nWhat was there before is kept in KEPT."),
    ('unit add BP "Đảng bộ bộ phận" --kind section_committee --under TG',
     "Đã thêm BP trực thuộc TG.",
     "Added BP under TG."),
    ("unit move TG-01 --under BP --on 1/7/2025 --document 12-QĐ --dry-run",
     ("Thay đổi này liên quan đến chi bộ: TG-01; đảng viên: 2; người đang theo dõi: 1; chỉ tiêu đã giao: 0.\n"
      "Chưa ghi gì."),
     "This touches cells: TG-01; members: 2; candidates: 1; quotas already set: 0.\nNothing was recorded."),
    ("unit move TG-01 --under BP --on 1/7/2025 --document 12-QĐ",
     "TG-01 trực thuộc BP từ ngày 1/7/2025.",
     "TG-01 stands under BP from 1 Jul 2025."),
    ('unit merge TG-02 --into TG-09 --name "Chi bộ 9" --on 1/7/2025 --document 12-QĐ',
     "TG-02 nhập vào TG-09 từ ngày 1/7/2025.",
     "Merged TG-02 into TG-09 from 1 Jul 2025."),
    ("unit split TG-09 --into TG-91 TG-92 --main TG-91 --on 1/9/2025 --document 13-QĐ",
     "TG-09 tách thành TG-91, TG-92 từ ngày 1/9/2025; đơn vị kế thừa chính là TG-91.\nTG-91, TG-92 còn mang tên theo mã. Đặt tên bằng: partytrack unit rename TG-91 TÊN --on 2025-09-01",
     "TG-09 is split into TG-91, TG-92 from 1 Sep 2025; the main successor is TG-91.\nTG-91, TG-92 bear their codes as names. To name them: partytrack unit rename TG-91 NAME --on 2025-09-01"),
    ("quota set TG 2026 2 --segment women --round national_day --on 1/9/2025 --document 15-NQ",
     "Chỉ tiêu 2026 của TG: 2.\nRiêng cho: nữ, Ngày Quốc khánh 2/9.",
     "Quota of TG for 2026: 2.\nThis is for: women; National Day, 2 September."),
    ("quota set TG-92 2026 1 --on 1/9/2025 --document 15-NQ",
     "Chỉ tiêu 2026 của TG-92: 1.",
     "Quota of TG-92 for 2026: 1."),
    ("unit close TG-92 --on 1/10/2025 --document 14-QĐ",
     "Chỉ tiêu giao cho đơn vị kết thúc, của các năm sau đó, sẽ không được tính: TG-92 2026. Hãy giao lại cho đơn vị kế thừa.\nTG-92 kết thúc hoạt động từ ngày 1/10/2025.",
     "Quotas of units that end, for years after that, will count nowhere: TG-92 2026. Give them anew to the units that carry on.\nTG-92 is closed from 1 Oct 2025."),
    ("unit area tg-01 residential",
     "Loại hình của TG-01: thôn, tổ dân phố.",
     "Area of TG-01: village or residential area."),
    ("candidate fact c00001 occupation private_worker --on 1/9/2021 --dry-run",
     "Chạy thử, chưa ghi gì: C00001: nghề nghiệp: người lao động trong doanh nghiệp tư nhân (từ ngày 1/9/2021 đến nay).",
     "A dry run, nothing recorded: C00001: occupation: worker in a private enterprise (from 1 Sep 2021 to now)."),
    ("candidate fact C00001 occupation private_worker --on 1/9/2021",
     "C00001: nghề nghiệp: người lao động trong doanh nghiệp tư nhân (từ ngày 1/9/2021 đến nay).",
     "C00001: occupation: worker in a private enterprise (from 1 Sep 2021 to now)."),
    ("candidate fact C00001 occupation student",
     "C00001: nghề nghiệp: sinh viên (từ ngày không rõ đến 31/8/2021).",
     "C00001: occupation: student (from an unknown day to 31 Aug 2021)."),
    ("member fact p00001 ethnicity kinh",
     "P00001: dân tộc: Kinh.",
     "P00001: ethnicity: Kinh."),
    ("person correct p00001 --born 3/5/1971",
     "Đã sửa thông tin của P00001.",
     "Corrected P00001."),
    ("person national-id p00001 001201012345 --dry-run",
     "P00001: số định danh cá nhân •••••••••345.\nChưa ghi gì.",
     "P00001: national number •••••••••345.\nNothing was recorded."),
    ("person national-id p00001 001201012345",
     "P00001: số định danh cá nhân •••••••••345.",
     "P00001: national number •••••••••345."),
    ("person merge P00003 P00004 --dry-run",
     "Có thể gộp P00004 vào P00003. Hồ sơ sẽ chuyển sang: C00002.\nChưa ghi gì.",
     "P00004 can be merged into P00003. Cases that would move: C00002.\nNothing was recorded."),
    ("person merge P00003 P00004",
     "Đã gộp P00004 vào P00003; mã P00004 từ nay mở trang của P00003. Hồ sơ chuyển sang: C00002.",
     "Merged P00004 into P00003; the code P00004 now opens the page of P00003. Cases moved: C00002."),
    ("member show p00004",
     "P00004 đã được gộp vào P00003; dưới đây là thông tin của P00003.",
     "P00004 was merged into P00003; this is the page of P00003."),
)
GO_ON = {"vi": "Tiếp tục?", "en": "Go on?"}
LAW = {"vi": "LUẬT", "en": "LAW"}
LOST = {
    "vi": "Không ghi được kết quả ra ngoài (hệ thống báo: No space left on device). "
          "Những gì đã ghi vào kho vẫn được giữ; hãy chọn nơi khác cho kết quả.",
    "en": "The result could not be written (the system says: No space left on device). "
          "What was recorded in the store stays; send the result elsewhere.",
}
UPGRADED = {
    "vi": "Kho dữ liệu STORE do phiên bản cũ hơn ghi nên đã được nâng cấp; bản trước đó được giữ tại KEPT.",
    "en": "The store STORE was written by an older version and is now upgraded; what was there before is kept in KEPT.",
}
STOPPED = {"vi": "Đã dừng, chưa ghi gì.", "en": "Stopped, nothing recorded."}
HINTS = {
    "vi": """\
Đã ghi reports/quota-TG-2019-2021.xlsx.
Dữ liệu mẫu (mọi người trong đó đều hư cấu) nằm tại mẫu thử.db. Thử tiếp:
  partytrack --db 'mẫu thử.db' report shortfall --period 2019..2021
  partytrack --db 'mẫu thử.db' report zero --period 2019..2021
  partytrack --db 'mẫu thử.db' report quota --unit TG-03 --period 2019..2021 --explain
  partytrack --db 'mẫu thử.db' candidate list --unit TG-03
""",
    "en": """\
Wrote reports/quota-TG-2019-2021.xlsx.
The demo store (everyone in it is made up) is mẫu thử.db. Try next:
  partytrack --db 'mẫu thử.db' report shortfall --period 2019..2021
  partytrack --db 'mẫu thử.db' report zero --period 2019..2021
  partytrack --db 'mẫu thử.db' report quota --unit TG-03 --period 2019..2021 --explain
  partytrack --db 'mẫu thử.db' candidate list --unit TG-03
""",
}
LEFT = {
    "vi": "Chưa có đơn vị: 1 đảng viên, 0 người đang theo dõi. "
          "Nếu đơn vị khác kế thừa, hãy hoàn tác rồi dùng partytrack unit merge.",
    "en": "Left without a unit: 1 members, 0 candidates. "
          "If another unit carries them on, undo this and use partytrack unit merge.",
}
REFORM_HINTS = {
    "vi": """
Dữ liệu mẫu (mọi người trong đó đều hư cấu) nằm tại mẫu thử.db. Thử tiếp:
  partytrack --db 'mẫu thử.db' report quota --unit TG --period 2024
  partytrack --db 'mẫu thử.db' report quota --unit TS --period 2024 --map today
  partytrack --db 'mẫu thử.db' report history --unit TS
  partytrack --db 'mẫu thử.db' report allocation --unit TS --period 2026
  partytrack --db 'mẫu thử.db' report segments
  partytrack --db 'mẫu thử.db' unit show TS
  partytrack --db 'mẫu thử.db' undo --dry-run""",
    "en": """
The demo store (everyone in it is made up) is mẫu thử.db. Try next:
  partytrack --db 'mẫu thử.db' report quota --unit TG --period 2024
  partytrack --db 'mẫu thử.db' report quota --unit TS --period 2024 --map today
  partytrack --db 'mẫu thử.db' report history --unit TS
  partytrack --db 'mẫu thử.db' report allocation --unit TS --period 2026
  partytrack --db 'mẫu thử.db' report segments
  partytrack --db 'mẫu thử.db' unit show TS
  partytrack --db 'mẫu thử.db' undo --dry-run""",
}
# fmt: on


@pytest.mark.parametrize("lang", LANGS)
def test_a_morning_at_the_desk(run, tmp_path, lang):
    """A secretary founds a store, fills it, errs, takes it back and backs it up; each sentence is pinned."""
    store = tmp_path / "đảng bộ.db"
    for line, *said in MORNING:
        done = run(*shlex.split(line), db=store, lang=lang)
        heard = done.err.replace(str(store), "STORE")
        heard = re.sub(r"\[(căn cứ: |)[^]]+\]", lambda cited: f"[{cited[1]}{LAW[lang]}]", heard)
        heard = re.sub(r"[^\s]*đảng bộ-before-restore-[0-9]{8}-[0-9]{6}\.db", "KEPT", heard.replace(str(tmp_path), ""))
        assert (line, done.code, heard) == (line, 0, said[LANGS.index(lang)] + "\n")


@pytest.mark.usefixtures("quick_demo")
@pytest.mark.parametrize("lang", LANGS)
def test_the_demo_says_what_to_try_next(run, lang):
    """The demo's hints name its store as the shell must be told it, blanks and all."""
    assert run("demo", db="mẫu thử.db", lang=lang).err == HINTS[lang]


@pytest.mark.parametrize("lang", LANGS)
def test_the_demo_after_the_reform_says_what_to_try_next(lang):
    """Its hints too name its store as the shell must be told it."""
    said = Texts(lang)("messages.demo_reform_next", store="mẫu thử.db", db=shlex.quote("mẫu thử.db"))
    assert said == REFORM_HINTS[lang].removeprefix("\n")


@pytest.mark.parametrize("lang", LANGS)
def test_an_upgrade_is_told(run, older, lang):
    """Who opens a store of an older version is told once that it was upgraded and where the old one is kept."""
    kept = older.with_name(f"older-before-{SCHEMAS[-1]}.db")
    for heard in (UPGRADED[lang].replace("STORE", str(older)).replace("KEPT", str(kept)) + "\n", ""):
        done = run("unit", "list", db=older, lang=lang)
        assert (done.code, done.err) == (0, heard)


@pytest.mark.parametrize("lang", LANGS)
def test_stopping_says_that_nothing_was_recorded(run, ward, lang, monkeypatch, held):
    """Ctrl+C ends the command with 130 and one sentence."""

    def stop(*_args, **_values):
        raise KeyboardInterrupt

    before = held(ward)
    monkeypatch.setattr("partytrack.record.units.add_unit", stop)
    done = run("unit", "add", "TG-09", "Chi bộ mới", "--kind", "cell", "--under", "TG", db=ward, lang=lang)
    assert (done.code, done.err) == (130, STOPPED[lang] + "\n")
    assert held(ward) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("command", [["unit", "list"], ["--help"], ["--version"], ["report", "quota"]], ids=" ".join)
def test_a_result_that_cannot_be_written(start, ward, lang, command):
    """A full disk behind stdout ends the command with 5 and says so, whichever part of the program was writing."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = start("--lang", lang, *command, db=ward, stdout=full)
    assert (done.code, done.err) == (5, LOST[lang] + "\n")


@pytest.mark.parametrize("lang", LANGS)
def test_a_change_of_many_people_is_asked_about(run, demo_copy, lang, monkeypatch, held):
    """At a terminal a merger tells what it touches and asks; whoever says no has changed nothing."""
    asked = []
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": staticmethod(lambda: True)}))
    monkeypatch.setattr("typer.confirm", lambda question, **_options: bool(asked.append(question)))
    before = held(demo_copy)
    merger = ("unit", "merge", "TG-01", "TG-02", "--into", "TG-02", "--on", "1/7/2021", "--document", "12-QĐ")
    assert run(*merger, db=demo_copy, lang=lang).code == 0
    assert asked == [GO_ON[lang]]
    assert held(demo_copy) == before


@pytest.mark.parametrize("lang", LANGS)
def test_a_closing_says_who_is_left(run, ward, lang):
    """Whoever closes a cell hears how many people it leaves, and what to do when another carries them on."""
    assert run("member", "add", "Đỗ Văn Út", "--unit", "TG-03", db=ward, lang=lang).code == 0
    done = run("unit", "close", "TG-03", "--on", "1/7/2021", "--document", "7-QĐ", db=ward, lang=lang)
    assert done.err.endswith(LEFT[lang] + "\n")


def test_every_message_is_pinned_here():
    """No sentence of messages.toml is without a place here, or where courses, lists or lives are told, in either language."""
    pinned = {
        "vi": [said for *_, said, _ in (*MORNING, *COURSE_DAYS, *LIVES, *LIST_DAYS)]
        + [LEFT["vi"], REFORM_HINTS["vi"], LOST["vi"], STOPPED["vi"], HINTS["vi"], GO_ON["vi"], UPGRADED["vi"]],
        "en": [said for *_, said in (*MORNING, *COURSE_DAYS, *LIVES, *LIST_DAYS)]
        + [LEFT["en"], REFORM_HINTS["en"], LOST["en"], STOPPED["en"], HINTS["en"], GO_ON["en"], UPGRADED["en"]],
    }
    messages = tomllib.loads((TEXTS / "messages.toml").read_text(encoding="utf-8"))
    for key, texts in messages.items():
        for lang in LANGS:
            pattern = re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(texts[lang])))
            assert any(pattern.search(said) for said in pinned[lang]), (key, lang)
