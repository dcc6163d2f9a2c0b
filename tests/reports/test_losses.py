"""Who was lost and why, at which stage and from which source, and who said they would return."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest
import tracked

from partytrack.core.texts import Texts
from partytrack.record.candidates import drop_candidate
from partytrack.record.moves import return_case
from partytrack.render import text


@pytest.fixture
def report(report_of):
    """The losses of the ward, of the years of the tests unless told otherwise."""
    return lambda period="2020..2022", **asked: report_of("losses", period, **asked)


_REASON = """
UPDATE step_event SET reason = :reason
WHERE step = 'dropped' AND candidacy_id = (SELECT id FROM candidacy WHERE code = :case)
"""


def candidate(desk, *steps, **more):
    """A case of January 2021 with its steps."""
    return tracked.candidate(desk, "2021-01-05", *steps, **more)


def dropped(desk, on, reason, *steps, return_on=None, **rest):
    """A case that was dropped on a day; hands back its code."""
    code = candidate(desk, *steps, **rest)
    day = date.fromisoformat(return_on) if return_on else None
    drop_candidate(desk, code, reason=reason, on=date.fromisoformat(on), return_on=day)
    return code


def test_stage_and_source_stand_against_the_reason(desk, tables):
    """Four lost for three reasons at three stages: each table has each of them once, and its sums are theirs."""
    dropped(desk, "2021-06-01", "left_to_study")
    dropped(desk, "2021-07-01", "no_will", "course_completed 2021-03-01", source="student")
    dropped(desk, "2021-08-01", "no_will", "application 2021-03-01")
    candidate(desk, "cell_resolution 2021-03-01", "refused_by_vote 2021-04-01", source="student")
    candidate(desk)
    found = tables()
    assert found["stages"]["rows"] == [
        {"stage": "source", "name": "source", "left_to_study": 1, "no_will": 0, "refused_by_vote": 0, "lost": 1},
        {"stage": "course", "name": "course completed", "left_to_study": 0, "no_will": 1, "refused_by_vote": 0, "lost": 1},
        {"stage": "dossier", "name": "dossier", "left_to_study": 0, "no_will": 1, "refused_by_vote": 0, "lost": 1},
        {"stage": "cell", "name": "cell resolution", "left_to_study": 0, "no_will": 0, "refused_by_vote": 1, "lost": 1},
    ]  # fmt: skip
    assert found["stages"]["total"] == {"left_to_study": 1, "no_will": 2, "refused_by_vote": 1, "lost": 4}
    assert [(row["source"], row["left_to_study"], row["lost"]) for row in found["sources"]["rows"]] == [
        ("youth_union", 1, 2), ("student", 0, 2),
    ]  # fmt: skip
    assert found["sources"]["total"] == found["stages"]["total"]


def test_an_end_counts_in_its_period_and_not_before_its_day(desk, tables):
    """Lost on 1 June 2021: in 2021 and its first half, not in the second; as of 31 May not yet lost."""
    dropped(desk, "2021-06-01", "no_will")
    assert [len(tables(period)["people"]["rows"]) for period in ("2021", "2021H1", "2021H2", "2022")] == [1, 1, 0, 0]
    assert [len(tables("2021", as_of=date(2021, *day))["people"]["rows"]) for day in ((5, 31), (6, 1))] == [0, 1]


@pytest.mark.parametrize(
    ("steps", "by_decision", "by_ceremony"),
    [
        (("admission_decision 2021-02-01", "decision_annulled 2021-03-01"), "decision_annulled", "decision_annulled"),
        (("admission_decision 2021-02-01", "decision_lapsed 2021-05-01"), None, "decision_lapsed"),
        (("admission_decision 2021-02-01", "died 2021-02-10"), None, "died"),
        (("died 2021-02-10",), "died", "died"),
        (("admission_decision 2021-02-01", "admission_ceremony 2021-02-10", "removed_in_probation 2021-09-01"), None, None),
        (("admission_ceremony 2021-02-10", "removed_in_probation 2021-09-01"), "removed_in_probation", None),
    ],
)  # fmt: skip
def test_an_admission_that_stands_is_no_loss(desk, tables, report, steps, by_decision, by_ceremony):
    """What ends after it does not undo it, an annulment does; an end between decision and ceremony is named by decision."""
    code = candidate(desk, *steps)
    for basis, reason in (("decision", by_decision), ("ceremony", by_ceremony)):
        rows = tables(basis=basis)["people"]["rows"]
        assert [row["reason"] for row in rows] == ([reason] if reason else [])
    named = [note for note in report().notes if note.code == "ended_before_ceremony"]
    assert [code in note.text for note in named] == ([True] if by_decision is None and by_ceremony else [])


def test_a_loss_without_reason_is_not_recorded_and_not_left_out(desk, tables, report):
    """Its column comes last and the first lines say how many; a reason that no list has any more is told by its code."""
    dropped(desk, "2021-06-01", "no_will")
    none, gone = dropped(desk, "2021-06-02", "no_will"), dropped(desk, "2021-06-03", "other")
    with closing(sqlite3.connect(desk.store)) as connection:
        for reason, case in ((None, none), ("gone", gone)):
            connection.execute(_REASON, {"reason": reason, "case": case})
        connection.commit()
    found = tables()
    assert found["stages"]["total"] == {"no_will": 1, "gone": 1, "unknown": 1, "lost": 3}
    labels = {column["key"]: column["label"] for column in found["stages"]["columns"]}
    assert (labels["unknown"], labels["gone"]) == ("Not recorded", "gone")
    assert report().lead == (
        "3 cases ended without admission in the period.",
        "Of 1 the reason is not recorded.",
    )


REASONS = ("left_to_study", "left_to_work", "no_will", "schooling", "over_age", "family", "ill_health", "other")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_many_reasons_have_room_in_80_columns(desk, report, tables, lang):
    """Of eight reasons and a death the five most frequent have columns, the rest one together; scripts have each."""
    for number, reason in enumerate(REASONS):
        for _ in range(2 if number < 5 else 1):
            dropped(desk, "2021-06-01", reason, source=("student", "village_head")[number % 2], name="Bùi Thị Ngọc Ánh")
    candidate(desk, "died 2021-06-01")
    shown = text.render(report(lang=lang), Texts(lang))
    assert max(map(len, shown.splitlines())) <= 80
    table = report().tables[0]
    visible = [column.key for column in table.columns if not column.hidden]
    assert visible == ["name", *REASONS[:5], "further", "lost"]
    assert table.total == {
        **dict.fromkeys(REASONS[:5], 2),
        **dict.fromkeys(REASONS[5:], 1),
        "died": 1,
        "further": 4,
        "lost": 14,
    }
    assert tables()["sources"]["total"]["further"] == 4


def test_six_reasons_have_a_column_each(desk, report):
    """Only where more occur are the rarest put together."""
    for reason in REASONS[:6]:
        dropped(desk, "2021-06-01", reason)
    assert [column.key for column in report().tables[0].columns if not column.hidden] == ["name", *REASONS[:6], "lost"]


def test_who_said_they_would_return_is_told_the_overdue_first(desk, report, tables):
    """Overdue from the day after; who came back is no longer waited for, and nobody else is named."""
    dropped(desk, "2021-06-01", "left_to_study", return_on="2022-04-25", name="Lê An")
    dropped(desk, "2021-06-02", "left_to_study", return_on="2022-04-26", name="Lê Bảo")
    dropped(desk, "2021-06-03", "left_to_work", return_on="2021-12-31", name="Lê Cúc", cell="TG-02")
    back = dropped(desk, "2021-06-04", "left_to_work", return_on="2021-09-01", name="Lê Dung")
    return_case(desk, back, on=date(2021, 10, 1))
    dropped(desk, "2021-06-05", "no_will", name="Lê Em")
    assert report().lead == (
        "5 cases ended without admission in the period.",
        "Said they would return and are overdue (2): Lê Cúc (C00003, TG-02, 31 Dec 2021), Lê An (C00001, TG-01, 25 Apr 2022).",
        "Still expected back (1): Lê Bảo (C00002, TG-01, 26 Apr 2022).",
    )
    returned = {row["name"]: row["returned"] for row in tables()["people"]["rows"]}
    assert returned == {"Lê An": False, "Lê Bảo": False, "Lê Cúc": False, "Lê Dung": True, "Lê Em": False}
    before = {row["name"]: row["returned"] for row in tables(as_of=date(2021, 9, 30))["people"]["rows"]}
    assert before["Lê Dung"] is False


def test_of_many_who_said_they_would_return_the_first_are_named(desk, report):
    """Eight names, then how many more; the list below has them all."""
    for day in range(1, 11):
        dropped(desk, "2021-06-01", "left_to_study", return_on=f"2022-01-{day:02}", name=f"Lê {day}")
    overdue = report().lead[1]
    assert overdue.startswith("Said they would return and are overdue (10): Lê 1 (C00001, TG-01, 1 Jan 2022)")
    assert overdue.endswith("Lê 8 (C00008, TG-01, 8 Jan 2022) and 2 more.")
    assert len(report().tables[2].rows) == 10


def test_the_names_tell_who_was_lost(desk, tables):
    """Case, name, cell, source, stage reached, reason, day, and when they said they would return."""
    dropped(
        desk, "2021-06-01", "left_to_study", "course_completed 2021-03-01", return_on="2023-06-30", source="student"
    )
    assert tables()["people"]["rows"] == [
        {
            "case": "C00001", "name": "Lê Chi", "unit": "TG-01", "source": "pupil or student",
            "stage": "course completed", "why": "left to study", "date": "2021-06-01", "return_on": "2023-06-30",
            "returned": False, "reason": "left_to_study",
        }
    ]  # fmt: skip


def test_nobody_lost_is_told(report, tables):
    """A period without losses says so and has empty tables."""
    assert report().lead == ("0 cases ended without admission in the period.",)
    assert all(table["rows"] == [] for table in tables().values())
    assert tables()["stages"]["total"] == {"lost": 0}
