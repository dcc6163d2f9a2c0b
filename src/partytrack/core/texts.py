"""What a person reads, in Vietnamese and English: sentences under ``data/texts/``, terms under ``data/codes/``.

A sentence is named ``file.key``; its values are written in the form of the language.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from partytrack.core.codes import code_list
from partytrack.core.data import read_table
from partytrack.core.dates import Lang, PartialDate, say_day
from partytrack.core.errors import PartytrackError
from partytrack.core.finding import Finding
from partytrack.core.words import Citation, Told, Word

LANGS: tuple[Lang, ...] = ("vi", "en")
_LONGEST, _BEGINNING, _END = 200, 120, 40
"""How long a text that somebody typed may be within a sentence, and what is left of a longer one."""


@dataclass(frozen=True)
class Texts:
    """The texts of one language: ``say("errors.BadDay", text="31/02")``."""

    lang: Lang

    def __call__(self, name: str, /, **values: object) -> str:
        """The sentence ``file.key`` with its values filled in."""
        file, _, key = name.partition(".")
        pattern: str = read_table(f"texts/{file}", key)[self.lang]
        return pattern.format(**{key: self.value(value) for key, value in values.items()})

    def term(self, listing: str, code: str) -> str:
        """The term of a code in one of the code lists."""
        term: str = code_list(listing)[code][self.lang]
        return term

    def word(self, word: Word) -> str:
        """A term by its list and code."""
        if word.listing == "words":
            return self(f"words.{word.code}")
        return self.term(word.listing, word.code)

    def glossary(self, identifier: str) -> str:
        """The first term of a word of the field (``data/glossary.toml``)."""
        terms: str = read_table("glossary", identifier)[self.lang]
        return terms.partition(",")[0]

    def finding(self, finding: Finding) -> str:
        """What a finding says, with the legal text it rests on."""
        step = self.word(Word("steps", finding.step))
        text = self(
            f"findings.{finding.rule}", step=step, on=finding.on, source=self._source(finding), **finding.values
        )
        return text if finding.waived_by is None else self("findings.waived", finding=text, document=finding.waived_by)

    def _source(self, finding: Finding) -> str:
        """The number of the rule and the legal text."""
        source = self.value(finding.source)
        return self.article(f"{finding.code}, {source}" if finding.code else source, verified=finding.verified)

    def article(self, source: Citation | str, *, verified: bool) -> str:
        """An article of a legal text; one whose wording was not seen is marked as such."""
        return self.value(source) if verified else self("findings.unverified", source=source)

    def error(self, error: PartytrackError) -> str:
        """The sentence of a failure; texts that it repeats are told so that they can be read."""
        facts = {name: legible(fact) if isinstance(fact, str) else fact for name, fact in error.facts().items()}
        return self(f"errors.{type(error).__name__}", **facts)

    def value(self, value: object) -> str:
        """A value as the language writes it: days, decimals with a comma, lists, nothing as a dash."""
        match value:
            case None:
                text = "–"
            case Word():
                text = self.word(value)
            case Told():
                text = self(value.name, **value.values)
            case Citation():
                text = value.vi if self.lang == "vi" else value.en
            case Finding():
                text = self.finding(value)
            case date() | PartialDate():
                text = say_day(value, self.lang)
            case Decimal():
                text = self.decimal(value)
            case tuple() | list():
                items = [self.value(item) for item in value]
                terms = all(isinstance(item, Word) for item in value)  # some hold commas of their own
                text = ("; " if terms and any("," in item for item in items) else ", ").join(items) or "–"
            case _:
                text = str(value)
        return text

    def decimal(self, value: Decimal) -> str:
        """``38,33`` in Vietnamese, ``38.33`` in English."""
        return str(value).replace(".", ",") if self.lang == "vi" else str(value)


def legible(text: str) -> str:
    """A text as a sentence can repeat it: hidden characters are made visible, of a long one its beginning and end."""
    if len(text) > _LONGEST:
        text = f"{text[:_BEGINNING]}…{text[-_END:]}"
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char.isspace() else ascii(char)[1:-1] for char in text)
