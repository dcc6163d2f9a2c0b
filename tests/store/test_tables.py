"""The tables: what a row must keep is a CHECK that a bad row breaks, and the migrations make what the models say."""

import re
import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, create_engine, inspect
from sqlalchemy.pool import NullPool

from partytrack.store.connection import SCHEMAS, connect
from partytrack.store.migration import MIGRATIONS
from partytrack.store.tables import METADATA, MODELS

DAY, NEXT_DAY, EVE = "2021-06-01", "2021-06-02", "2021-05-31"
OPEN = "9999-12-31"

GOOD = {
    "journal": {"id": 99, "at": "now", "actor": "An", "act": "init", "subject": "TG", "previous_digest": "", "digest": ""},
    "journal_head": {"id": 1, "entry_id": 4, "digest": ""},
    "journal_image": {
        "entry_id": 1, "position": 99, "table_name": "unit", "row_key": "1", "before": None, "after": "{}", "salt": "s", "digest": "",
    },
    "unit": {"id": 99, "code": "TG-99", "kind": "cell", "from_on": DAY, "to_on": OPEN, "entered_on": DAY, "area": "agency"},
    "unit_name": {"id": 99, "unit_id": 2, "name": "Chi bộ 99", "from_on": DAY, "to_on": OPEN},
    "unit_term": {"id": 99, "unit_id": 2, "term": "2020-2025", "from_on": DAY, "to_on": OPEN},
    "unit_edge": {"id": 99, "unit_id": 2, "parent_id": 1, "from_on": DAY, "to_on": OPEN},
    "path_version": {"unit_id": 2, "from_on": DAY, "to_on": OPEN, "path": "0000100002"},
    "today_version": {"unit_id": 2, "from_on": DAY, "to_on": OPEN, "path": "0000100002"},
    "successor": {"id": 99, "unit_id": 2, "successor_id": 3, "from_on": DAY, "kind": "merge", "main": 1},
    "person": {
        "id": 99, "code": "P00099", "name": "An", "name_folded": "an", "name_key": "an", "sex": "f",
        "born_on": "2001-05-03", "born_precision": "day", "admitted_on": DAY, "confirmed_on": DAY,
        "national_id": "001201012789", "merged_into_id": 1,
    },
    "person_fact": {
        "id": 99, "person_id": 1, "fact": "religion", "value": "catholic", "from_on": DAY, "to_on": OPEN,
    },
    "stay": {"id": 99, "person_id": 1, "unit_id": 2, "role": "full", "from_on": DAY, "to_on": OPEN},
    "candidacy": {"id": 99, "code": "C00099", "person_id": 1, "unit_id": 2, "source": "youth_union", "opened_on": DAY},
    "step_event": {
        "id": 99, "candidacy_id": 1, "step": "opinions", "happened_on": DAY, "unit_id": 2,
        "votes_entitled": 20, "votes_present": 18, "votes_for": 17, "member_id": 1, "together_since": EVE, "place": "Đảng bộ B",
    },
    "mentorship": {"id": 99, "candidacy_id": 1, "mentor_id": 1, "from_on": DAY, "to_on": OPEN},
    "quota": {
        "id": 99, "unit_id": 2, "measure": "admission", "segment": "", "round": "", "first_year": 2021, "last_year": 2021, "term": "",
        "kind": "range", "low": 15, "high": 20, "decided_on": DAY, "document": "12-CV/ĐU", "assumed": 0,
    },
    "waiver": {
        "id": 99, "candidacy_id": 1, "rule": "CL-01", "granted_on": DAY, "authority_id": 1, "document": "7-CV", "reason": "bão lũ",
        "until_on": DAY,
    },
    "course": {
        "id": 99, "code": "L00099", "name": "Lớp 99", "kind": "awareness", "from_on": DAY, "to_on": DAY, "result_on": DAY,
    },
    "enrolment": {
        "id": 99, "course_id": 1, "candidacy_id": 1, "enrolled_on": EVE, "attendance": 100, "mark": "7.5",
        "certificate_no": "12", "certificate_on": NEXT_DAY,
    },
    "life_event": {"id": 99, "person_id": 1, "kind": "transfer", "happened_on": DAY, "unit_id": 2, "to_unit_id": 3},
    "case_stage": {"candidacy_id": 1, "from_on": DAY, "to_on": OPEN, "step": "opinions", "since_on": EVE, "unit_id": 2},
    "case_due": {
        "candidacy_id": 1, "rule": "TL-01", "from_on": DAY, "to_on": OPEN, "step": "admission_ceremony", "since_on": DAY,
        "due_on": NEXT_DAY, "unit_id": 2,
    },
    "judged": {"id": 1, "digest": "d"},
    "setting": {"key": "lang", "value": "vi"},
    "tally": {"id": 99, "unit_id": 2, "year": 2015, "measure": "admission", "count": 0, "document": "BC 2015"},
}  # fmt: skip
"""One row of each table that keeps every rule."""
FIRST = GOOD["person"] | {"id": 1, "code": "P00001", "national_id": "001201012345", "merged_into_id": None}
"""The person who is there already."""
RATE = {"kind": "rate", "low": None, "high": None, "rate_low": "3", "base_count": 600, "base_on": DAY}
"""What makes the quota above one of 3% of 600 members."""

BROKEN = [
    ("journal", "ck_journal_actor_filled", {"actor": ""}),
    ("journal", "ck_journal_act_filled", {"act": ""}),
    ("journal_head", "ck_journal_head_single", {"id": 2}),
    ("journal_image", "ck_journal_image_content", {"after": None}),
    ("unit", "ck_unit_code_filled", {"code": ""}),
    ("unit", "ck_unit_kind_filled", {"kind": ""}),
    ("unit", "ck_unit_area_filled", {"area": ""}),
    ("unit", "ck_unit_interval", {"to_on": EVE}),
    ("unit_name", "ck_unit_name_name_filled", {"name": ""}),
    ("unit_name", "ck_unit_name_interval", {"to_on": EVE}),
    ("unit_term", "ck_unit_term_term_filled", {"term": ""}),
    ("unit_term", "ck_unit_term_interval", {"to_on": EVE}),
    ("unit_edge", "ck_unit_edge_interval", {"to_on": EVE}),
    ("unit_edge", "ck_unit_edge_other", {"parent_id": 2}),
    ("path_version", "ck_path_version_interval", {"to_on": EVE}),
    ("today_version", "ck_today_version_interval", {"to_on": EVE}),
    ("successor", "ck_successor_kind", {"kind": "sale"}),
    ("successor", "ck_successor_other", {"successor_id": 2}),
    ("person", "ck_person_code_filled", {"code": ""}),
    ("person", "ck_person_name_filled", {"name": ""}),
    ("person", "ck_person_sex", {"sex": "x"}),
    ("person", "ck_person_born_precision", {"born_precision": "week"}),
    ("person", "ck_person_born", {"born_precision": None}),
    ("person", "ck_person_born", {"born_on": None}),
    ("person", "ck_person_confirmed", {"admitted_on": NEXT_DAY}),
    ("person", "ck_person_national_id", {"national_id": "01201012789"}),
    ("person", "ck_person_national_id", {"national_id": "0012010127890"}),
    ("person", "ck_person_national_id", {"national_id": "00120101278x"}),
    ("person", "ck_person_national_id", {"national_id": "001 20101278"}),
    ("person", "ck_person_national_id", {"national_id": "•••••••••789"}),
    ("person", "ck_person_national_id", {"national_id": ""}),
    ("person", "ck_person_merged", {"merged_into_id": 99}),
    ("person_fact", "ck_person_fact_fact_filled", {"fact": ""}),
    ("person_fact", "ck_person_fact_value_filled", {"value": ""}),
    ("person_fact", "ck_person_fact_interval", {"to_on": EVE}),
    ("stay", "ck_stay_role", {"role": "guest"}),
    ("stay", "ck_stay_interval", {"to_on": EVE}),
    ("candidacy", "ck_candidacy_code_filled", {"code": ""}),
    ("candidacy", "ck_candidacy_source_filled", {"source": ""}),
    ("step_event", "ck_step_event_step_filled", {"step": ""}),
    ("step_event", "ck_step_event_votes", {"votes_for": 19}),
    ("step_event", "ck_step_event_votes", {"votes_present": 21}),
    ("step_event", "ck_step_event_votes", {"votes_for": -1}),
    ("step_event", "ck_step_event_votes", {"votes_for": None}),
    ("step_event", "ck_step_event_votes", {"votes_present": None}),
    ("step_event", "ck_step_event_votes", {"votes_entitled": None}),
    ("mentorship", "ck_mentorship_interval", {"to_on": EVE}),
    ("waiver", "ck_waiver_rule_filled", {"rule": ""}),
    ("waiver", "ck_waiver_document_filled", {"document": ""}),
    ("waiver", "ck_waiver_reason_filled", {"reason": ""}),
    ("waiver", "ck_waiver_until", {"until_on": EVE}),
    ("course", "ck_course_code_filled", {"code": ""}),
    ("course", "ck_course_name_filled", {"name": ""}),
    ("course", "ck_course_kind_filled", {"kind": ""}),
    ("course", "ck_course_interval", {"to_on": EVE}),
    ("course", "ck_course_result", {"result_on": EVE}),
    ("enrolment", "ck_enrolment_attendance", {"attendance": -1}),
    ("enrolment", "ck_enrolment_attendance", {"attendance": 101}),
    ("life_event", "ck_life_event_kind_filled", {"kind": ""}),
    ("case_stage", "ck_case_stage_interval", {"to_on": EVE}),
    ("case_due", "ck_case_due_interval", {"to_on": EVE}),
    ("judged", "ck_judged_single", {"id": 2}),
    ("quota", "ck_quota_kind", {"kind": "wish"}),
    ("quota", "ck_quota_span", {"last_year": 2020}),
    ("quota", "ck_quota_low", {"low": -1}),
    ("quota", "ck_quota_range", {"high": 14}),
    ("quota", "ck_quota_range", {"high": None}),
    ("quota", "ck_quota_range", RATE | {"high": 20}),
    ("quota", "ck_quota_range", {"kind": "number"}),
    ("quota", "ck_quota_range", {"kind": "average"}),
    ("quota", "ck_quota_amount", {"low": None}),
    ("quota", "ck_quota_amount", {"rate_low": "3"}),
    ("quota", "ck_quota_amount", RATE | {"rate_low": None, "low": 3}),
    ("quota", "ck_quota_amount", RATE | {"low": 3}),
    ("quota", "ck_quota_base", RATE | {"base_count": None}),
    ("quota", "ck_quota_base", RATE | {"base_on": None}),
    ("quota", "ck_quota_base", {"base_count": 600}),
    ("quota", "ck_quota_base", {"base_on": DAY}),
    ("quota", "ck_quota_document", {"document": ""}),
    ("quota", "ck_quota_document", {"document": None}),
    ("tally", "ck_tally_count", {"count": -1}),
    ("tally", "ck_tally_document_filled", {"document": ""}),
]
UNIQUE = [
    ("unit", {"code": "TG-01"}),
    ("person", {"code": "P00001"}),
    ("person", {"national_id": "001201012345"}),
    ("candidacy", {"code": "C00001"}),
    ("quota", {"first_year": 2020, "last_year": 2020}),
    ("tally", {"year": 2014}),
    ("unit_term", {"term": "2015-2020"}),
    ("waiver", {"rule": "TL-01"}),
    ("course", {"code": "L00001"}),
    ("enrolment", {"candidacy_id": 2}),
    ("case_stage", {"from_on": EVE}),
    ("case_due", {"from_on": EVE}),
]
KINDS = [
    {"kind": "number", "high": None},
    {"kind": "at_least", "high": None},
    {"kind": "average", "high": None},
    {"kind": "range", "high": 15},
    RATE,
    RATE | {"kind": "rate_at_least"},
    RATE | {"kind": "rate_range", "rate_high": "4"},
    {"first_year": 2020, "last_year": 2025, "term": "2020-2025"},
    {"segment": "women"},
    {"round": "national_day"},
]
"""Quotas of every kind, each beside the one that is there."""
ORPHANS = [
    (table, column.name)
    for table, model in METADATA.tables.items()
    for column in model.columns
    if column.foreign_keys
]  # fmt: skip


@pytest.fixture(scope="module")
def store(ward_template, tmp_path_factory):
    """A ward with a person, two cases and one row of what must be there once, to which a row can be put that leads nowhere else."""
    path = tmp_path_factory.mktemp("tables") / "ward.db"
    path.write_bytes(ward_template.read_bytes())
    with closing(connect(path)) as connection:
        put(connection, "person", FIRST)
        for number in (1, 2):
            put(connection, "candidacy", GOOD["candidacy"] | {"id": number, "code": f"C0000{number}"})
        put(connection, "waiver", GOOD["waiver"] | {"id": 1, "rule": "TL-01"})
        put(connection, "course", GOOD["course"] | {"id": 1, "code": "L00001"})
        put(connection, "enrolment", GOOD["enrolment"] | {"id": 1, "candidacy_id": 2})
        put(connection, "case_stage", GOOD["case_stage"] | {"from_on": EVE})
        put(connection, "case_due", GOOD["case_due"] | {"from_on": EVE})
        put(connection, "quota", GOOD["quota"] | {"id": 1, "first_year": 2020, "last_year": 2020})
        put(connection, "tally", GOOD["tally"] | {"id": 1, "year": 2014})
        put(connection, "unit_term", GOOD["unit_term"] | {"id": 1, "term": "2015-2020"})
        for single in ("journal_head", "judged"):
            connection.execute(f"DELETE FROM {single}")
    return path


def put(connection, table, row):
    """Insert a row as it stands, past every act."""
    names = ", ".join(f'"{name}"' for name in row)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in row)})", row)


def try_row(store, table, row):
    """Insert a row and take it out again; raises what SQLite says against it."""
    with closing(connect(store)) as connection:
        connection.execute("BEGIN")
        try:
            put(connection, table, row)
        finally:
            connection.execute("ROLLBACK")


@pytest.mark.parametrize("table", GOOD)
def test_a_good_row_is_taken(store, table):
    """The row that the cases below spoil is itself good."""
    try_row(store, table, GOOD[table])


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_quota_of_every_kind_is_taken(store, kind):
    """Numbers, ranges, rates, means, terms and parts of a plan all have their row."""
    try_row(store, "quota", GOOD["quota"] | kind)


@pytest.mark.parametrize(("table", "check", "spoilt"), BROKEN, ids=str)
def test_a_bad_row_breaks_its_check(store, table, check, spoilt):
    """One wrong value in a good row breaks exactly the CHECK that forbids it."""
    with pytest.raises(sqlite3.IntegrityError, match=rf"CHECK constraint failed: {check}$"):
        try_row(store, table, GOOD[table] | spoilt)


@pytest.mark.parametrize(("table", "same"), UNIQUE, ids=str)
def test_what_must_be_there_once_is_there_once(store, table, same):
    """A second unit, person, case or course of a code, a second tally or quota version, a case twice in a course: refused by the store itself."""
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE constraint failed"):
        try_row(store, table, GOOD[table] | same)


@pytest.mark.parametrize(("table", "column"), ORPHANS, ids=str)
def test_a_row_must_refer_to_one_that_is_there(store, table, column):
    """A unit, person or case that does not exist cannot be referred to."""
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY constraint failed"):
        try_row(store, table, GOOD[table] | {column: 12345})


def test_every_check_has_a_row_that_breaks_it():
    """The table of bad rows above leaves no CHECK of the models out."""
    assert {check for _, check, _ in BROKEN} == set(model_checks())
    assert {table for table, _, _ in BROKEN} | {"setting"} == set(METADATA.tables)


def model_checks():
    """Every CHECK of the models: its name and its condition without regard to spacing."""
    return {
        str(constraint.name): squeeze(str(constraint.sqltext))
        for table in METADATA.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }


def squeeze(condition):
    """A condition as one line with single spaces."""
    return re.sub(r"\s+", " ", condition).strip()


@pytest.fixture
def migrated(empty_store):
    """A connection of SQLAlchemy to a store as the migrations make it."""
    engine = create_engine(f"sqlite:///{empty_store}", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_the_migrations_make_the_tables_of_the_models(migrated):
    """Alembic finds nothing to add, drop or change: tables, columns, types, indexes and unique constraints."""
    context = MigrationContext.configure(migrated, opts={"compare_type": True, "compare_server_default": True})
    assert compare_metadata(context, METADATA) == []


def test_the_migrations_make_the_checks_of_the_models(migrated):
    """Alembic does not compare CHECKs, so their names and conditions are compared here."""
    made = {
        check["name"]: squeeze(check["sqltext"])
        for table in METADATA.tables
        for check in inspect(migrated).get_check_constraints(table)
    }
    assert made == model_checks()


def test_the_newest_schema_is_that_of_the_newest_migration():
    """The schemas that connections accept are those of the migration scripts, oldest first."""
    scripts = ScriptDirectory(str(MIGRATIONS)).walk_revisions()
    assert tuple(reversed([script.revision for script in scripts])) == SCHEMAS


def test_every_table_that_acts_change_has_one_key():
    """An image names its row by one key; the journal and what is derived are no records of acts."""
    derived = {"path_version", "today_version", "case_stage", "case_due", "judged"}
    journal = {"journal", "journal_image", "journal_head"}
    assert set(MODELS) == set(METADATA.tables) - derived - journal
    assert {len(METADATA.tables[table].primary_key) for table in MODELS} == {1}
