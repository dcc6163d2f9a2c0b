"""The code lists, the lifecycle and the glossary hold together and are written alike."""

import re
import tomllib
import unicodedata
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from partytrack.core.rules import KINDS

DATA = Path(__file__).parents[2] / "data"
LISTS = sorted((DATA / "codes").glob("*.toml"))
SEGMENTS, FACTS = DATA / "segments.toml", DATA / "facts.toml"
FILES = [*LISTS, SEGMENTS, FACTS, DATA / "lifecycle.toml", DATA / "rules.toml", DATA / "glossary.toml"]
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
    "areas": {"residential", "agency", "school", "enterprise", "police", "military"},
    "ethnic_groups": {"kinh"},
    "religions": {"none"},
    "rounds": {"founding_of_the_party", "ho_chi_minh_birthday", "national_day"},
    "outcomes": {"open", "admitted", "dropped", "refused_by_vote", "decision_annulled", "died", "moved_away"},
    "life_events": {
        "transfer",
        "transfer_out",
        "transfer_in",
        "removal",
        "expulsion",
        "withdrawal",
        "death",
        "restoration",
    },
    "course_kinds": {"awareness", "new_member"},
    "course_grades": {"average", "good", "very_good", "excellent"},
    "acts": {"init", "unit.add", "candidate.step", "quota.set", "tally.set", "undo", "demo"},
}
STEP_FIELDS = {"vi": str, "en": str, "form": str, "actor": str, "once": bool, "ends": bool}
STEP_FIELDS |= {"after": list, "needs": list, "article": dict, "confidence": str}
OPTIONAL = {
    "command": str,
    "unless": list,
    "expects": list,
    "stage": str,
    "only_under": str,
    "only_of": list,
    "derived": bool,
}
RULE_FIELDS = {"vi": str, "en": str, "kind": str, "value": str, "weight": str}
LIMIT = {"done_by": list, "start": str, "step": str, "law_of": str, "at": list, "consent": str}
BESIDE = {
    ("limit", ""): LIMIT, ("limit", "extension"): LIMIT, ("limit", "consent"): LIMIT,
    ("mentor", "gap"): {"step": str}, ("validity", ""): {"of": str}, ("validity", "papers"): {"of": list},
    ("order", ""): {"first": str, "then": str}, ("age", "to"): {"consent": str}, ("age", "consent"): {"limit": str},
    ("union", ""): {"otherwise": str, "until_age": str}, ("introducers", ""): {"with_union": str},
    ("introducers", "together"): {"waived_by": str}, ("vote", ""): {"referred_after": str},
    ("vote", "entitled"): {"voters": str, "leaves_out": str},
}  # fmt: skip
"""What a rule of a kind and aspect may say beside the fields of all rules."""


def read(path):
    """One data file as TOML."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def terms(vi):
    """The single terms of a glossary entry."""
    return [term.strip() for term in vi.split(",")]


LIFECYCLE = read(DATA / "lifecycle.toml")
RULES = read(DATA / "rules.toml")
GLOSSARY = read(DATA / "glossary.toml")


@pytest.mark.parametrize("path", [*LISTS, SEGMENTS, FACTS], ids=lambda path: path.stem)
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


@pytest.mark.parametrize("path", [*LISTS, SEGMENTS, FACTS], ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_two_codes_of_a_list_read_alike(path, lang):
    """A reader can tell the codes of one list apart by their terms."""
    said = [entry[lang] for entry in read(path).values()]
    assert len(said) == len(set(said))


def test_there_are_54_ethnic_groups():
    """The official list has 54, the majority first."""
    groups = list(read(DATA / "codes/ethnic_groups.toml"))
    assert (len(groups), groups[0]) == (54, "kinh")


@pytest.mark.parametrize("fact", read(FACTS))
def test_a_fact_says_its_values_and_whether_it_can_change(fact):
    """A fact has its terms, a list of values that is there, and whether it holds for life; of those there is one."""
    row = read(FACTS)[fact]
    assert set(row) == {"vi", "en", "source", "values", "for_life"}
    assert DATA / "codes" / f"{row['values']}.toml" in LISTS
    assert row["for_life"] is (fact == "ethnicity")


@pytest.mark.parametrize("code", read(SEGMENTS))
def test_a_segment_rests_on_what_can_be_recorded(code):
    """Each condition of a segment is of a known kind, and names facts, values, areas and sources that there are."""
    row = read(SEGMENTS)[code]
    assert set(row) == {"vi", "en", "source", "where"}
    assert row["where"]
    for condition in row["where"]:
        check_condition(condition)


CONDITIONS = [
    {"sex"}, {"age"}, {"fact", "is"}, {"fact", "is", "shown_by_source"}, {"fact", "is_not"}, {"area"}, {"any"}, {"all"},
]  # fmt: skip


def check_condition(told):
    """One condition as ``segments.toml`` describes them; a slip in it would leave a segment silently unknown."""
    assert set(told) in CONDITIONS
    values = read(DATA / "codes" / f"{read(FACTS)[told['fact']]['values']}.toml") if "fact" in told else {}
    assert set(told.get("is", told.get("is_not", []))) <= set(values)
    assert told.get("sex", "f") in read(DATA / "codes/sexes.toml")
    assert set(told.get("age", {})) <= {"from", "to"}
    assert set(told.get("area", [])) <= set(read(DATA / "codes/areas.toml"))
    # the only source so far that no event can have outlived
    assert set(told.get("shown_by_source", [])) <= {"demobilised_soldier"}
    for part in told.get("any", told.get("all", [])):
        check_condition(part)


def test_ages_leave_no_gap():
    """The segments by age follow each other from 18 on, so that each age of an admission is in exactly one."""
    ages = [row["where"][0]["age"] for code, row in read(SEGMENTS).items() if code.startswith("aged_")]
    assert ages[0]["from"] == 18
    assert [age["from"] for age in ages[1:]] == [age["to"] + 1 for age in ages[:-1]]
    assert "to" not in ages[-1]


def test_only_a_cell_looks_after_candidates():
    """A kind says whether units stand under it and whether it has candidates."""
    kinds = read(DATA / "codes/unit_kinds.toml")
    assert [code for code, kind in kinds.items() if kind["candidates"]] == ["cell"]
    assert [code for code, kind in kinds.items() if not kind["has_children"]] == ["cell"]


def test_a_kind_of_course_completes_a_step():
    """Each kind names a step that is there and says whether it is for those admitted already."""
    for kind in read(DATA / "codes/course_kinds.toml").values():
        assert kind["step"] in LIFECYCLE
        assert isinstance(kind["of_members"], bool)


def test_a_round_is_a_day_of_every_year():
    """Each round names its day, which the terms of both languages say, and the list runs through the year."""
    rounds = read(DATA / "codes/rounds.toml")
    days = [date(2023, each["month"], each["day"]) for each in rounds.values()]  # no leap year
    assert days == sorted(set(days))
    for each, day in zip(rounds.values(), days, strict=True):
        assert each["vi"].endswith(f" {day.day}/{day.month}")
        assert each["en"].endswith(f", {day.day} {day:%B}")


@pytest.mark.parametrize("key", LIFECYCLE)
def test_a_step_is_complete(key):
    """Each step has all its fields, in their types, and nothing unknown."""
    step = LIFECYCLE[key]
    assert {field: type(value) for field, value in step.items() if field not in OPTIONAL} == STEP_FIELDS
    assert {field: type(value) for field, value in step.items() if field in OPTIONAL}.items() <= OPTIONAL.items()
    assert all(step[field].strip() for field in ("vi", "en", "actor"))
    assert set(step["article"]) == {"vi", "en"}
    assert all(text.strip() for text in step["article"].values())
    assert step["confidence"] in set("ABCD")
    assert not step["form"] or step["form"].endswith("-KNĐ")
    assert step["actor"] in GLOSSARY


@pytest.mark.parametrize("key", LIFECYCLE)
def test_a_step_refers_only_to_steps_before_it(key):
    """What a step comes after, expects, needs, or leaves no room for it, is a known step and stands earlier in the file."""
    order, step = list(LIFECYCLE), LIFECYCLE[key]
    for earlier in [*step["after"], *step.get("expects", []), *step["needs"], *step.get("unless", [])]:
        assert order.index(earlier) < order.index(key)
    assert not set(step["after"]) & set(step.get("expects", []))


def test_a_step_brings_a_case_to_a_stage_or_ends_it():
    """Every stage has its steps, in one stretch and in the order of the stages; ends, moves and lost ballots have none."""
    stages = [step["stage"] for step in LIFECYCLE.values() if "stage" in step]
    met = list(dict.fromkeys(stages))
    assert stages == [stage for stage in met for _ in range(stages.count(stage))]
    assert met == list(read(DATA / "codes/stages.toml"))
    assert {key for key, step in LIFECYCLE.items() if "stage" not in step and not step["ends"]} == {
        "confirmation_vote_lost",
        "moved",
    }
    assert not [key for key, step in LIFECYCLE.items() if "stage" in step and step["ends"]]


def test_a_derived_step_is_recorded_by_nobody():
    """The lapse of a certificate follows from the law; a step of a section committee is asked for under one only."""
    assert [key for key, step in LIFECYCLE.items() if step.get("derived")] == ["certificate_lapsed"]
    under = {step["only_under"] for step in LIFECYCLE.values() if "only_under" in step}
    assert under <= set(read(DATA / "codes/unit_kinds.toml"))


@pytest.mark.parametrize("key", RULES)
def test_a_rule_is_complete(key):
    """Each rule has its terms, a kind that the program has, a weight, and only what its kind asks for; its steps are there."""
    rule = RULES[key]
    kind, aspect = rule["kind"], rule.get("aspect", "")
    beside = {"at": list, "aspect": str, **BESIDE.get((kind, aspect), {})}
    assert {field: type(value) for field, value in rule.items() if field in RULE_FIELDS} == RULE_FIELDS
    assert {field: type(value) for field, value in rule.items() if field not in RULE_FIELDS}.items() <= beside.items()
    assert rule["vi"].strip()
    assert rule["en"].strip()
    assert rule["weight"] in {"block", "warn", "note"}
    assert aspect in KINDS[kind] or (kind, aspect) == ("mentor", "gap")  # nothing is judged there: it asks for somebody
    steps = [
        *rule.get("at", []),
        *rule.get("done_by", []),
        *(rule[field] for field in ("step", "law_of", "first", "then") if field in rule),
    ]
    assert set(steps) <= set(LIFECYCLE)
    assert rule.get("start", "end_of_probation") in {*LIFECYCLE, "end_of_probation"}


def test_a_rule_rests_on_values_of_the_legal_texts():
    """Whatever value a rule names is set by a text, and no two rules read alike."""
    keys = {key for path in (DATA / "regulations").glob("*.toml") for key in read(path)}
    about = {
        "value",
        "consent",
        "limit",
        "otherwise",
        "until_age",
        "with_union",
        "waived_by",
        "referred_after",
        "voters",
        "leaves_out",
    }
    named = {rule[field] for rule in RULES.values() for field in about if field in rule}
    assert named <= keys
    assert len({rule["vi"] for rule in RULES.values()}) == len({rule["en"] for rule in RULES.values()}) == len(RULES)


def test_every_kind_of_rule_is_used():
    """The program has no kind that the data does not name, and no more than a dozen."""
    judged = {(kind, aspect) for kind, aspects in KINDS.items() for aspect in aspects}
    assert judged | {("mentor", "gap")} == {(rule["kind"], rule.get("aspect", "")) for rule in RULES.values()}
    assert len(KINDS) <= 12


def test_the_lifecycle_ends_in_known_outcomes():
    """Ends come last, once in a case, and each is an outcome."""
    ends = [key for key, step in LIFECYCLE.items() if step["ends"]]
    assert ends == list(LIFECYCLE)[-len(ends) :]
    assert all(LIFECYCLE[key]["once"] for key in ends)
    assert set(ends) <= set(read(DATA / "codes/outcomes.toml"))


def test_steps_with_a_command_of_their_own():
    """What asks for more than a day is recorded by commands of their own."""
    assert {key: step["command"] for key, step in LIFECYCLE.items() if "command" in step} == {
        "source_listed": "candidate add",
        "mentor_assigned": "candidate mentor",
        "introduction_member": "candidate introduce",
        "moved": "candidate move",
        "moved_away": "candidate move",
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
    """A word that is both in the glossary and a source, kind of unit, fact or segment has the same terms in both."""
    for path in (DATA / "codes/sources.toml", DATA / "codes/unit_kinds.toml", SEGMENTS, FACTS):
        for code, entry in read(path).items():
            if code in GLOSSARY:
                assert (entry["vi"], entry["en"]) == (GLOSSARY[code]["vi"], GLOSSARY[code]["en"])
