"""Checking how numbers of a pack's own kinds may be written: nothing that tells them apart is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.numbers.ref_forms import RefForm, resolved
from ipdesk.rules.numbers.text import base_form
from ipdesk.rules.pack.vocabulary import FactType, KindWord
from ipdesk.rules.source.yaml_source import Position

_TELLING = re.compile("[0-9A-Za-z]")


def check_ref_form(notes: Notes, kind: KindWord, at: Position) -> None:
    """Note what is wrong with the form of a kind's number (``at`` is the place of its ``ref``)."""
    form, place = kind.ref.same, (*at, "same")
    if form is None:
        return
    if form.like and not notes.known((*place, "like"), "ref_form", form.like, notes.words.ref_forms):
        return
    for key, message in _faults(form, resolved(form, notes.words.ref_forms), kind):
        notes.note((*place, key), "ref_form", message)


def _faults(form: RefForm, whole: RefForm, kind: KindWord) -> Iterator[tuple[str, str]]:
    for key, words in (("labels", form.labels), ("endings", form.endings), ("equal", tuple(form.equal))):
        for word in words:
            if not base_form(word) or re.search("[0-9]", word):
                yield key, f"“{word}”不能省略：请只写号码前后的文字，不写空白和数字。"
    for key, marks in (("marks", form.marks), ("grouping", form.grouping)):
        if _TELLING.search(marks):
            yield key, f"“{marks}”里的数字和字母是号码本身，不能省略，请删去。"
    yield from _endless(form, whole)
    fact = kind.facts.get(form.country)
    if form.country and (fact is None or fact.type is not FactType.REGION):
        yield "country", f"“{form.country}”应为这种成果里类型为 region 的事实字段。"


def _endless(form: RefForm, whole: RefForm) -> Iterator[tuple[str, str]]:
    """Find words that would be replaced for ever, or by something longer."""
    words = [base_form(word) for word in whole.equal]
    for word, meant in form.equal.items():
        target = base_form(meant)
        if len(target) > len(base_form(word)) or any(other and other in target for other in words):
            message = f"“{word}: {meant}”：冒号后面写较短的写法，并且不能再含有冒号前面的任何一个写法。"
            yield "equal", message
