"""Separate letters by typst, the fastest rival: the same words in the same faces, its fonts read once."""

import importlib.util
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ipdesk.documents.fonts.faces import fonts
from ipdesk.documents.fonts.files import Role, bundled
from ipdesk.documents.letters.award.data import AwardLetter
from ipdesk.documents.letters.layout import Letter
from ipdesk.documents.typesetting import geometry as paper
from ipdesk.documents.typesetting.lines import Span
from tests.bench.report import Figure
from tests.bench.timing import each, rates
from tests.documents.letters.letters import compose, render, template

LETTERS = 100
TIMES_TYPST = 1.5

_HEAD = """
#set document(title: "资助（奖励）通知书", author: "ipdesk")
#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm), footer: none)
#set text(lang: "zh", size: {size}pt, font: {fangsong})
#set par(justify: true, leading: {leading}pt, spacing: {leading}pt)
#let stroke(a) = line(length: 170mm, stroke: a + red)
#let rule(a, b) = move(dx: -8mm, stack(stroke(a), v(1pt), stroke(b)))
#place(top + center, dy: -7mm, text(font: {xiaobiaosong}, size: 25pt, fill: red)[{name}])
#v(8mm) #rule(1.6pt, 0.6pt) #align(right)[{number}] #v(2em)
#align(center, text(font: {xiaobiaosong}, size: 22pt)[{title}]) #v(1em)
#place(bottom, float: true, dy: 15mm, rule(0.6pt, 1.6pt))
"""


def run(letters: Iterable[AwardLetter]) -> list[Figure]:
    """Compare separate files with those of typst, taking turns; without typst say that it is skipped."""
    if importlib.util.find_spec("typst") is None:
        print("  skipped: separate letters against typst, which is not installed", end=" ")
        print("(pip install ipdesk[bench])", flush=True)
        return []
    import typst

    chosen = list(letters)[:LETTERS]
    with tempfile.TemporaryDirectory() as folder:
        for role in Role:
            (Path(folder) / f"{role}.ttf").write_bytes(bundled(role).open().read())
        compiler = typst.Compiler(font_paths=[folder], ignore_system_fonts=True)
        sources = [source(letter).encode() for letter in chosen]
        theirs = compiler.compile(sources[0], pdf_tags=False)
        assert theirs[:4] == b"%PDF"
        ours, rival = rates(
            LETTERS,
            lambda: each(render, chosen),
            lambda: each(lambda text: compiler.compile(text, pdf_tags=False), sources),
        )
    detail = f"{ours:.0f} letters/s, typst {rival:.0f}/s"
    return [Figure("separate letters, times typst", ours / rival, TIMES_TYPST, True, detail)]


def source(letter: AwardLetter) -> str:
    """Return a letter in the language of typst."""
    words = compose(letter, template())
    head = _HEAD.format(
        size=paper.BODY,
        leading=paper.PITCH - paper.BODY,
        fangsong=_face(Role.FANGSONG),
        xiaobiaosong=_face(Role.XIAOBIAOSONG),
        name=words.red_header,
        number=words.number,
        title=words.title.replace("|", ""),
    )
    return head + "\n\n".join(_paragraphs(words))


def _paragraphs(words: Letter) -> Iterable[str]:
    yield words.addressee
    for paragraph in words.paragraphs:
        yield "#h(2em)" + "".join(_span(span) for span in paragraph.spans)
    yield f"#v(1em) #align(right)[{words.signature}]"
    yield f"#align(right)[{words.date}#h(4em)]"


def _span(span: Span) -> str:
    role, text = span
    return f"#text(font: {_face(role)})[{text}]"


def _face(role: Role) -> str:
    names = {each: fonts().runs(each, "知")[0][0].ttf.familyName.decode() for each in Role}
    song = f'(name: "{names[Role.SONGTI]}", covers: regex("[ -~]"))'
    return f'({song}, "{names[role]}")' if role in (Role.FANGSONG, Role.KAITI) else f'("{names[role]}",)'
