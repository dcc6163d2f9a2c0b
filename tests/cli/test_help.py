"""Help at every level: in the reader's language, complete, and nothing in it that the contract does not have."""

import re
import tomllib
from pathlib import Path

import pytest
import typer.main

from partytrack.cli.app import APP
from partytrack.cli.commands import NOUNS
from partytrack.core.codes import code_list

ROOT = Path(__file__).parents[2]
HELP = tomllib.loads((ROOT / "data/texts/help.toml").read_text(encoding="utf-8"))
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "src/partytrack/cli").glob("*.py")))
VERBS = {
    "unit": "add list show rename move merge split close term", "member": "add show transfer arrive return remove die restore list find", "quota": "set list history", "tally": "set remove list",
    "candidate": "add step mentor drop list find show waive", "course": "add enrol result certificate list show", "journal": "list show verify",
    "person": "merge national-id",
}  # fmt: skip
LIBRARY = re.compile(
    r"Usage|Options|Commands|Arguments|OPTIONS|COMMAND|ARGS|Show this|exit\.|required|default|<str>|<path>|choice|Error"
)

# What CONTRACT.md promises of the commands that exist by now: arguments, then options.
CONTRACT = {
    "": "--db --lang --today --actor --version",
    "demo": "--output",
    "template": "LAYOUT --unit --output --blank --force",
    "init": "--code --name --kind --since --records-from",
    "unit add": "CODE NAME --kind --under --since --records-from --area",
    "unit list": "--as-of --format",
    "unit show": "UNIT --as-of --format",
    "unit rename": "UNIT NAME --on --document",
    "unit move": "UNIT --under --on --document --dry-run --yes",
    "unit merge": "UNIT... --into --name --on --document --dry-run --yes",
    "unit split": "UNIT --into --main --on --document --dry-run --yes",
    "unit close": "UNIT --on --document --dry-run --yes",
    "unit area": "UNIT AREA",
    "unit term": "UNIT FIRST-LAST --from --to --document",
    "member add": "NAME --unit --born --sex --national-id --fact --admitted-on --confirmed-on",
    "member fact": "PERSON FACT VALUE --on --correct --dry-run",
    "member show": "PERSON --reveal --format",
    "member transfer": "PERSON --to --away --on --document --dry-run",
    "member arrive": "NAME --unit --from-place --on --born --sex --national-id --fact --admitted-on --confirmed-on --document --dry-run",
    "member return": "PERSON --unit --on --from-place --admitted-on --confirmed-on --document --dry-run",
    "member remove": "PERSON --kind --on --document --reason --dry-run",
    "member die": "PERSON --on --document --dry-run",
    "member restore": "PERSON --unit --on --document --dry-run",
    "candidate introduce": "CASE MEMBER --on --together-since --document --dry-run",
    "candidate move": "CASE --to --away --on --document --dry-run",
    "candidate return": "CASE --on --cell --source --dry-run",
    "member list": "--unit --as-of --format",
    "member find": "TEXT --unit --format",
    "candidate add": "NAME --cell --source --born --sex --national-id --fact --on",
    "candidate fact": "CASE FACT VALUE --on --correct --dry-run",
    "candidate step": "CASE STEP --on --document --by --votes --dry-run",
    "candidate mentor": "CASE MEMBER --on --dry-run",
    "candidate drop": "CASE --reason --on --return-on --dry-run",
    "candidate list": "--unit --format",
    "candidate show": "CASE --reveal --format",
    "candidate find": "TEXT --format",
    "candidate waive": "CASE RULE --on --authority --document --reason --until --dry-run",
    "course add": "NAME --kind --from --to --provider --document",
    "course enrol": "COURSE CASE... --on --dry-run",
    "course result": "COURSE [CASE] --attendance --mark --retake-mark --retake-on --on --document --dry-run",
    "course certificate": "COURSE CASE --on --document --again --dry-run",
    "course list": "--format",
    "course show": "COURSE --format",
    "person merge": "PERSON OTHER --dry-run",
    "person national-id": "PERSON NUMBER --correct --dry-run",
    "quota set": "UNIT YEARS AMOUNT --on --document --assumed --measure --segment --round --base-count --base-on",
    "quota list": "UNIT --format",
    "quota history": "UNIT --format",
    "tally set": "UNIT YEAR COUNT --document --measure",
    "tally remove": "UNIT YEAR --measure --dry-run",
    "tally list": "--unit --format",
    "report": "NAME --unit --period --as-of --by --decimals --rounding --explain --format --output --force",
    "due": "--unit --within --as-of --map --depth --format --names --output --force",
    "journal list": "--format",
    "journal show": "ENTRY --format",
    "journal verify": "",
    "undo": "[ENTRY] --dry-run",
    "backup": "FILE",
    "restore": "FILE --force",
    "doctor": "",
}


def commands():
    """Every command there is, by its words, the whole command line first."""
    context = typer.Context(typer.main.get_command(APP))
    found = {"": context.command}
    for noun in NOUNS:
        command = context.command.get_command(context, noun)
        found[noun] = command
        found |= {f"{noun} {verb}": each for verb, each in getattr(command, "commands", {}).items()}
    return found


COMMANDS = list(commands())


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_both_languages(run, command):
    """Help goes to stdout with exit code 0, holds no key instead of a text, and fits into 80 columns."""
    pages = {lang: run(*command.split(), "--help", lang=lang) for lang in ("vi", "en")}
    assert {page.code for page in pages.values()} == {0}
    assert {page.err for page in pages.values()} == {""}
    assert pages["vi"].out.startswith("Cách dùng: partytrack")
    assert pages["en"].out.startswith("Usage: partytrack")
    for page in pages.values():
        assert not re.search(r"\b(opt|arg)\.\w+|help\.\w+", page.out)
        assert max(len(line) for line in page.out.splitlines()) <= 80
        assert "-h, --help" in page.out


@pytest.mark.parametrize("command", COMMANDS)
def test_vietnamese_help_holds_no_word_of_the_library(run, command):
    """What the library says by itself, in English, is said in Vietnamese."""
    page = run(*command.split(), "--help", lang="vi").out
    shown = re.sub(r"^  [A-Za-z_|.<>\[\]-]+( [A-Z/|]+)?  ", "", page, flags=re.MULTILINE)
    assert LIBRARY.findall(shown) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_h_is_help(run, command):
    """``-h`` shows the same page."""
    assert run(*command.split(), "-h").out == run(*command.split(), "--help").out


@pytest.mark.parametrize("command", CONTRACT)
def test_the_contract_is_kept(command):
    """Every argument and option of the contract exists under its name."""
    found = {name for param in commands()[command].params for name in (*param.opts, param.metavar)}
    assert set(CONTRACT[command].split()) - found == set()


@pytest.mark.parametrize("noun", VERBS)
def test_every_verb_exists(noun):
    """The verbs of the contract are there."""
    assert set(VERBS[noun].split()) <= set(commands()[noun].commands)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_explained(run, command):
    """No command, argument or option is without its own text."""
    run(*command.split(), "--help")
    found = commands()[command]
    assert found.help
    assert [param.name for param in found.params if not getattr(param, "help", None)] == []


@pytest.mark.parametrize(
    "command", ["init", "unit add", "candidate add", "candidate step", "candidate drop", "course add", "quota set"]
)
def test_help_lists_the_codes_to_choose_from(run, command):
    """Where a code is asked for, the help lists them with their terms."""
    page = run(*command.split(), "--help", lang="vi").out
    assert re.search(r"^  [a-z_]+ +[^\s].*[ộạảăâđêôơưựếềệ]", page.split("--help", 1)[1], re.MULTILINE)


@pytest.mark.parametrize("command", ["candidate add", "candidate fact", "member add", "member fact"])
def test_help_lists_the_facts_and_their_values(run, command):
    """Where a fact is asked for, every fact stands with every value it can have, and their terms."""
    page = " ".join(run(*command.split(), "--help", lang="vi").out.split())
    for fact, row in code_list("facts").items():
        assert f" {fact} {row['vi']}: " in page
        for code, value in code_list(row["values"]).items():
            assert re.search(rf"[ :(]{code}( \({re.escape(value['vi'])}\))?(,| |$)", page)


def test_steps_with_a_command_of_their_own_are_not_offered(run):
    """``candidate step`` offers only what it records itself."""
    page = run("candidate", "step", "--help").out
    assert "  admission_decision " in page
    assert not re.search(r"^  (source_listed|mentor_assigned|dropped) ", page, re.MULTILINE)


def test_every_step_on_record_can_be_corrected(run):
    """``candidate correct`` offers those that other commands record, too, but none that nobody records."""
    page = run("candidate", "correct", "--help").out
    assert all(f"  {step} " in page for step in ("admission_decision", "source_listed", "dropped"))
    assert "  certificate_lapsed " not in page


def test_no_arguments_show_the_help(run):
    """Without a command the page is shown, as wrong usage."""
    done = run("unit")
    assert (done.code, done.out) == (2, "")
    assert done.err == run("unit", "--help").out


def test_every_text_of_the_help_is_used():
    """No key of help.toml is left over, and none that the commands name is missing."""
    literal = set(re.findall(r'(?:help|epilog)="([a-z_.]+)"', SOURCE)) | set(re.findall(r'noun\("([a-z_]+)"\)', SOURCE))
    lists = {f"heading_{name}" for names in re.findall(r'epilog="([a-z_ ]+)"', SOURCE) for name in names.split()}
    named = set(re.findall(r'"help\.([a-z_]+)"', SOURCE)) | set(re.findall(r'", "(usage_[a-z]+)"\)', SOURCE))
    parts = {"heading_options", "heading_arguments", "heading_commands", "required", "default"}
    used = (literal - set(re.findall(r'epilog="([a-z_]+)"', SOURCE))) | lists | named | parts | set(NOUNS)
    assert used == set(HELP)
