"""From typed text to achievements: fields read by the vocabulary, every fault a Chinese sentence.

Pure and quick: one row at a time, so that the counter reads again only the row being typed in.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple, TypeVar

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.certificates import CertificateReading, owner_doubts
from ipdesk.models.parsing.contradictions import fact_doubts
from ipdesk.models.parsing.facts_by_number import doubt_by_number
from ipdesk.models.parsing.identifiers.checks import check
from ipdesk.models.parsing.identifiers.foreign_patents import check_foreign_patent, country_named
from ipdesk.models.parsing.identifiers.no_numbers import (
    SEVERAL,
    SEVERAL_OF_A_RANGE,
    begins_several,
    denied,
    holds_several,
    no_number,
)
from ipdesk.models.parsing.identifiers.number_years import (
    age_doubts,
    counted_year_doubt,
    year_named,
)
from ipdesk.models.parsing.identifiers.patent_numbers import (
    check_application_number,
    check_cn_patent,
    patent_number,
)
from ipdesk.models.parsing.ranges import MOST_IN_A_RANGE, expand, read_count
from ipdesk.models.parsing.text.lines import CheckedNumber
from ipdesk.models.parsing.text.texts import Unreadable, character_fault
from ipdesk.models.parsing.values.amounts import WAN, YUAN
from ipdesk.models.parsing.values.dates import read_event_day, read_year
from ipdesk.models.parsing.values.facts import read_fact
from ipdesk.models.records import CERTIFICATE_FIELDS, OWNERS, Certificate, HeldNumber, RawAchievement
from ipdesk.rules.core.case import Achievement, Facts, FactValue
from ipdesk.rules.core.plain_text import blank, spaced
from ipdesk.rules.pack.vocabulary import CertificateWord, KindWord, Vocabulary

__all__ = [
    "MOST_IN_A_RANGE",
    "JoinedRows",
    "RowEntry",
    "held_numbers",
    "join_rows",
    "numbers_of",
    "read_row",
    "read_rows",
]

T = TypeVar("T")


class RowEntry(NamedTuple):
    """One row as read: its achievements (several for a range, none without a date) and what is wrong with it.

    Achievements have the row's id, or ``row/1``, ``row/2`` ... in a range. A field with a problem is left
    out, so that what is there can be evaluated all the same. ``numbers`` are the row's, whether it has a
    date or not. ``notes`` are hints by field: what a number says (发明专利，2019年申请), what a range
    comes to. ``derived`` are facts that the number decides and nobody typed, as the form writes them.
    ``facts`` are all that could be read, also while there is no date. ``certificate`` is what its certificate
    says besides, in the words of ``certificate_word``.
    """

    row: str
    achievements: tuple[Achievement, ...]
    problems: tuple[Problem, ...]
    numbers: tuple[HeldNumber, ...]
    notes: Mapping[str, str]
    derived: Mapping[str, str]
    confirmed: frozenset[str]
    facts: Facts
    certificate: Certificate
    certificate_word: CertificateWord

    @property
    def refs(self) -> tuple[str, ...]:
        """The row's numbers as they were read."""
        return tuple(number.ref for number in self.numbers)


class JoinedRows(NamedTuple):
    """All rows together, with their certificates by row.

    The problems include those between rows (a number entered twice), and between a row and the applicant.
    """

    achievements: tuple[Achievement, ...]
    problems: tuple[Problem, ...]
    certificates: Mapping[str, Certificate]


def read_row(raw: RawAchievement, vocabulary: Vocabulary, year: int, today: datetime.date) -> RowEntry:
    """Read one row; ``year`` is the application's programme year, ``today`` the day of entry."""
    return _Reading(raw, vocabulary, today).entry(year)


def read_rows(
    rows: Iterable[RawAchievement],
    vocabulary: Vocabulary,
    year: int,
    today: datetime.date,
    applicant: str = "",
) -> JoinedRows:
    """Read a whole application; ``applicant`` is the name of whoever applies, "" where that is not asked."""
    return join_rows((read_row(raw, vocabulary, year, today) for raw in rows), applicant)


def join_rows(rows: Iterable[RowEntry], applicant: str = "") -> JoinedRows:
    """Put rows together that were read one by one.

    Finds numbers entered twice within the application, and owners among whom the applicant is not.
    """
    achievements: list[Achievement] = []
    problems: list[Problem] = []
    certificates: dict[str, Certificate] = {}
    seen: dict[tuple[str, str], int] = {}
    for place, row in enumerate(rows, start=1):
        achievements += row.achievements
        problems += row.problems
        twice = _twice(row, place, seen)
        if twice and "duplicate" not in row.confirmed and "ref" not in row.confirmed:
            problems.append(Problem("ref", twice, row.row, confirmable=True))
        if OWNERS not in row.confirmed:
            problems += owner_doubts(row.row, row.certificate, row.certificate_word, applicant)
        certificates[row.row] = row.certificate
    return JoinedRows(tuple(achievements), tuple(problems), certificates)


def held_numbers(rows: Iterable[RowEntry]) -> tuple[HeldNumber, ...]:
    """Return every number of an application once."""
    return tuple(dict.fromkeys(number for row in rows for number in row.numbers))


def numbers_of(
    rows: Iterable[RawAchievement], vocabulary: Vocabulary, year: int, today: datetime.date
) -> tuple[HeldNumber, ...]:
    """Read a whole application only for its numbers, each once."""
    return held_numbers(read_row(raw, vocabulary, year, today) for raw in rows)


def _twice(row: RowEntry, place: int, seen: dict[tuple[str, str], int]) -> str:
    found = ""
    for number in row.numbers if row.achievements else ():
        earlier = seen.setdefault((number.kind, number.item), place)
        if earlier != place and not found:
            found = f"{number.ref} 在第{earlier}行已经录入，请删去一处；确是两笔的，请确认。"
    return found


_A_PAGE = 2000  # characters: not looked through for numbers, which would take seconds
_BEFORE_FACTS = ("kind", *CERTIFICATE_FIELDS, "ref", "count", "ref_last", "date")


class _Reading:
    """The reading of one row: collects values, problems and notes field by field."""

    def __init__(self, raw: RawAchievement, vocabulary: Vocabulary, today: datetime.date) -> None:
        self.raw = raw
        self.today = today
        self.form = vocabulary.normal_forms[raw.kind]
        self.word: KindWord | None = vocabulary.kinds.get(raw.kind)
        self.words = vocabulary.all_facts.get(raw.kind, {})
        self.certificate_word = vocabulary.certificate(raw.kind)
        self.problems: list[Problem] = []
        self.notes: dict[str, str] = {}
        self.derived: dict[str, str] = {}

    def entry(self, year: int) -> RowEntry:
        if self.word is None:
            self._problem("kind", self._no_kind())
            typed = () if blank(self.raw.ref) else (spaced(self.raw.ref),)
            return self._as_read((), typed, {}, Certificate())
        facts = self._facts()
        self._take_country(self.word, facts)
        refs = self._refs(self.word, facts)
        day = self._day(self.word)
        counted = self._read("year", self.raw.year, lambda text: read_year(text, self.today))
        facts.update(self._decided_by_number(refs, facts, day))
        self._doubt_fact(refs, facts)
        self._doubt_facts(facts)
        self._doubt_year(refs, day)
        if doubt := counted_year_doubt(counted, day, self.today):
            self._problem("year", doubt, confirmable=True)
        certificate = self._certificate(self.word, refs, facts, day)
        achievements = () if day is None else self._achievements(refs, day, counted or year, facts)
        return self._as_read(achievements, refs, facts, certificate)

    def _as_read(
        self, achievements: tuple[Achievement, ...], refs: Iterable[str], facts: Facts, said: Certificate
    ) -> RowEntry:
        return RowEntry(
            self.raw.id,
            achievements,
            tuple(sorted(self.problems, key=self._place)),
            self._numbers(refs, facts),
            self.notes,
            self.derived,
            self.raw.confirmed,
            facts,
            said,
            self.certificate_word,
        )

    def _certificate(
        self, word: KindWord, refs: tuple[str, ...], facts: Facts, day: datetime.date | None
    ) -> Certificate:
        """Read what the certificate says besides, and compare it with number and day."""
        reading = CertificateReading(self.raw, self.certificate_word, self.today)
        found = reading.read(len(refs))
        number = patent_number(refs[0]) if refs and facts.get("region", "CN") == "CN" else None
        reading.compare(found.filing_date, day, word.date, number.year if number else None)
        reading.compare_contract(found.contract_date, day, word.date)
        for problem in reading.problems:
            self._problem(problem.field, problem.message, problem.confirmable)
        return found

    def _numbers(self, refs: Iterable[str], facts: Facts) -> tuple[HeldNumber, ...]:
        return tuple(HeldNumber(self.raw.kind, ref, self.form.of(ref, facts)) for ref in refs)

    def _achievements(
        self, refs: tuple[str, ...], day: datetime.date, year: int, facts: dict[str, FactValue]
    ) -> tuple[Achievement, ...]:
        row, kind = self.raw.id, self.raw.kind
        if len(refs) <= 1:
            return (Achievement(row, kind, day, year, refs[0] if refs else None, facts),)
        return tuple(
            Achievement(f"{row}/{number}", kind, day, year, ref, facts)
            for number, ref in enumerate(refs, start=1)
        )

    def _place(self, problem: Problem) -> int:
        """Return where a problem's field stands in the form: whoever mends them goes from the first on."""
        order = (*_BEFORE_FACTS, *self.words, "year")
        return order.index(problem.field) if problem.field in order else len(order)

    def _problem(self, field: str, message: str, confirmable: bool = False) -> None:
        if not (confirmable and field in self.raw.confirmed):
            self.problems.append(Problem(field, message, self.raw.id, confirmable))

    def _read(self, field: str, text: str, reader: Callable[[str], T]) -> T | None:
        if blank(text):
            return None
        try:
            return reader(text)
        except Unreadable as error:
            self._problem(field, str(error))
            return None

    def _no_kind(self) -> str:
        if self.raw.kind:
            return "现在的政策没有这种成果。请换回原来的政策，或删去这一项。"
        return "请选择成果种类。"

    def _day(self, word: KindWord) -> datetime.date | None:
        if blank(self.raw.date):
            self._problem("date", f"请填写{word.date}。")
        return self._read("date", self.raw.date, lambda text: read_event_day(text, self.today))

    def _facts(self) -> dict[str, FactValue]:
        found: dict[str, FactValue] = {}
        for name, word in self.words.items():
            unit = WAN if name in self.raw.in_wan else YUAN
            value = self._read(name, self.raw.facts.get(name, ""), partial(read_fact, word=word, unit=unit))
            if value is not None:
                found[name] = value
        return found

    def _refs(self, word: KindWord, facts: dict[str, FactValue]) -> tuple[str, ...]:
        raw = self.raw
        ranged = word.ref.ranges and not (blank(raw.ref_last) and blank(raw.count))
        many = self._read("count", raw.count, read_count) if ranged else None
        if blank(raw.ref):
            if ranged:
                self._problem("ref", f"请填写第一个{word.ref.name}。")
            return ()
        checked = self._checked(word, facts, raw.ref)
        if checked.note:
            self.notes["ref"] = checked.note
        if checked.problem and not (checked.confirmable and "ref" in raw.confirmed):
            self._problem("ref", checked.problem, checked.confirmable)
            return (checked.value,)
        if not ranged or (many is None and not blank(raw.count)):
            return (checked.value,)
        return self._range(word, facts, checked.value, many)

    def _range(
        self, word: KindWord, facts: dict[str, FactValue], first: str, many: int | None
    ) -> tuple[str, ...]:
        raw = self.raw
        field = "count" if blank(raw.ref_last) else "ref_last"
        try:
            refs = expand(first, raw.ref_last, many, lambda text: self._checked(word, facts, text))
        except Unreadable as error:
            self._problem(field, str(error))
            return (first,)
        self.notes[field] = f"共{len(refs)}{word.measure}，至 {refs[-1]}"
        return refs

    def _checked(self, word: KindWord, facts: dict[str, FactValue], text: str) -> CheckedNumber:
        useless = character_fault(text) if len(text) > _A_PAGE else no_number(text)
        if useless:
            return CheckedNumber(spaced(text), useless)
        checked = self._checked_by_kind(word, facts, text)
        if (words := denied(text)) and not checked.problem:
            doubt = f"编号旁写着“{words}”，请核对这一项是否有效；确认有效的，请确认。"
            return CheckedNumber(checked.value, doubt, confirmable=True)
        right = not checked.problem and word.ref.check and facts.get("region", "CN") == "CN"
        if (right and not begins_several(text)) or not holds_several(text):
            return checked
        sentence = SEVERAL_OF_A_RANGE if word.ref.ranges else SEVERAL
        return CheckedNumber(checked.value, sentence, checked.confirmable or not checked.problem)

    def _checked_by_kind(self, word: KindWord, facts: dict[str, FactValue], text: str) -> CheckedNumber:
        patent_type = facts.get("patent_type")
        stated = patent_type if isinstance(patent_type, str) else None
        if not word.ref.check and self.form.form.cn_patent == "always":
            return check_application_number(text, stated)
        if word.ref.check != "cn_patent":
            return check(word.ref.check, text)
        region = facts.get("region", "CN")
        if region != "CN":
            return check_foreign_patent(text, str(region), word.facts["region"].choices)
        return check_cn_patent(text, stated)

    def _doubt_fact(self, refs: tuple[str, ...], facts: Facts) -> None:
        """Doubt a number that says otherwise of itself than the facts beside it."""
        if refs and not any(problem.field == "ref" for problem in self.problems):
            doubt = doubt_by_number(self.raw.kind, refs[0], facts)
            if doubt:
                self._problem("ref", doubt, confirmable=True)

    def _doubt_facts(self, facts: Facts) -> None:
        """Doubt facts that exclude each other, unless something else is said at the field."""
        for field, doubt in fact_doubts(self.raw.kind, facts):
            if all(problem.field != field for problem in self.problems):
                self._problem(field, doubt, confirmable=True)

    def _doubt_year(self, refs: tuple[str, ...], day: datetime.date | None) -> None:
        """Doubt a number of a later year than the day beside it."""
        if not refs or day is None or any(problem.field == "ref" for problem in self.problems):
            return
        year = year_named(refs[0], self.form)
        if year is not None and year > day.year:
            doubt = f"按编号这是{year}年的，晚于所填日期，请核对；确认无误的，请确认。"
            self._problem("ref", doubt, confirmable=True)

    def _take_country(self, word: KindWord, facts: dict[str, FactValue]) -> None:
        """Take the country that a patent's number names, where nobody has typed one."""
        if word.ref.check != "cn_patent" or not blank(self.raw.facts.get("region", "")):
            return
        regions = self.words["region"].choices if "region" in self.words else {}
        if country := country_named(self.raw.ref, regions):
            facts["region"] = self.derived["region"] = country

    def _decided_by_number(
        self, refs: tuple[str, ...], facts: dict[str, FactValue], day: datetime.date | None
    ) -> dict[str, FactValue]:
        """Return what a patent number says of facts that were left blank."""
        if self.word is None or self.word.ref.check != "cn_patent" or not refs:
            return {}
        number = patent_number(refs[0]) if facts.get("region", "CN") == "CN" else None
        if number is None:
            return {}
        if number.year > (day or self.today).year:
            self._problem("ref", f"按专利号这是{number.year}年的申请，晚于所填日期，请核对。")
        for field, doubt in (
            age_doubts(number.year, number.patent_type, day, facts) if day is not None else ()
        ):
            self._problem(field, doubt, confirmable=True)
        said = {"patent_type": number.patent_type, "region": "CN"}
        asked = {name: value for name, value in said.items() if name in self.words and name not in facts}
        self.derived.update(
            {name: value for name, value in asked.items() if blank(self.raw.facts.get(name, ""))}
        )
        return dict(self.derived)


def row_of(achievement: str) -> str:
    """Return the row that an achievement was entered in: its key is the row's, in a range with its place."""
    return achievement.partition("/")[0]


def ordinal(achievement: str) -> int:
    """Return the place of an achievement in its range, from 1; 1 where there is no range."""
    last = achievement.partition("/")[2]
    return int(last) if last else 1


def row_numbers(rows: Iterable[str]) -> dict[str, int]:
    """Return the number of each row as the clerk counts them: from 1, in the order of their first."""
    return {row: number for number, row in enumerate(dict.fromkeys(rows), start=1)}
