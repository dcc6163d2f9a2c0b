"""The name in a cell as it is stored: composed letters, single spaces, and name case where its case says nothing."""

import re
import unicodedata

from partytrack.core.vietnamese import LONGEST_NAME, normalise

_PART = re.compile(r"[^\W\d_]+")
_INNER_CAPITAL = re.compile("[^\\W\\d_][A-ZĂÂĐÊÔƠƯ]")
_PLAIN_SMALL = re.compile("[a-z]")
_CAPITALS_OF_TCVN3 = "ăâđêôơư"


def tidy_name(text: str) -> str:
    """A person's name; ``NGUYỄN VĂN ĐỨC`` and ``nguyễn văn đức`` become ``Nguyễn Văn Đức``, other case stays.

    So does ``NGUYễN VăN ĐứC``, which is what capitals of TCVN3 come to (``core/legacy_text.py``), and a word that begins
    with a small letter that TCVN3 has no capital for: ``Nguyễn Thị ánh``. Where the tones stand is left as it is.

    Raises ``BadName`` as ``normalise`` does.
    """
    name = tidy_text(text)
    if name.isupper() or name.islower() or (_INNER_CAPITAL.search(name) and not _PLAIN_SMALL.search(name)):
        return unicodedata.normalize("NFC", _PART.sub(lambda part: _begun(part[0]), name.lower()))
    words = name.split(" ")
    small = [word for word in words if word[0].islower()]
    if small and not any(word[0].isascii() or word[0] in _CAPITALS_OF_TCVN3 for word in small):
        return " ".join(map(_begun, words))
    return name


def tidy_text(text: str) -> str:
    """A name whose case is its own, as that of a unit: composed letters, single spaces; ``BadName`` as ``normalise`` does."""
    name = unicodedata.normalize("NFC", text)
    # Most names need nothing more; looking at each character for what is hidden costs ten times as much.
    if name.isprintable() and "  " not in name and len(name) <= LONGEST_NAME and name.lower() != name.upper():
        return name.strip()
    return normalise(text)


def _begun(word: str) -> str:
    """A word with its first letter as a capital."""
    return word[0].upper() + word[1:]
