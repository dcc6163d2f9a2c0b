"""The tables of a store. Table models do not validate, so every rule a row must keep is a CHECK."""

from sqlmodel import SQLModel

from partytrack.store.tables.checks import CODE_LENGTH
from partytrack.store.tables.journal import Journal, JournalHead, JournalImage
from partytrack.store.tables.journey import CaseDue, CaseStage, Course, Enrolment, Judged, LifeEvent, Waiver
from partytrack.store.tables.organisation import (
    DerivedPath,
    PathVersion,
    Setting,
    Successor,
    TodayVersion,
    Unit,
    UnitEdge,
    UnitName,
    UnitTerm,
)
from partytrack.store.tables.people import Candidacy, Mentorship, Person, PersonFact, Stay, StepEvent
from partytrack.store.tables.plan import Quota, Tally

METADATA = SQLModel.metadata
MODELS: dict[str, type[SQLModel]] = {
    str(model.__tablename__): model
    for model in (
        Setting,
        Unit,
        UnitName,
        UnitEdge,
        UnitTerm,
        Successor,
        Person,
        PersonFact,
        Stay,
        Candidacy,
        StepEvent,
        Mentorship,
        Waiver,
        Course,
        Enrolment,
        LifeEvent,
        Quota,
        Tally,
    )
}
"""The tables that acts change, by name."""

__all__ = [
    "CODE_LENGTH",
    "METADATA",
    "MODELS",
    "Candidacy",
    "CaseDue",
    "CaseStage",
    "Course",
    "DerivedPath",
    "Enrolment",
    "Journal",
    "JournalHead",
    "JournalImage",
    "Judged",
    "LifeEvent",
    "Mentorship",
    "PathVersion",
    "Person",
    "PersonFact",
    "Quota",
    "Setting",
    "Stay",
    "StepEvent",
    "Successor",
    "Tally",
    "TodayVersion",
    "Unit",
    "UnitEdge",
    "UnitName",
    "UnitTerm",
    "Waiver",
]
