"""Whether a word is a Vietnamese syllable: an initial, a rhyme and a tone that go together.

The tables are those of the spelling taught in school, with what names of people and places add to it (Bắc Kạn,
Đắk Lắk, Pó).
"""

import unicodedata
from functools import cache, lru_cache

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
_STOPPED_TONES = "\u0301\u0323"  # a syllable that ends in c, ch, k, p, t bears sắc or nặng
_STOPS = ("c", "ch", "k", "p", "t")
_VOWELS, _SIGNED = "aăâeêioôơuưy", "ăâêôơư"
_EITHER = ("oa", "oe", "uy")  # hòa and hoà, khỏe and khoẻ, thủy and thuỷ: two styles
_INITIALS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph r s t th tr v x"
_RHYMES = """
a ac ach ai ak am an ang anh ao ap at au ay  ăc ăk ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu  i ia ich im in inh ip it iu  iêc iêm iên iêng iêp iêt iêu
o oc oi om on ong op ot  oa oac oach oai oam oan oang oanh oao oap oat oay  oăc oăm oăn oăng oăt
oe oem oen oeo oet  ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt  u ua uc ui um un ung up ut  uân uâng uât uây
uê uêch uênh uơ  uôc uôi uôm uôn uông uôt  uy uya uych uyên uyêt uyn uynh uyp uyt uyu
ư ưa ưc ưi ưm ưn ưng ưt ưu  ươc ươi ươm ươn ương ươp ươt ươu  y
"""
_ALONE = "yêm yên yêng yêt yêu"
_AFTER_QU = "yên yêt ych yn ynh yt ôc ơn"


@lru_cache(maxsize=1 << 16)
def is_syllable(word: str, *, placed: bool = False) -> bool:
    """Whether the word, in small or capital letters, is one syllable of Vietnamese with a tone that it can bear.

    ``placed``: the tone stands on its vowel, in either style; else it may come too early, as people type it at times (``Hòang``).
    """
    apart = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in apart if char in _TONES]
    plain = unicodedata.normalize("NFC", "".join(char for char in apart if char not in _TONES))
    if len(tones) > 1 or plain not in _toneless():
        return False
    if plain.endswith(_STOPS) and (not tones or tones[0] not in _STOPPED_TONES):
        return False
    if not tones:
        return True
    place, right = _place(word), _places(plain)
    return place in right if placed else place <= right[-1]


@cache
def _toneless() -> frozenset[str]:
    """Every syllable without its tone."""
    rhymes, after_qu = _RHYMES.split(), _AFTER_QU.split()
    common = {initial + rhyme for initial in ("", *_INITIALS.split()) for rhyme in rhymes}
    qu = {f"qu{rhyme}" for rhyme in (*(rhyme for rhyme in rhymes if rhyme[0] in "aăâeêiơy"), *after_qu)}
    return frozenset({*common, *_ALONE.split(), *qu})


def _place(word: str) -> int:
    """Where in the word the tone stands."""
    letters = unicodedata.normalize("NFC", word)
    return next(at for at, char in enumerate(letters) if set(_TONES) & set(unicodedata.normalize("NFD", char)))


def _places(plain: str) -> tuple[int, ...]:
    """Where the tone of a syllable may stand: on a vowel with a sign, else on the one that is heard longest."""
    start = 2 if plain.startswith(("qu", "gi")) and plain[2:3] in tuple(_VOWELS) else 0
    vowels = [at for at in range(start, len(plain)) if plain[at] in _VOWELS]
    signed = [at for at in vowels if plain[at] in _SIGNED]
    if signed:
        return (signed[-1],)
    if len(vowels) == 2 and plain[-1] in _VOWELS:
        return tuple(vowels) if plain[vowels[0] :] in _EITHER else (vowels[0],)
    return (vowels[len(vowels) // 2],)
