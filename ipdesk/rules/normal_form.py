"""The normal form of a number: one text for all writings that mean the same thing.

It is for comparing and finding only. What is shown, printed and kept is what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from ipdesk.rules.case import NO_FACTS, Facts
from ipdesk.rules.characters import latin, simplified
from ipdesk.rules.plain_text import compact
from ipdesk.rules.ref_forms import RefForm
from ipdesk.rules.slips import number_meant

EDITION = 1
"""Of this module: whoever keeps normal forms makes them again when it grows."""

_REMEMBERED = 1 << 15
_MOST_ROUNDS = 20  # a label that stands before a label; a form that is in order needs two or three
_ALIKE = str.maketrans("〔〕[]【】〖〗{}〈〉<>·•‧∙⋅。∶⁄∕╱—", "()()()()()()()......:///-")
# What comes along when a number is copied out of a sentence or a spreadsheet.
_AROUND = "\"'`‘’“”=,;:.、!"
# What is as it should be already; looking first makes most numbers ten times cheaper.
_PLAIN = re.compile("[0-9A-Z一-鿿()./:-]+")
_SIGNIFICANT = re.compile("[0-9A-Z一-鿿]")

Step = Callable[[str], str]


def base_form(text: str) -> str:
    """Return the text as every number is compared: plain capitals without blanks, brackets and dots alike."""
    if text.isascii() and text.isalnum():
        return text.upper()
    plain = text if _PLAIN.fullmatch(text) else latin(compact(text)).translate(_ALIKE)
    return simplified(plain).strip(_AROUND) or plain


class NormalForm:
    """A form of numbers, compiled. Answers are remembered: there is one object for equal forms.

    ``written`` tells it from other forms, and from what an earlier edition of the program made of it;
    ``known`` answers for numbers whose country is not known or says nothing.
    """

    def __init__(self, form: RefForm) -> None:
        """Compile a form that is like no other any more (``ref_forms.resolved``)."""
        self.form = form
        self.written = f"{EDITION} {form.model_dump_json(exclude_defaults=True)}"
        self._known: dict[str, _Known] = {}
        self.known = self._known[""] = _Known(self, "")

    @cached_property
    def _unlabelling(self) -> tuple[Step, ...]:
        return tuple(_unlabelling(self.form))

    @cached_property
    def _steps(self) -> tuple[Step, ...]:
        return (*self._unlabelling, *_steps(self.form))

    def of(self, ref: str, facts: Facts = NO_FACTS) -> str:
        """Return the normal form of a number as typed; ``facts`` are those of what it identifies."""
        country = facts.get(self.form.country) if self.form.country else None
        if not country or not isinstance(country, str):
            return self.known[ref]
        known = self._known.get(country)
        if known is None:
            known = self._known[country] = _Known(self, country)
        return known[ref]

    def unlabelled(self, ref: str) -> str:
        """Return a number as every one is compared, without the words that may stand before and behind it."""
        now = base_form(ref)
        for _ in range(_MOST_ROUNDS):
            before = now
            for step in self._unlabelling:
                now = step(now)
            if now == before:
                break
        return now

    def computed(self, ref: str, country: str) -> str:
        """Return what is remembered: what stays when no step changes anything any more."""
        now = base_form(ref)
        for _ in range(_MOST_ROUNDS):
            before, now = now, self._once(now, country)
            if now == before:
                break
        return now

    def _once(self, text: str, country: str) -> str:
        value = text
        for step in self._steps:
            value = step(value)
        if self.form.country:
            value = _with_country(value, country)
        if self.form.cn_patent and country in ("", "CN"):
            value = _cn_serial(value, self.form.cn_patent == "marked")
        if self.form.kind_codes:
            value = _without_kind_code(value, self.form)
        # What is left out may bring an accent beside its letter, or a comma to the end.
        value = value if value == text else base_form(value)
        return value if _SIGNIFICANT.search(value) else text


class _Known(dict[str, str]):
    """The normal forms of numbers by what was typed, made when first asked for; some thousands of them.

    The window of every line asks for one: to look it up has to cost next to nothing.
    """

    def __init__(self, form: NormalForm, country: str) -> None:
        super().__init__()
        self._form, self._country = form, country

    def __missing__(self, ref: str) -> str:
        found = self._form.computed(ref, self._country)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[ref] = found
        return found


@lru_cache(maxsize=256)
def _compiled(written: str) -> NormalForm:
    return NormalForm(RefForm.model_validate_json(written))


def compiled(form: RefForm) -> NormalForm:
    """Return the compiled form; the same object for equal forms."""
    return _compiled(form.model_dump_json())


def _unlabelling(form: RefForm) -> Iterable[Step]:
    if form.labels:
        yield _left_out(rf"^(?:{_any_of(form.labels)})[:.#]*(?=.)")
    if form.endings:
        yield _left_out(rf"(?<=.)\(?(?:{_any_of(form.endings)})\)?$")


def _steps(form: RefForm) -> Iterable[Step]:
    if form.numerals:
        yield _numerals
    if form.grouping:
        yield _without_all(form.grouping)
    if form.zeros:
        yield _left_out(r"(?<![0-9])0+(?=[0-9])")
    if form.marks:
        yield _without_marks(form.marks)
    if form.equal:
        yield _equal({base_form(word): base_form(meant) for word, meant in form.equal.items()})


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted({re.escape(base_form(word)) for word in words}, key=len, reverse=True))


def _left_out(pattern: str) -> Step:
    found = re.compile(pattern)
    return lambda text: found.sub("", text)


def _without_all(characters: str) -> Step:
    table = dict.fromkeys(map(ord, characters))
    return lambda text: text.translate(table)


def _without_marks(marks: str) -> Step:
    """Leave marks out; between two digits they stay as one dash, or 1-2 would be 12."""
    mark = f"[{re.escape(marks)}]"
    holds_one, found = re.compile(mark).search, re.compile(rf"([0-9]?){mark}+(?=([0-9]?))")

    def without(text: str) -> str:
        return found.sub(_parted, text) if holds_one(text) else text

    return without


def _parted(at: re.Match[str]) -> str:
    return f"{at[1]}-" if at[1] and at[2] else at[1]


def _equal(words: dict[str, str]) -> Step:
    found = re.compile(_any_of(words))
    return lambda text: found.sub(lambda at: words[at[0]], text)


# ------------------------------------------------------------ Chinese numerals

_DIGITS = {**{digit: str(value) for value, digit in enumerate("零一二三四五六七八九")}, "〇": "0", "○": "0"}
_ORDINAL = re.compile(f"第([{''.join(_DIGITS)}十百千]+)号")


def _numerals(text: str) -> str:
    return _ORDINAL.sub(lambda at: f"第{_arabic(at[1])}号", text)


def _arabic(numeral: str) -> str:
    if set(numeral) <= _DIGITS.keys():
        return "".join(_DIGITS[digit] for digit in numeral)
    return str(number_meant(numeral.replace("○", "〇")))


# ------------------------------------------------------------ patents

_CN_PATENT = re.compile(r"((?:CN|ZL)*)([0-9]{12}|[0-9]{8})(\.?)([0-9X]?)")
_WITHOUT_COUNTRY = re.compile(r"[A-Z]?[0-9]{5,}(?:[A-Z][0-9]?)?")
_WITH_KIND_CODE = re.compile(r"([A-Z]{2})([A-Z]{0,3}[0-9]{5,})([A-Z])[0-9]?")
_FIRST_OF_TWELVE, _FIRST_OF_EIGHT, _LAST_OF_EIGHT = 2003, 1985, 2003


def _cn_serial(value: str, marked: bool) -> str:
    """Return the serial of a Chinese patent or application without its check digit; others as they are."""
    found = _CN_PATENT.fullmatch(value)
    if found is None or (marked and not (found[1] or found[3])):
        return value
    return found[2] if _may_be_serial(found[2]) else value


def _may_be_serial(serial: str) -> bool:
    year, patent_type = (serial[:4], serial[4]) if len(serial) > 8 else (serial[:2], serial[2])
    if patent_type not in "12389":
        return False
    if len(serial) > 8:
        return int(year) >= _FIRST_OF_TWELVE
    return int(year) >= _FIRST_OF_EIGHT % 100 or int(year) <= _LAST_OF_EIGHT % 100


def _with_country(value: str, country: str) -> str:
    foreign = country not in ("", "CN") and _WITHOUT_COUNTRY.fullmatch(value)
    return f"{country}{value}" if foreign else value


def _without_kind_code(value: str, form: RefForm) -> str:
    found = _WITH_KIND_CODE.fullmatch(value)
    if found is None:
        return value
    letter = found[3] if found[3] in form.apart.get(found[1], ()) else ""
    return f"{found[1]}{found[2]}{letter}"


BASE = compiled(RefForm())
"""The form of numbers about which nothing special is known."""
