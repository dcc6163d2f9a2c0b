"""Files that the program writes: whole or not at all."""

import os

import pytest

from partytrack.cli.files import write_file
from partytrack.core.errors import StoreUnreadable


def test_a_file_that_cannot_be_finished_leaves_no_draft(tmp_path):
    """Also where what the disk did not take is tried again on closing, and fails again."""

    def fill(stream):
        stream.write(b"ward")
        os.close(stream.fileno())

    with pytest.raises(StoreUnreadable):
        write_file(tmp_path / "due.ics", fill, force=False)
    assert list(tmp_path.iterdir()) == []
