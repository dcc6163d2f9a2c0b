"""Vietnamese typed in the fonts of before Unicode: TCVN3 (``.VnTime``, the ABC fonts) and VNI (``VNI-Times``).

These fonts drew a Vietnamese letter in the place of another character, and a workbook keeps that character: read
today, ``Nguyễn Văn Đức`` is ``NguyÔn V¨n §øc`` of TCVN3 or ``Nguyeãn Vaên Ñöùc`` of VNI. Neither uses a place from
80 to 9F, so the text is the same whether its bytes were read as cp1252 or as Latin-1.

TCVN3 has seven capitals of its own, ĂÂĐÊÔƠƯ. The others were drawn by a second font (``.VnTimeH``) in the places of
the small letters, and nothing in the text tells of it: ``NGUYÔN`` comes out as ``NGUYễN``. Names are put in name case
afterwards (``imports/names.py``).
"""

import re
import unicodedata
from typing import Literal, TypeAlias

Encoding: TypeAlias = Literal["tcvn3", "vni"]
ENCODINGS: tuple[Encoding, ...] = ("tcvn3", "vni")

# One character for one letter; that of ư is the soft hyphen, which most programs do not show.
_TCVN3_CHARS = "¡¢§£¤¥¦¨©®ª«¬\u00adµ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
_TCVN3_LETTERS = "ĂÂĐÊÔƠƯăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3 = dict(zip(_TCVN3_CHARS, _TCVN3_LETTERS, strict=True))

# VNI writes a letter and then its mark, which tells of circumflex or breve and of the tone in one.
_TONES = ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323", "")  # sắc, huyền, hỏi, ngã, nặng, none
_MARKS = (("", "aeouyôö", "ùøûõï"), ("\u0302", "aeo", "áàåãäâ"), ("\u0306", "a", "éèúüëê"))
_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni() -> dict[str, str]:
    """What stands for each small letter in VNI; ỵ has a place of its own."""
    marked = {
        base + mark: unicodedata.normalize("NFC", _ALONE.get(base, base) + sign + tone)
        for sign, bases, marks in _MARKS
        for mark, tone in zip(marks, _TONES, strict=False)
        for base in bases
        if base + mark != "yï"
    }
    return _ALONE | marked


_VNI = _vni()
_FROM_TCVN3 = str.maketrans(_TCVN3)
_TO_TCVN3 = str.maketrans(
    {letter.upper(): char for char, letter in _TCVN3.items()} | {letter: char for char, letter in _TCVN3.items()}
)
_TO_VNI = str.maketrans(
    {letter: told for told, letter in _VNI.items()} | {letter.upper(): told.upper() for told, letter in _VNI.items()}
)
# A capital may have its mark small, where it begins a word: AÙnh and Aùnh. A small letter never has a capital mark.
_IN_VNI = re.compile("[aeouyôö][ùøûõïáàåãäéèúüëâê]|[AEOUYÔÖ][ùøûõïáàåãäéèúüëâêÙØÛÕÏÁÀÅÃÄÉÈÚÜËÂÊ]|[ôöñíìæóòîÔÖÑÍÌÆÓÒÎ]")
_BEYOND = re.compile("[^\x00-ÿ]")


def decode(text: str, encoding: Encoding) -> str:
    """The text in Unicode, composed; one that holds a letter which these fonts do not have is in Unicode already and stays."""
    text = unicodedata.normalize("NFC", text)
    if text.isascii() or is_unicode(text):
        return text
    return text.translate(_FROM_TCVN3) if encoding == "tcvn3" else _IN_VNI.sub(_of_vni, text)


def _of_vni(told: re.Match[str]) -> str:
    """A letter by its writing, in the case of its first character."""
    first, mark = told[0][0], told[0][1:]
    letter = _VNI.get(told[0].lower())
    if letter is None:  # a mark that this letter does not bear
        return (_VNI.get(first.lower(), first).upper() if first.isupper() else _VNI.get(first, first)) + mark
    return letter.upper() if first.isupper() else letter


def encode(text: str, encoding: Encoding) -> str:
    """The text as it was kept for such a font; what the font does not have stays. In TCVN3 most capitals become small."""
    return unicodedata.normalize("NFC", text).translate(_TO_TCVN3 if encoding == "tcvn3" else _TO_VNI)


def is_unicode(text: str) -> bool:
    """Whether a composed text holds a letter that has no place in such a font: ễ, đ, ư, or one of another script."""
    return any(map(str.isalpha, _BEYOND.findall(text)))


def left_over(text: str, encoding: Encoding) -> str:
    """The letters of a text that the encoding does not account for; plain ones are the same in all."""
    rest = _IN_VNI.sub(_unread, text) if encoding == "vni" else text
    return "".join(
        char for char in rest if char.isalpha() and not char.isascii() and (encoding == "vni" or char not in _TCVN3)
    )


def _unread(told: re.Match[str]) -> str:
    return "" if told[0].lower() in _VNI else told[0][1:]
