"""From the data of a document to its PDF, by the template and the layout of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.fonts.faces import fonts
from ipdesk.documents.letters.content import ANNEX, required
from ipdesk.documents.letters.data import Data, LetterData, frozen
from ipdesk.documents.letters.document import Layout, RegisteredDocument
from ipdesk.documents.letters.fill import LetterText
from ipdesk.documents.letters.layout import Letter, lay_out
from ipdesk.documents.letters.sheets.blocks import Sheet, sheet_lines
from ipdesk.documents.letters.sheets.fewest_pages import lay_out as lay_out_sheet
from ipdesk.documents.letters.sheets.fill import SheetText
from ipdesk.documents.letters.sheets.named_once import paragraphs_named_once, sheet_named_once
from ipdesk.documents.letters.sheets.template import LABEL, LetterWithAttachment, SheetTemplate, read_letter
from ipdesk.documents.letters.sheets.template import read as read_sheet
from ipdesk.documents.letters.template import Template, TemplateVocabulary, source_from, source_of
from ipdesk.documents.pdf.file import Facts
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.page_drawing import DrawnPage, PageFile, PageLayout, drawn
from ipdesk.documents.typesetting.printed_text import phrase
from ipdesk.models.records import RenderedLetter
from ipdesk.paths import resource
from ipdesk.rules.evaluation.garbage_collection import without_garbage_collection
from ipdesk.rules.source.yaml_source import Source


def render(document: RegisteredDocument[Data], letter: Data, *, templates_dir: Path | None = None) -> bytes:
    """Return one document as a PDF; the same data give the same bytes.

    A template of the same name in ``templates_dir`` goes before the bundled one. Raises MissingGlyphError,
    TemplateError or LetterDataError, all DocumentErrors with a Chinese ``message``.
    """
    file = PageFile()
    file.add(drawn_pages(document, letter, Templates(templates_dir)))
    return file.finish(facts(document, letter))


def issued_letter(
    document: RegisteredDocument[Data], letter: Data, templates_dir: Path | None = None
) -> RenderedLetter:
    """Return what is kept of a document that goes out: its data, its title, its PDF; raises as `render`."""
    pdf = render(document, letter, templates_dir=templates_dir)
    title = title_of(document, letter, templates_dir)
    return RenderedLetter(frozen(letter), pdf, title, letter.asked_to_collect)


def title_of(document: RegisteredDocument[Data], letter: Data, templates_dir: Path | None = None) -> str:
    """Return the title of one document as lists name it, on one line; raises as `render` does."""
    template = template_of(document, templates_dir)
    content = document.content(letter)
    text = (
        SheetText(template, content) if isinstance(template, SheetTemplate) else LetterText(template, content)
    )
    return text.title().replace("|", "")


def drawn_pages(
    document: RegisteredDocument[Data], letter: Data, templates: Templates | None = None
) -> list[DrawnPage]:
    """Return the pages of one document; raises as `render` does."""
    return pages_by(document, letter, (templates or Templates()).of(document))


def pages_by(
    document: RegisteredDocument[Data], letter: Data, template: Template | SheetTemplate
) -> list[DrawnPage]:
    """Return the pages of one document by a template; raises as `render` does."""
    with without_garbage_collection():  # a list of thousands of rows stays alive until it is drawn
        return [drawn(page) for page in LAYOUTS[document.layout](document, letter, template)]


def facts(document: RegisteredDocument[Data], letter: Data) -> Facts:
    """Return what the PDF of one document says about itself."""
    title = f"{document.kind.name} {letter.number or ''}".strip()
    return Facts(title, letter.issuer.name, letter.date)


def render_batch(
    document: RegisteredDocument[Data],
    letters: Iterable[Data],
    on_progress: Callable[[int], None] = lambda _: None,
    *,
    templates_dir: Path | None = None,
    both_sides: bool = False,
) -> bytes:
    """Return many documents of a kind as one PDF for the printer.

    ``on_progress`` is told how many are done; what it raises ends the work.
    ``both_sides`` adds an empty page where one would else begin on the back of another.
    Raises as `render` does, the message naming the addressee.
    """
    file, templates, last = PageFile(), Templates(templates_dir), None
    for done, letter in enumerate(letters, start=1):
        pages, last = _named(document, letter, templates), letter
        file.add(pages)
        file.add_empty(int(both_sides and len(pages) % 2))
        on_progress(done)
    if last is None:
        return b""
    return file.finish(replace(facts(document, last), title=document.kind.name))


def _named(document: RegisteredDocument[Data], letter: Data, templates: Templates) -> list[DrawnPage]:
    """Draw one document of a batch; its errors say whose it is."""
    try:
        return drawn_pages(document, letter, templates)
    except DocumentError as error:
        error.add_place(f"致“{letter.addressee}”的{document.kind.name}")
        raise


class Templates:
    """The templates of one batch: what changes while it is drawn goes into the next."""

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder of the office's own templates, which go before the bundled ones."""
        self._folder = folder
        self._read: dict[str, Template | SheetTemplate] = {}

    def of(self, document: RegisteredDocument[Any]) -> Template | SheetTemplate:
        """Return the template of a kind; raises TemplateError."""
        kind = document.kind.id
        if kind not in self._read:
            self._read[kind] = template_of(document, self._folder)
        return self._read[kind]


def template_of(document: RegisteredDocument[Data], folder: Path | None = None) -> Template | SheetTemplate:
    """Return the office's own template in ``folder``, or the bundled one; read again where it has changed.

    Raises TemplateError.
    """
    own = folder / document.template if folder else None
    path = own if own is not None and own.exists() else resource("letters", document.template)
    state = path.stat()
    return _read(path, document.layout, document.vocabulary, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _read(
    path: Path, layout: Layout, vocabulary: TemplateVocabulary, _changed: int, _size: int
) -> Template | SheetTemplate:
    return _template(source_of(path), layout, vocabulary)


def template_from(document: RegisteredDocument[Data], data: bytes) -> Template | SheetTemplate:
    """Return a template from the bytes of its file; raises TemplateError."""
    return _template(source_from(document.template, data), document.layout, document.vocabulary)


def _template(source: Source, layout: Layout, vocabulary: TemplateVocabulary) -> Template | SheetTemplate:
    return (read_sheet if layout is Layout.SHEET else read_letter)(source, vocabulary)


def compose(document: RegisteredDocument[Data], letter: Data, template: Template) -> Letter:
    """Return the words of a letter; raises TemplateError, and LetterDataError where its data disagree."""
    content = document.content(letter)
    text, attached = LetterText(template, content), _attached(document, letter, template)
    return Letter(
        red_header=required(phrase(letter.issuer.red_header), "红头名称", "red_header"),
        number=_number(letter, numbered=document.kind.series is not None),
        title=text.title(),
        addressee=text.addressee(),
        paragraphs=paragraphs_named_once(text.paragraphs()),
        signature=required(phrase(letter.issuer.name), "署名机关", "name"),
        date=chinese_date(letter.date),
        attached=sheet_lines(attached) if attached is not None else (),
    )


def _number(letter: LetterData, *, numbered: bool) -> str | None:
    if letter.number is None or not numbered:
        return letter.number
    return required(phrase(letter.number), "发文字号")


def words_of(
    document: RegisteredDocument[Data], letter: Data, templates_dir: Path | None = None
) -> Letter | Sheet:
    """Return the words of one document, as they go into the program of somebody else; raises as `render`."""
    template = template_of(document, templates_dir)
    if isinstance(template, SheetTemplate):
        return _sheet(document, letter, template)
    return compose(document, letter, template)


def _sheet(document: RegisteredDocument[Data], letter: Data, template: SheetTemplate) -> Sheet:
    number = _number(letter, numbered=document.kind.series is not None)
    content = document.content(letter)
    label = f"{template.label}{content.values.get(ANNEX) or ''}" if template.label else ""
    return sheet_named_once(SheetText(template, content).sheet(number, label))


def _attached(document: RegisteredDocument[Data], letter: Data, template: Template) -> Sheet | None:
    """Return what the template of a letter attaches to it, None for nothing."""
    if not isinstance(template, LetterWithAttachment):
        return None
    return SheetText(template.attachment, document.content(letter)).sheet(letter.number, LABEL)


def _letter_pages(document: RegisteredDocument[Data], letter: Data, template: Template) -> list[PageLayout]:
    pages = lay_out(compose(document, letter, template), fonts())
    attached = _attached(document, letter, template)
    return pages if attached is None else [*pages, *lay_out_sheet(attached, fonts(), len(pages) + 1)]


def _sheet_pages(
    document: RegisteredDocument[Data], letter: Data, template: SheetTemplate
) -> list[PageLayout]:
    return lay_out_sheet(_sheet(document, letter, template), fonts(), letter.first_page)


LAYOUTS: Mapping[Layout, Callable[[RegisteredDocument[Any], Any, Any], list[PageLayout]]] = {
    Layout.LETTER: _letter_pages,
    Layout.SHEET: _sheet_pages,
}
"""What lays out the documents of each layout."""
