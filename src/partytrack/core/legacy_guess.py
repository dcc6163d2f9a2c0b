"""Whether texts were typed in a font of before Unicode (``core/legacy_text.py``); proper Unicode is never taken for one.

A word speaks for an encoding when it is a syllable of Vietnamese in it and none as it stands. A foreign name can do so by
chance (``Loïc`` would be Lọc in VNI), so one accented letter does not decide: the words beside it do.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from partytrack.core.legacy_text import ENCODINGS, Encoding, decode, is_unicode, left_over
from partytrack.core.syllables import is_syllable

# A sign inside a word is in no language; the raised ª ¹ º may refer to a footnote.
_SIGN = "[¡-©«-®µ-¸»-¾×÷]"
_SURE = re.compile(f"[A-Za-z]{_SIGN}|{_SIGN}[a-zß-ÿ]{{2}}")
_WORD = re.compile("[A-Za-z¡-ÿ]+")
_VOWELS = frozenset("aeiouy")
_DIAERESES = "ïëüÏËÜ"  # after a vowel they are ordinary in French and Dutch: Loïc, Joëlle
_FEW_TEXTS, _FEW_WORDS, _A_NAME = 2, 4, 3


class _Words(NamedTuple):
    """The words of some texts, plain ones left out: those that speak for an encoding, and those that speak against it."""

    fitting: frozenset[str]
    strange: frozenset[str]

    @property
    def mostly_fit(self) -> bool:
        """Whether hardly a word speaks against the encoding."""
        return len(self.strange) * 4 <= len(self.fitting)


class _Column(NamedTuple):
    """The texts of a column that may be in a font's encoding, and those that surely are."""

    texts: frozenset[str]
    sure: dict[str, Encoding]
    is_mixed: bool
    words: dict[Encoding, _Words]


def guess(text: str) -> Encoding | None:
    """The encoding of a text that is surely in one; ``None`` for Unicode, plain letters, and what is not sure by itself."""
    text = unicodedata.normalize("NFC", text)
    if text.isascii() or is_unicode(text):
        return None
    sure = [encoding for encoding in ENCODINGS if _is_sure(text, encoding)]
    return sure[0] if len(sure) == 1 else None


def guess_column(texts: Iterable[str]) -> Encoding | None:
    """The encoding of a column, by all its texts: no single one of them decides unless it is sure by itself.

    Where some texts are in Unicode, at least two others must surely be in the encoding.
    """
    return _encoding(_column(texts))


def legacy_texts(texts: Iterable[str], named: Encoding | None = None) -> dict[str, Encoding]:
    """The texts of a column that were typed in a font of before Unicode, each with its encoding.

    Those that are sure by themselves; and where the column is in an encoding, or one was ``named`` for it, the doubtful
    ones beside them (``Haø``); what surely is in another one keeps that. In a column that holds Unicode too, what reads
    as it stands is left alone: Toàn, not Tồn.
    """
    given = {text: unicodedata.normalize("NFC", text) for text in texts}
    column = _column(given.values())
    found = dict(column.sure)
    encoding = named or _encoding(column)
    if encoding is not None and (named or column.is_mixed or column.words[encoding].mostly_fit):
        found |= dict.fromkeys(_doubtful(column, encoding) - set(found), encoding)
    return {text: found[composed] for text, composed in given.items() if composed in found}


def _doubtful(column: _Column, encoding: Encoding) -> set[str]:
    """The texts of a column in an encoding that may be in it: all that it accounts for, or that read in no other way."""
    if not column.is_mixed:
        return {text for text in column.texts if not left_over(text, encoding)}
    words = {text: _words((text,), encoding) for text in column.texts}
    return {text for text, told in words.items() if told.fitting and not told.strange}


def _column(texts: Iterable[str]) -> _Column:
    marked = {unicodedata.normalize("NFC", text) for text in texts if not text.isascii()}
    maybe = frozenset(text for text in marked if not is_unicode(text))
    sure = {text: encoding for text in maybe if (encoding := guess(text)) is not None}
    words = {encoding: _words(maybe, encoding) for encoding in ENCODINGS}
    return _Column(maybe, sure, len(maybe) < len(marked), words)


def _encoding(column: _Column) -> Encoding | None:
    sure = {encoding: sum(each == encoding for each in column.sure.values()) for encoding in ENCODINGS}
    best = max(ENCODINGS, key=lambda encoding: (sure[encoding], len(column.words[encoding].fitting)))
    words = column.words[best]
    by_words = sum(_weight(word, best) > 0 for word in words.fitting) >= _FEW_WORDS and not words.strange
    alone = not column.is_mixed and ((sure[best] and words.mostly_fit) or by_words)
    return best if sure[best] >= _FEW_TEXTS or alone else None


def _words(texts: Iterable[str], encoding: Encoding) -> _Words:
    words = {word for text in texts for word in _WORD.findall(text) if not word.isascii()}
    return _Words(
        frozenset(word for word in words if _fits(word, encoding)),
        frozenset(word for word in words if _fits(word, encoding) is False),
    )


def _is_sure(text: str, encoding: Encoding) -> bool:
    """Whether a text cannot be what it is by chance.

    Two letters speak for the encoding, or a sign inside a word, or there are three words and all of them are syllables.
    """
    words = _words((text,), encoding)
    if words.strange or not words.fitting:
        return False
    if sum(_weight(word, encoding) for word in words.fitting) > 1 or any(map(_SURE.search, words.fitting)):
        return True
    parts = _WORD.findall(text)
    return len(parts) >= _A_NAME and all(is_syllable(decode(part, encoding)) for part in parts)


def _weight(word: str, encoding: Encoding) -> int:
    """How many letters of a word speak for the encoding."""
    ordinary = _DIAERESES if encoding == "vni" else ""
    return sum(not char.isascii() and char not in ordinary for char in word)


@lru_cache(maxsize=1 << 16)
def _fits(word: str, encoding: Encoding) -> bool | None:
    """Whether a word is a syllable in the encoding and none as it stands; ``None`` where it tells nothing.

    An abbreviation tells nothing (``QÑ``), nor a sign between words (``×``), nor what is a syllable both ways: ``Thò`` is
    Thị in VNI and Thũ in TCVN3.
    """
    if len(word) == 1:
        return None
    read = decode(word, encoding)
    if left_over(word, encoding) or not _is_cased(read, encoding):
        return False
    if not _VOWELS.intersection(unicodedata.normalize("NFD", read.lower())):
        return None
    if not is_syllable(read, placed=True):
        return False
    return None if is_syllable(word) and _is_cased(word, "vni") else True


def _is_cased(read: str, encoding: Encoding) -> bool:
    """Whether a word is in small letters or capitals, or begins with a capital; capitals of TCVN3 may look small."""
    if not any(map(str.isupper, read[1:])):
        return True
    return all(char.isupper() or (encoding == "tcvn3" and not char.isascii()) for char in read)
