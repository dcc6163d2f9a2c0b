"""The code lists, the lifecycle and the glossary hold together and are written alike."""

import re
import tomllib
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
LISTS = sorted((DATA / "codes").glob("*.toml"))
FILES = [*LISTS, DATA / "lifecycle.toml", DATA / "glossary.toml"]
EXPECTED = {
    "unit_kinds": {"committee", "section_committee", "cell"},
    "sources": {"youth_union", "womens_union", "veterans_association", "demobilised_soldier", "other"},
    "loss_reasons": {"left_to_study", "left_to_work", "no_will", "other"},
    "mentor_ends": {"replaced", "moved", "disciplined", "case_ended", "other"},
    "measures": {"admission", "course", "confirmation"},
    "roles": {"candidate", "probationary", "full"},
    "sexes": {"f", "m"},
    "bases": {"decision", "ceremony"},
    "maps": {"then", "today"},
    "outcomes": {"open", "admitted", "dropped", "refused_by_vote", "decision_annulled", "died", "moved"},
    "acts": {"init", "unit.add", "candidate.step", "quota.set", "tally.set", "undo", "demo"},
}
STEP_FIELDS = {"vi": str, "en": str, "form": str, "actor": str, "once": bool, "ends": bool}
OPTIONAL = {"command", "unless"}
STEP_FIELDS |= {"after": list, "needs": list, "article": dict, "confidence": str}


def read(path):
    """One data file as TOML."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def terms(vi):
    """The single terms of a glossary entry."""
    return [term.strip() for term in vi.split(",")]


LIFECYCLE = read(DATA / "lifecycle.toml")
GLOSSARY = read(DATA / "glossary.toml")


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_code_has_its_terms_and_a_source(path):
    """Each code says its Vietnamese and English term and where the term comes from."""
    for code, entry in read(path).items():
        for field in ("vi", "en", "source"):
            assert entry[field].strip(), f"{path.stem}.{code}.{field}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_data_file_is_plain_text_in_one_spelling(path):
    """Files are UTF-8 without mark, LF, composed letters, ``ủy`` with the mark on the first vowel, and say what they are for."""
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    assert raw.startswith(b"# ")
    assert b"\r" not in raw
    assert text.endswith("\n")
    assert text == unicodedata.normalize("NFC", text)
    assert not re.findall(r"\b(?:uỷ|hoà|xoá|huỷ|khoẻ)\b", text.lower())


@pytest.mark.parametrize("name", EXPECTED)
def test_a_code_list_has_the_codes_the_program_names(name):
    """The codes that commands and tests name are there."""
    assert EXPECTED[name] <= set(read(DATA / "codes" / f"{name}.toml"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_two_codes_of_a_list_read_alike(path, lang):
    """A reader can tell the codes of one list apart by their terms."""
    said = [entry[lang] for entry in read(path).values()]
    assert len(said) == len(set(said))


def test_only_a_cell_looks_after_candidates():
    """A kind says whether units stand under it and whether it has candidates."""
    kinds = read(DATA / "codes/unit_kinds.toml")
    assert [code for code, kind in kinds.items() if kind["candidates"]] == ["cell"]
    assert [code for code, kind in kinds.items() if not kind["has_children"]] == ["cell"]


@pytest.mark.parametrize("key", LIFECYCLE)
def test_a_step_is_complete(key):
    """Each step has all its fields, in their types, and nothing unknown."""
    step = LIFECYCLE[key]
    assert {field: type(value) for field, value in step.items() if field not in OPTIONAL} == STEP_FIELDS
    assert all(step[field].strip() for field in ("vi", "en", "actor"))
    assert set(step["article"]) == {"vi", "en"}
    assert all(text.strip() for text in step["article"].values())
    assert step["confidence"] in set("ABCD")
    assert not step["form"] or step["form"].endswith("-KNĐ")
    assert step["actor"] in GLOSSARY


@pytest.mark.parametrize("key", LIFECYCLE)
def test_a_step_refers_only_to_steps_before_it(key):
    """What a step comes after, needs, or leaves no room for it, is a known step and stands earlier in the file."""
    order = list(LIFECYCLE)
    for earlier in [*LIFECYCLE[key]["after"], *LIFECYCLE[key]["needs"], *LIFECYCLE[key].get("unless", [])]:
        assert order.index(earlier) < order.index(key)


def test_the_lifecycle_ends_in_known_outcomes():
    """Ends come last, once in a case, and each is an outcome."""
    ends = [key for key, step in LIFECYCLE.items() if step["ends"]]
    assert ends == list(LIFECYCLE)[-len(ends) :]
    assert all(LIFECYCLE[key]["once"] for key in ends)
    assert set(ends) <= set(read(DATA / "codes/outcomes.toml"))


def test_steps_with_a_command_of_their_own():
    """Listing, mentoring and dropping are recorded by commands of their own."""
    assert {key: step["command"] for key, step in LIFECYCLE.items() if "command" in step} == {
        "source_listed": "candidate add",
        "mentor_assigned": "candidate mentor",
        "dropped": "candidate drop",
    }


@pytest.mark.parametrize("identifier", GLOSSARY)
def test_a_glossary_entry_is_complete(identifier):
    """Each identifier has a Vietnamese and an English term and a note, which may be empty."""
    entry = GLOSSARY[identifier]
    assert set(entry) == {"vi", "en", "note"}
    assert all(terms(entry["vi"]))
    assert entry["en"].strip()


def test_a_shared_term_is_noted_on_both_sides():
    """Two identifiers with one Vietnamese term each carry a note that tells them apart."""
    users = defaultdict(list)
    for identifier, entry in GLOSSARY.items():
        for term in terms(entry["vi"]):
            users[term.casefold()].append(identifier)
    shared = {term: names for term, names in users.items() if len(names) > 1}
    assert not {term: names for term, names in shared.items() if not all(GLOSSARY[name]["note"] for name in names)}


def test_the_glossary_speaks_as_the_code_lists_do():
    """A word that is both in the glossary and a source or kind of unit has the same terms in both."""
    for name in ("sources", "unit_kinds"):
        for code, entry in read(DATA / "codes" / f"{name}.toml").items():
            if code in GLOSSARY:
                assert (entry["vi"], entry["en"]) == (GLOSSARY[code]["vi"], GLOSSARY[code]["en"])
