"""National numbers as they are shown: the last three digits alone."""

import pytest

from partytrack.core.masking import is_masked, masked


@pytest.mark.parametrize(
    ("number", "shown"),
    [("001201012789", "•••••••••789"), ("079199000001", "•••••••••001"), ("12", "12"), ("0012O1012789", "••••O••••789")],
)
def test_a_number_shows_its_last_three_digits(number, shown):
    """Every other digit has the mask in its place, so that nobody reads the number off."""
    assert masked(number) == shown


@pytest.mark.parametrize(
    ("text", "so"),
    [("•••••••••789", True), (" •••••••••789 ", True), ("001201012789", False), ("", False), ("*********789", False)],
)
def test_what_was_masked_is_known_again(text, so):
    """A masked number that comes back in a list is no number to record."""
    assert is_masked(text) is so
