"""Vietnamese names: their writing, their search without marks, and their order.

``Hòa`` and ``Hoà`` are one name in two spellings: the older style sets the tone on the first vowel, the
newer on the second. Search, comparison and order treat them as one; what is stored stays as it was typed.
The order is that of the Vietnamese alphabet as ICU gives it (locale ``vi``), kept as a plain ASCII key,
because the collations of two databases, or of two machines, do not agree.
"""

import re
import unicodedata
from functools import cache, lru_cache

from partytrack.core.errors import BadName

LONGEST_NAME = 200
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of the dictionary
_ORDER = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_NUMBER_WIDTH = 12

# Weights begin after the mark between levels, so that a name sorts before a longer one it begins.
_NEXT_LEVEL = "!"
_PRIMARY = {letter: chr(ord(_NEXT_LEVEL) + 1 + place) for place, letter in enumerate(_ORDER)}
_SECONDARY = {tone: str(place) for place, tone in enumerate(_TONES, start=2)}

# Đ is often typed as the Icelandic or the African letter that looks the same; Word curls quotes and dashes.
_LOOKALIKE = str.maketrans("ÐðƉɖ‐–—‘’ʼ“”", "ĐđĐđ---'''\"\"")
_TONE_APART = str.maketrans(
    {unicodedata.normalize("NFC", v + tone): v + tone for v in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for tone in _TONES}
)
# An open oa, oe, uy carries its tone on the first vowel (hòa, khỏe, ủy), a closed one on the second
# (hoàn, xoáy, huỳnh); after q and gi, whose u and i belong to the initial, the tone stays off them.
_OPEN = re.compile(rf"(o(?=[ae])|(?<!q)u(?=y))([aey])([{_TONES}])(?![^\W\d_])", re.IGNORECASE)
_CLOSED = re.compile(rf"(o(?=.[ae])|u(?=.y))([{_TONES}])([aey])(?=[^\W\d_])", re.IGNORECASE)
_INITIAL = re.compile(rf"(qu|\bgi)([{_TONES}])([aăâeêioôơuưy])", re.IGNORECASE)


def normalise(name: str) -> str:
    """The name as it is stored: composed letters (NFC), single spaces, none at the ends.

    Raises ``BadName`` for a name without any letter, with control or invisible characters, or
    longer than 200 characters. The tone placement stays as the person writes it.
    """
    tidy = " ".join(unicodedata.normalize("NFC", name).split())
    # Judged before tidying too: split() takes some control characters for spaces.
    hidden = not name.isprintable() and any(
        unicodedata.category(char).startswith("C") for char in re.sub(r"[\t\r\n]", " ", name)
    )
    if hidden or len(tidy) > LONGEST_NAME or not any(map(str.isalpha, tidy)):
        raise BadName(name)
    return tidy


def fold(text: str) -> str:
    """The text for search: ``đ`` as ``d``, no marks, no case, single spaces.

    ``duc`` finds Đức, ``uy`` finds uỷ and ủy; a decomposition alone would leave ``đ`` (field notes, 20).
    """
    return " ".join(filter(None, map(_fold_word, text.split())))


@lru_cache(maxsize=20_000)
def _fold_word(text: str) -> str:
    """One word for search; a few hundred words make up nearly all names."""
    # Folding case can bring forth marks, and decomposing capitals: case lies between two decompositions.
    lower = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(char for char in lower if unicodedata.category(char) != "Mn")
    return " ".join(letters.translate(_LOOKALIKE).replace("đ", "d").split())


def same_spelling(text: str) -> str:
    """The text for comparing exact spelling: marks count, case and the style of tone placement do not.

    ``uỷ`` and ``ủy`` become ``ủy``, ``hoà`` and ``hòa`` become ``hòa``; ``quý`` and ``giá`` stay.
    """
    return unicodedata.normalize("NFC", _tone_settled(text).lower())


def name_key(name: str) -> str:
    """The sort key of a person's name: given name (the last word), then family and middle names.

    The given name is settled to its last tone before the family name is looked at, as in a list sorted
    by a column Tên and then by Họ đệm: every Anh stands before every Ánh.
    """
    *family_and_middle, given = name.split() or [""]
    return text_key(given) + _NEXT_LEVEL + text_key(" ".join(family_and_middle))


@lru_cache(maxsize=20_000)
def text_key(text: str) -> str:
    """The sort key of a text in its written order; numbers count as numbers: Tổ 2 before Tổ 10.

    As ICU does, all letters come first (``Hoa An`` before ``Hoàn``), then the tones, then small before
    capital. The key is ASCII and sorts by bytes; texts that differ in tone placement only have one key.
    """
    plain = " ".join(_tone_settled(text).split())
    padded = re.sub("[0-9]+", lambda digits: digits[0].zfill(_NUMBER_WIDTH), plain)
    weights = [_weights(char) for char in padded]
    primary, secondary, tertiary = ("".join(level) for level in zip(*weights, strict=True)) if weights else ("", "", "")
    # The lowest weights at the end of a level tell nothing: letters are equal in number by then.
    return _NEXT_LEVEL.join((primary, secondary.rstrip("1"), tertiary.rstrip("1")))


def _tone_settled(text: str) -> str:
    """The text with each tone in its one place, the tone marks standing apart from their letters."""
    apart = unicodedata.normalize("NFC", text).translate(_LOOKALIKE).translate(_TONE_APART)
    return _INITIAL.sub(r"\1\3\2", _CLOSED.sub(r"\1\3\2", _OPEN.sub(r"\1\3\2", apart)))


@cache
def _weights(char: str) -> tuple[str, str, str]:
    """What one character adds to the three levels: its letter, its tone, its case."""
    primary = secondary = tertiary = ""
    for part in char if char.lower() in _PRIMARY else unicodedata.normalize("NFKD", char):
        if unicodedata.category(part) == "Mn":
            secondary += _SECONDARY.get(part, "7")  # a foreign mark, as in Müller
        else:
            # A letter of another script stands after all of ours, in the order of its number.
            primary += _PRIMARY.get(part.lower()) or f"~{ord(part):06x}"
            secondary += "1"
            tertiary += "1" if part == part.lower() else "2"
    return primary, secondary, tertiary
