"""The normal form of a number: one text for all writings that mean the same thing.

It is for comparing and finding only. What is shown, printed and kept is what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from ipdesk.rules.core.case import NO_FACTS, Facts
from ipdesk.rules.numbers.patent_forms import (
    cn_serial,
    latin_letters,
    with_country,
    without_kind_code,
    without_number_sign,
    without_padding,
)
from ipdesk.rules.numbers.ref_forms import RefForm
from ipdesk.rules.numbers.shapes import bare_number
from ipdesk.rules.numbers.text import base_form
from ipdesk.rules.source.value_hints import number_meant

EDITION = 2
"""Of this module and those it reads numbers by: who keeps normal forms makes them again when it grows."""

_REMEMBERED = 1 << 15
_MOST_ROUNDS = 20  # a label that stands before a label; a form that is in order needs two or three
_SIGNIFICANT = re.compile("[0-9A-Z一-鿿]")

Step = Callable[[str], str]


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
    def _reading(self) -> tuple[Step, ...]:
        return tuple(_reading(self.form))

    @cached_property
    def _reducing(self) -> tuple[Step, ...]:
        return tuple(_reducing(self.form))

    def of(self, ref: str, facts: Facts = NO_FACTS) -> str:
        """Return the normal form of a number as typed; ``facts`` are those of what it identifies."""
        country = facts.get(self.form.country) if self.form.country else None
        if not country or not isinstance(country, str):
            return self.known[ref]
        known = self._known.get(country)
        if known is None:
            known = self._known[country] = _Known(self, country)
        return known[ref]

    def bare(self, ref: str, country: str = "") -> str:
        """Return a number as every one is compared, without the words that may stand around it."""
        return _settled(base_form(ref), self._read, country)

    def computed(self, ref: str, country: str) -> str:
        """Return what is remembered: what stays when no step changes anything any more."""
        return _settled(base_form(ref), self._once, country)

    def _read(self, text: str, country: str) -> str:
        value = without_number_sign(text, country) if self.form.latin_only else text
        for step in self._reading:
            value = step(value)
        if self.form.latin_only:
            value = latin_letters(value, country)
        return value if value == text else _significant(base_form(value), text)

    def _once(self, text: str, country: str) -> str:
        value = _settled(text, self._read, country)
        for step in self._reducing:
            value = step(value)
        if self.form.cn_patent and country in ("", "CN"):
            value = self._of_china(value)
        if self.form.country:
            value = with_country(without_padding(value), country)
        if self.form.kind_codes:
            value = without_padding(without_kind_code(value, self.form.apart))
        # What is left out may bring an accent beside its letter, or a comma to the end.
        return value if value == text else _significant(base_form(value), text)

    def _of_china(self, value: str) -> str:
        if self.form.cn_patent == "always":
            return cn_serial(value, marked=False)
        # Beside certificate numbers: words around a number count unless it is one of a patent.
        latin = base_form(latin_letters(value, "CN"))
        serial = cn_serial(latin, marked=True)
        return value if serial == latin else serial


def _settled(text: str, once: Callable[[str, str], str], country: str) -> str:
    """Return what stays of a text when nothing changes any more."""
    now = text
    for _ in range(_MOST_ROUNDS):
        before, now = now, once(now, country)
        if now == before:
            break
    return now


def _significant(value: str, before: str) -> str:
    return value if _SIGNIFICANT.search(value) else before


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


# Words that name a number: 托管合同编号. Those that hold an issuer, 字 or 第 may be part of it.
_NAMING = re.compile(
    r"NO[.:#]+(?=.)|\(?(?:(?![字第局院厅办委会府部署协市省县区国])[一-鿿/、()]){0,18}?(?:号码|编号|代码|编码|号|码)"
    r"\)?(?:为|是)?(?:[:#=]+|(?=[0-9A-Z(/或及]))/?"
)
# A sheet writes a whole number with a decimal when it takes a column for numbers.
_DECIMAL_OF_SHEET = re.compile(r"([0-9]{5,})\.0")


def _reading(form: RefForm) -> Iterable[Step]:
    if form.labels:
        yield _left_off(re.compile(rf"(?:{_any_of(form.labels)})(?:为|是)?[:.#]*(?=.)"))
    if form.named:
        unnamed = _left_off(_NAMING)
        yield lambda text: _whole(unnamed(text)) or text
    if form.endings:
        yield _left_out(rf"(?<=.)\(?(?:{_any_of(form.endings)})\)?$")
    if form.equal:
        yield _equal({base_form(word): base_form(meant) for word, meant in form.equal.items()})
    if form.numerals:
        yield _numerals
    if form.shapes:
        yield lambda text: bare_number(text, form.shapes)


def _reducing(form: RefForm) -> Iterable[Step]:
    if form.grouping:
        yield _without_all(form.grouping)
    if form.zeros:
        yield _left_out(r"(?<![0-9])0+(?=[0-9])")
    if form.marks:
        yield _without_marks(form.marks)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted({re.escape(base_form(word)) for word in words}, key=len, reverse=True))


def _left_off(pattern: re.Pattern[str]) -> Step:
    """Leave off what a text begins with; to search all of it for that would cost several times as much."""

    def rest(text: str) -> str:
        found = pattern.match(text)
        return text[found.end() :] if found else text

    return rest


def _whole(text: str) -> str:
    found = _DECIMAL_OF_SHEET.fullmatch(text)
    return found[1] if found else text


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
_NUMERAL = "".join(_DIGITS)
_ORDINAL = re.compile(f"(?<![{_NUMERAL}十百千])([{_NUMERAL}十百千]+)(?=号)")
_YEAR_IN_WORDS = re.compile(f"(?<![{_NUMERAL}])([一二][{_NUMERAL}]{{3}})(?=[年)]|$)")


def _numerals(text: str) -> str:
    value = _YEAR_IN_WORDS.sub(lambda at: _arabic(at[1]), text)
    return _ORDINAL.sub(lambda at: _arabic(at[1]), value)


def _arabic(numeral: str) -> str:
    if set(numeral) <= _DIGITS.keys():
        return "".join(_DIGITS[digit] for digit in numeral)
    return str(number_meant(numeral.replace("○", "〇")))


BASE = compiled(RefForm())
"""The form of numbers about which nothing special is known."""
