"""The reports agree with each other on random journeys through changing organisations, as of any day."""

from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_forests import periods
from test_case_reports import walked, ways  # noqa: F401  # a fixture
from test_cases import AS_OF, journeys
from test_cases import STEADY as EVERY_CASE

from agreement import check_agreement
from partytrack.counting.dossiers import dossiers
from partytrack.store.judging import judge
from partytrack.store.standings import judged, standing
from partytrack.store.tables import CaseDue

STEADY = settings(EVERY_CASE, max_examples=15)


@pytest.fixture(scope="session")
def lived(walked):  # noqa: F811  # the fixture
    """Hold a forest's facts with the steps on the way, and what the rules derive from them."""

    @contextmanager
    def lived(forest, told):
        with walked(forest, told) as run:
            for dossier in list(dossiers(run)):
                for row in standing(dossier, judged(dossier.case, judge())).dues:
                    run(_DUE, dict(zip(CaseDue.model_fields, row, strict=True)))
            yield run

    return lived


_DUE = f"INSERT INTO case_due VALUES ({', '.join(f':{name}' for name in CaseDue.model_fields)})"


@STEADY
@given(data=st.data(), forest=journeys(recorded=True), as_of=AS_OF, period=periods())
def test_the_reports_agree_on_random_journeys(lived, data, forest, as_of, period):
    """Whoever asks about any unit, on either map, by either basis, gets figures that fit together."""
    with lived(forest, data.draw(ways(forest))) as run:
        check_agreement(run, list(forest.units), as_of, period)
