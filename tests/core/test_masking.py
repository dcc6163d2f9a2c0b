"""National numbers as they are shown: the last three digits alone."""

import pytest

from partytrack.core.masking import masked


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("001201012789", "•••••••••789"),
        ("079199000001", "•••••••••001"),
        ("12", "12"),
        ("0012O1012789", "••••O••••789"),
    ],
)
def test_a_number_shows_its_last_three_digits(number, shown):
    """Every other digit has the mask in its place, so that nobody reads the number off."""
    assert masked(number) == shown
