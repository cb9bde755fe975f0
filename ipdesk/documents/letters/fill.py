"""A template filled with the values of one letter: paragraphs in their typefaces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from ipdesk.documents.errors import TemplateError
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.letters.content import OFFICE_FIELDS, Content, Member, missing_setting
from ipdesk.documents.letters.layout import Paragraph
from ipdesk.documents.letters.template import COUNTERS, Block, Template, TemplateVocabulary
from ipdesk.documents.text.numerals import ordinal
from ipdesk.documents.text.sentence_template import EmptyPlaceholderError, SentenceTemplate
from ipdesk.documents.typesetting.lines import Span
from ipdesk.documents.typesetting.printed_text import printed
from ipdesk.rules.source.findings import Finding, Severity


class _Counted(dict[str, str]):
    """Values in which ``{section}``, ``{index}`` and ``{number}`` count themselves on when they are used."""

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(values)
        self._counts: dict[str, int] = {}

    def __missing__(self, name: str) -> str:
        write: Callable[[int], str] = str if name == "number" else ordinal
        if name == "section":
            self._counts = {name: self._counts.get(name, 0)}  # items are counted anew in every section
        self._counts[name] = self._counts.get(name, 0) + 1
        return write(self._counts[name])

    def begin(self, name: str) -> None:
        """Count a name from 1 again."""
        self._counts.pop(name, None)


class Wording(Protocol):
    """What every template has: its file, what it may name, and the office's own texts."""

    @property
    def file(self) -> str:
        """Tell where a mistake in it is to be mended."""

    @property
    def vocabulary(self) -> TemplateVocabulary:
        """Return the placeholders, lists and conditions that papers of its kind have."""

    @property
    def settings(self) -> Mapping[str, str]:
        """Return the texts that the office gave names of its own."""


class FilledText:
    """The words of one paper, from its template."""

    def __init__(self, template: Wording, content: Content) -> None:
        self._wording = template
        self._content = content
        self._values = _Counted({**template.settings, **content.values})

    def shown(self, when: str) -> bool:
        """Tell whether what stands under a condition is shown; "" is none."""
        return not when or when in self._content.conditions

    def block(self, block: Block) -> Iterator[Paragraph]:
        """Fill a block, once or for each of its list; raises TemplateError for an empty placeholder.

        One that stands in square brackets as a whole, and falls away, leaves no blank line.
        """
        members = self._content.lists[block.each] if block.each else (Member({}),)
        alone = bool(block.each) and len(members) == 1
        filled = (self._paragraph(block, member, alone=alone) for member in members)
        yield from (one for one in filled if any(text for _, text in one.spans))

    def _paragraph(self, block: Block, member: Member, *, alone: bool = False) -> Paragraph:
        spans = tuple(self._spans(block, member, alone))
        return Paragraph(spans, keep=block.keep, near=block.near, apart=block.apart)

    def _spans(self, block: Block, member: Member, alone: bool) -> Iterator[Span]:
        place = block.line
        self._values.update(member.values)
        if block.heading:
            yield Role.HEITI, self.filled(block.heading, place)
            return
        if block.subheading:
            yield Role.KAITI, self.filled(block.subheading, place, alone)
        wording = block.text.get("") or block.text[member.outcome]
        yield Role.FANGSONG, self.filled(wording, place, alone)

    def filled(self, wording: SentenceTemplate, place: str | int, alone: bool = False) -> str:
        """Fill a wording; a number in square brackets falls away where it would count a list of one.

        Raises TemplateError for an empty placeholder, which names its ``place``: a line of the template, or
        what the template calls it.
        """
        try:
            return printed(wording.fill(self._values, COUNTERS if alone else ()))
        except EmptyPlaceholderError as error:
            raise self._missing(error.args[0], place) from error

    def _missing(self, name: str, place: str | int) -> TemplateError:
        label, field = self._wording.vocabulary.label(name), OFFICE_FIELDS.get(name, "")
        if field:
            return TemplateError(missing_setting(label), field)
        line, clause = (place, "") if isinstance(place, int) else (1, place)
        where, said = clause or f"第 {line} 行", f"“{label}”是空的，印不出来；可以为空的请写在方括号里。"
        finding = Finding(self._wording.file, line, clause, Severity.ERROR, "empty", said)
        message = f"文书缺少“{label}”，不能印出（模板 {self._wording.file} {where}）。请先填写。"
        return TemplateError(message, findings=[finding])


class LetterText(FilledText):
    """The words of one letter, from its template."""

    def __init__(self, template: Template, content: Content) -> None:
        super().__init__(template, content)
        self._template = template

    def title(self) -> str:
        """Return the title; raises TemplateError for an empty placeholder, as all of these do."""
        return self.filled(self._template.title, "标题")

    def addressee(self) -> str:
        """Return the line that names the addressee; raises TemplateError for an empty placeholder."""
        return self.filled(self._template.addressee, "主送")

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Fill the blocks whose condition holds, in order; raises TemplateError for an empty placeholder.

        A value of several lines, as an account to pay to, makes a paragraph of each.
        """
        shown = (block for block in self._template.body if self.shown(block.when))
        found = (paragraph for block in shown for paragraph in self.block(block))
        return tuple(line for paragraph in found for line in _by_lines(paragraph))


def _by_lines(paragraph: Paragraph) -> list[Paragraph]:
    *before, (role, text) = paragraph.spans
    first, *others = text.split("\n")
    begun = replace(paragraph, spans=(*before, (role, first)))
    return [begun, *(replace(paragraph, spans=((role, line),)) for line in others)] if others else [paragraph]
