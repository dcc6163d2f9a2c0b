"""The steps of a case by their keys, as a secretary types them."""

import pytest

from partytrack.core.errors import CodeUnknown
from partytrack.core.lifecycle import step


@pytest.mark.parametrize("typed", ["application", "Application", " APPLICATION "])
def test_capitals_serve_as_well(typed):
    """As with every other code."""
    assert step(typed).key == "application"


def test_a_slip_is_answered_with_the_nearest_first():
    """Among so many keys the one that was meant comes first; what nobody records is not offered."""
    with pytest.raises(CodeUnknown) as refused:
        step("aplication")
    assert refused.value.known[0] == "application"
    assert "certificate_lapsed" not in refused.value.known
