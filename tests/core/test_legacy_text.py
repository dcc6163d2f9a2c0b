"""Text in the fonts of before Unicode: how it reads, and when it is taken for such a text."""

import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partytrack.core.legacy_guess import guess, guess_column, legacy_texts
from partytrack.core.legacy_text import ENCODINGS, decode, encode
from partytrack.core.syllables import is_syllable

TONES = "\u0300\u0309\u0303\u0301\u0323"
LOWER = "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ("", *TONES)
) + "bcdđghklmnpqrstvx"  # fmt: skip
OWN_CAPITALS = "ĂÂĐÊÔƠƯ"  # those that TCVN3 has beside the plain ones

# --- how it reads --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "kept", "meant"),
    [
        ("tcvn3", "NguyÔn V¨n §øc", "Nguyễn Văn Đức"),
        ("tcvn3", "TrÇn ThÞ Hµ", "Trần Thị Hà"),
        ("tcvn3", "Tr\u00ad¬ng Quúnh Nh\u00ad", "Trương Quỳnh Như"),  # ư is the soft hyphen
        ("tcvn3", "Chi bé Tæ d©n phè 5", "Chi bộ Tổ dân phố 5"),
        ("tcvn3", "¡n ¢n £m ¤ng ¥n ¦ng §¹i", "Ăn Ân Êm Ông Ơn Ưng Đại"),
        ("tcvn3", "NGUYÔN V¡N §øC", "NGUYễN VĂN ĐứC"),  # the capitals of .VnTimeH
        ("vni", "Nguyeãn Vaên Ñöùc", "Nguyễn Văn Đức"),
        ("vni", "NGUYEÃN VAÊN ÑÖÙC", "NGUYỄN VĂN ĐỨC"),
        ("vni", "Traàn Thò Haø", "Trần Thị Hà"),
        ("vni", "Tröông Quyønh Nhö", "Trương Quỳnh Như"),
        ("vni", "AÙnh Aùnh AÂu Aâu", "Ánh Ánh Âu Âu"),  # the mark of a first letter is typed either way
        ("vni", "Kyõ Kyû Kî Yeán YÙ", "Kỹ Kỷ Kỵ Yến Ý"),
        ("vni", "Tænh Vónh Ñònh Bình Chí", "Tỉnh Vĩnh Định Bình Chí"),
        ("vni", "Müller René", "Müller René"),  # what stands for nothing stays
        ("tcvn3", unicodedata.normalize("NFD", "NguyÔn"), "Nguyễn"),
        ("tcvn3", "Nguyễn Thị Hà", "Nguyễn Thị Hà"),  # it has letters that no such font has
        ("vni", "Đỗ Toàn", "Đỗ Toàn"),
        ("vni", "TG-03", "TG-03"),
    ],
)
def test_a_text_reads_as_its_font_drew_it(encoding, kept, meant):
    """The characters that a workbook keeps become the letters that the font drew in their places."""
    assert decode(kept, encoding) == meant


@given(st.text(alphabet=LOWER + LOWER.upper() + " "))
def test_every_letter_comes_back_from_vni(text):
    """Small and capital letters of Vietnamese go into VNI and come back."""
    assert decode(encode(text, "vni"), "vni") == text


@given(st.text(alphabet=LOWER + OWN_CAPITALS + "ABCDEGHIKLMNOPQRSTUVXY "))
def test_every_letter_that_tcvn3_has_comes_back(text):
    """Small letters, plain capitals and ĂÂĐÊÔƠƯ go into TCVN3 and come back."""
    assert decode(encode(text, "tcvn3"), "tcvn3") == text


@given(st.text(alphabet=LOWER.upper()))
def test_other_capitals_of_tcvn3_come_back_small(text):
    """A capital that a second font drew has the place of its small letter, and is read as that."""
    assert decode(encode(text, "tcvn3"), "tcvn3").upper() == text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_place_is_read_in_two_ways(encoding):
    """All places lie above 80–9F, where cp1252 and Latin-1 read bytes otherwise."""
    kept = encode(LOWER + LOWER.upper(), encoding)
    assert all(char.isascii() or "\u00a1" <= char <= "\u00ff" for char in kept)
    assert kept.encode("cp1252") == kept.encode("latin-1")


@pytest.mark.skipif(shutil.which("iconv") is None, reason="the oracle is glibc's iconv")
def test_tcvn3_is_what_the_standard_says():
    """Each letter stands in the place that the standard TCVN 5712 gives it, as glibc knows it."""
    kept = encode(LOWER + OWN_CAPITALS, "tcvn3").encode("latin-1")
    command = ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"]
    if subprocess.run([*command, "/dev/null"], capture_output=True, check=False).returncode:
        pytest.skip("this iconv does not know TCVN 5712")
    told = subprocess.run(command, input=kept, capture_output=True, check=True)
    assert unicodedata.normalize("NFC", told.stdout.decode()) == LOWER + OWN_CAPITALS


# --- when it is taken for such a text ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("NguyÔn V¨n §øc", "tcvn3"),
        ("NGUYÔN V¡N §øC", "tcvn3"),
        ("Ban ChÊp hµnh §¶ng bé ph\u00adêng T©n Giang", "tcvn3"),
        ("Ngµy sinh", "tcvn3"),
        ("N÷", "tcvn3"),
        ("Mai ThÕ An", "tcvn3"),
        ("Nguyeãn Vaên Ñöùc", "vni"),
        ("NGUYEÃN VAÊN ÑÖÙC", "vni"),
        ("Phan Gia Loäc", "vni"),
        ("Ñaûng uûy phöôøng", "vni"),
        ("Q. Ñoáng Ña, ñöôøng Laùng", "vni"),
        ("Nöõ", "vni"),
    ],
)
def test_a_text_that_surely_is_in_a_font_is_recognised(text, encoding):
    """A text whose words are syllables in the font and none as they stand is in that font."""
    assert guess(text) == encoding


@pytest.mark.parametrize(
    "text",
    [
        # Unicode, with and without letters beyond those of the fonts
        "Nguyễn Văn Đức",
        "Trần Thị Hà",
        "Lê Thanh Hà",
        "Mai Bình Tâm",
        "Hòang Qúy",  # tones set too early, as people type them
        "Phàn Láo Tả",
        "Y Blúp Niê",
        "Giàng A Páo",
        unicodedata.normalize("NFD", "Lê Hoàng Tú"),
        # plain letters and numbers
        "Nguyen Van Duc",
        "TG-03",
        "27/5/2022",
        "",
        # names from elsewhere
        "Müller",
        "José Núñez",
        "Muñoz",
        "Ñ",
        "João Conceição",
        "Loïc",
        "Loïc Naïm",
        "Anaïs Noël",
        "Zoë Renée",
        "François Lefèvre",
        "Björn Åström",
        "Søren Kjær",
        "Ramón León",
        # signs that are no letters
        "2 × 100 ÷ 3",
        "15 · 20",
        "« Nam »",
        "© 2021",
        "25 °C",
        "m²",
        "5 µm",
        "Nam¹",
        "§ 3",
        # a syllable both ways
        "Vò Thanh Tó",
        "Thò",
        # too little to tell
        "Haø",
        "Hïng",
        "Qñ",
    ],
)
def test_what_may_be_what_it_says_is_left_alone(text):
    """Unicode, plain text, names from other countries and doubtful single words are taken as they stand."""
    assert guess(text) is None
    assert legacy_texts([text]) == {}


@pytest.mark.parametrize(
    ("column", "encoding"),
    [
        (["NguyÔn V¨n §øc"], "tcvn3"),
        (["Haø"], None),
        (["Haø", "Lan", "Nam"], None),
        (["Haø", "Lan", "Nam", "Traàn", "Leâ", "Nhaät"], "vni"),
        (["Nam", "N÷"], "tcvn3"),
        (["Vò Thanh Tó", "NguyÔn ThÞ Hµ"], "tcvn3"),
        (["Nguyeãn Vaên Ñöùc", "Müller", "Traàn Thò Haø", "Ñaëng Vaên AÙnh"], "vni"),
        (["Loïc", "Naïm", "Haïm", "Taïs", "Maël"], None),
        (["Müller", "José", "Lê Hà", "Nguyễn Văn Đức"], None),
        (["Nguyễn Văn Đức", "Nguyeãn Vaên Ñöùc"], None),  # one among Unicode
        (["Nguyễn Văn Đức", "Nguyeãn Vaên Ñöùc", "Traàn Thò Haø"], "vni"),
        ([], None),
    ],
)
def test_the_words_of_a_column_decide_together(column, encoding):
    """A single doubtful cell does not decide; the words of all cells do."""
    assert guess_column(column) == encoding


@pytest.mark.parametrize(
    ("column", "found"),
    [
        (["Nguyeãn Vaên Ñöùc", "Toàn", "Haø", "Lan", "Müller"], {"Nguyeãn Vaên Ñöùc", "Toàn", "Haø"}),
        (
            ["Nguyeãn Vaên Ñöùc", "Krông", "Ñaëng Vaên Haø – Toå 5"],
            {"Nguyeãn Vaên Ñöùc", "Krông", "Ñaëng Vaên Haø – Toå 5"},
        ),
        (["Nguyeãn Vaên Ñöùc", "Toàn", "Đức"], {"Nguyeãn Vaên Ñöùc"}),  # Toàn is Toàn here, not Tồn
        (["Nguyeãn Vaên Ñöùc", "Leâ Vaên Nam", "Haø", "Toàn", "Đức"], {"Nguyeãn Vaên Ñöùc", "Leâ Vaên Nam", "Haø"}),
        (["Vò Thanh Tó", "NguyÔn ThÞ Hµ", "Lan"], {"Vò Thanh Tó", "NguyÔn ThÞ Hµ"}),
        (["Nguyễn Văn Đức", "Lê Hà", "Loïc"], set()),
    ],
)
def test_doubtful_cells_follow_their_column(column, found):
    """A doubtful cell is taken for the font of its column; where the column holds Unicode too, only if it reads no other way."""
    assert set(legacy_texts(column)) == found


@pytest.mark.parametrize(
    ("column", "named", "found"),
    [
        (["Haø"], "vni", {"Haø": "vni"}),
        (["Vò Thanh Tó"], "tcvn3", {"Vò Thanh Tó": "tcvn3"}),
        (["Vò Thanh Tó"], "vni", {"Vò Thanh Tó": "vni"}),
        (["Haø", "Toàn", "Đức"], "vni", {"Haø": "vni"}),
        (["NguyÔn V¨n §øc", "Müller"], "vni", {"NguyÔn V¨n §øc": "tcvn3"}),
    ],
)
def test_a_named_font_settles_what_is_doubtful(column, named, found):
    """Where somebody says which font it was, a doubtful text is in it; what is surely in another one is not."""
    assert legacy_texts(column, named) == found


FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Tạ"
MIDDLE = "Thị Văn Hữu Đức Minh Ngọc Thanh Quốc Xuân Kim Bá Thế"
GIVEN = "Hà Lan Hương Tú Quỳnh Bình An Ân Thủy Tuấn Hùng Sơn Yến Hằng Phượng Khánh Mỹ Lộc Phúc"
NAMES = st.tuples(*(st.sampled_from(names.split()) for names in (FAMILY, MIDDLE, GIVEN))).map(" ".join)


@given(NAMES, st.sampled_from(ENCODINGS), st.booleans())
def test_a_name_is_never_taken_for_the_other_font(name, encoding, in_capitals):
    """A common name is recognised in its font or left alone, never read in the other one; in Unicode it is left alone."""
    assert guess(name) is None
    assert guess(encode(name.upper() if in_capitals else name, encoding)) in {encoding, None}


@given(st.lists(NAMES, min_size=8, max_size=20, unique=True), st.sampled_from(ENCODINGS))
def test_a_column_of_names_is_recognised(names, encoding):
    """A column of names in a font is recognised, and each name in it comes out as it was."""
    kept = [encode(name, encoding) for name in names]
    assert guess_column(names) is None
    assert guess_column(kept) == encoding
    assert [decode(text, encoding) for text in kept] == names


# --- what a syllable is --------------------------------------------------------------------------


SPELT = (
    "Hoà Hòa Khoẻ Thuỷ Thủy Quý Quỳnh Giá Gì Giếng Mía Của Thuở Khuỷu Hoài Ngoáy Khuya Lứa Hoàng Huỳnh Huế Nghĩa Uỷ Ủy "
    "Ý Yến Xoáy Toàn Đuổi Người Hường Cứu Kỷ Quốc Quang Quyên Kạn Đắk Pó nghiêng THỊ"
)
NO_SYLLABLES = "Josộ Peđa Mủller bất̀ tàc Tuở́n hoaf quoang Đ ktr Baù Thaùi"


@pytest.mark.parametrize("word", SPELT.split())
def test_words_of_vietnamese_are_syllables(word):
    """A word of the language is a syllable with its tone in its place, composed or not."""
    assert is_syllable(word, placed=True)
    assert is_syllable(unicodedata.normalize("NFD", word), placed=True)


@pytest.mark.parametrize("word", NO_SYLLABLES.split())
def test_other_words_are_none(word):
    """What no rhyme, no initial or no tone of the language makes is no syllable, nor where the tone comes too late."""
    assert not is_syllable(word)


@pytest.mark.parametrize("word", ["Hòang", "Qúy", "Gía"])
def test_a_tone_may_come_too_early(word):
    """A tone that people set too early makes a syllable, though not one in its right spelling."""
    assert is_syllable(word)
    assert not is_syllable(word, placed=True)
