"""What a wrong command line is answered with, pinned in both languages, and always with where to read how it goes."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

USAGE = tomllib.loads((Path(__file__).parents[2] / "data/texts/usage.toml").read_text(encoding="utf-8"))
LANGS = ("vi", "en")

# fmt: off
SAID = (
    ("unit show TG --frob", 2, "unit show",
     "Không có tùy chọn --frob.",
     "There is no option --frob."),
    ("unit show TG --formt json", 2, "unit show",
     "Không có tùy chọn --formt. Gần giống: --format.",
     "There is no option --formt. Near it: --format."),
    ("unit add TG-04 X --kind cell", 2, "unit add",
     "Thiếu --under.",
     "Missing --under."),
    ("candidate show", 2, "candidate show",
     "Thiếu CASE.",
     "Missing CASE."),
    ("course enrol L00001", 2, "course enrol",
     "Thiếu CASE.",
     "Missing CASE."),
    ("report quota --by vote", 2, "report",
     "Giá trị của --by phải là một trong: decision, ceremony.",
     "The value of --by must be one of: decision, ceremony."),
    ("tally set TG-01 2018 3 --document ' '", 4, "tally set",
     "Giá trị của --document đang để trống. Hãy ghi nội dung, hoặc bỏ --document.",
     "The value of --document is empty. Give one, or leave --document out."),
    (f"unit rename TG-01 X --on 1/1/2023 --document {'x' * 201}", 4, "unit rename",
     "Giá trị của --document quá dài. Hãy ghi tối đa 200 ký tự.",
     "The value of --document is too long. Write at most 200 characters."),
    ("member list --unit", 2, "member list",
     "Tùy chọn --unit cần một giá trị.",
     "The option --unit needs a value."),
    ("candidate list --all=yes", 2, "candidate list",
     "Tùy chọn --all không nhận giá trị.",
     "The option --all takes no value."),
    ("unti list", 2, "",
     "Không có lệnh unti. Gần giống: unit.",
     "There is no command unti. Near it: unit."),
    ("unit \"it's\"", 2, "unit",
     "Không có lệnh it's.",
     "There is no command it's."),
    ("journal verify now (please)", 2, "journal verify",
     "Thừa đối số: now (please).",
     "More arguments than the command takes: now (please)."),
    ("--actor me", 2, "",
     "Thiếu tên lệnh.",
     "A command is missing."),
)
UNREADABLE = {
    "vi": "“TG\\x1b[2J\\udcff” có ký tự ẩn hoặc ký tự không đọc được nên chưa làm gì. Hãy gõ lại từ bàn phím.",
    "en": "“TG\\x1b[2J\\udcff” holds hidden or unreadable characters, so nothing was done. Type it again from the keyboard.",
}
HELP = {"vi": "Xem cách dùng: partytrack {command} --help", "en": "How it goes: partytrack {command} --help"}
# fmt: on


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("line", "code", "command", "vi", "en"), SAID, ids=[line[:40] for line, *_ in SAID])
def test_wrong_usage_is_told(run, ward, line, code, command, vi, en, lang):
    """The answer names what is wrong and the command whose help to read."""
    done = run(*shlex.split(line), db=ward, lang=lang)
    how = HELP[lang].format(command=command).replace("  ", " ")
    assert (done.code, done.err) == (code, f"{vi if lang == 'vi' else en} {how}\n")


@pytest.mark.parametrize("lang", LANGS)
def test_characters_that_steer_a_terminal_are_shown_not_obeyed(run, ward, lang):
    """Control characters and bytes that are no UTF-8 come back visible."""
    done = run("unit", "show", "TG\x1b[2J\udcff", db=ward, lang=lang)
    assert (done.code, done.err) == (4, UNREADABLE[lang] + "\n")


@pytest.mark.parametrize("name", ["PARTYTRACK_DB", "PARTYTRACK_ACTOR", "PARTYTRACK_TODAY", "PARTYTRACK_LANG"])
def test_settings_of_the_environment_are_looked_at_too(run, ward, monkeypatch, name):
    """What cannot be read is refused wherever it was given."""
    monkeypatch.setenv(name, "A\x07B")
    done = run("unit", "list", db=ward)
    assert (done.code, "A\\x07B" in done.err) == (4, True)


def test_every_sentence_on_usage_is_pinned_here():
    """No sentence of usage.toml is without a place in this file, in either language."""
    for place, lang in enumerate(LANGS):
        pinned = [case[3 + place] for case in SAID] + [UNREADABLE[lang], HELP[lang]]
        for key, texts in USAGE.items():
            pattern = re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(texts[lang])))
            assert any(pattern.search(said) for said in pinned), (key, lang)
