"""Letters by typst, the fastest rival, and by WeasyPrint: the same words in the same faces."""

import importlib.util
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
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

FEW = 40
TIMES_TYPST, TIMES_WEASYPRINT = 1.5, 15.0

_RULES = """
#set document(title: "资助（奖励）通知书", author: "ipdesk")
#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm), footer: none)
#set text(lang: "zh", size: {size}pt, font: {fangsong})
#set par(justify: true, leading: {leading}pt, spacing: {leading}pt)
#let stroke(a) = line(length: 170mm, stroke: a + red)
#let rule(a, b) = move(dx: -8mm, stack(stroke(a), v(1pt), stroke(b)))
"""
_HEAD = """
#place(top + center, dy: -7mm, text(font: {xiaobiaosong}, size: 25pt, fill: red)[{name}])
#v(8mm) #rule(1.6pt, 0.6pt) #align(right)[{number}] #v(2em)
#align(center, text(font: {xiaobiaosong}, size: 22pt)[{title}]) #v(1em)
#place(bottom, float: true, dy: 15mm, rule(0.6pt, 1.6pt))
"""


_STYLE = f"""
@page {{ size: A4; margin: 37mm 26mm 35mm 28mm }}
article {{ break-after: page; font: {paper.BODY}pt/{paper.PITCH}pt {Role.FANGSONG} }}
p {{ margin: 0; text-indent: 2em; text-align: justify }}
h1, h2 {{ font: {paper.TITLE}pt {Role.XIAOBIAOSONG}; text-align: center }}
h2, hr {{ color: red }}
h3 {{ font-weight: normal; text-align: right; margin: 0 }}
"""


def run(letters: Sequence[AwardLetter], together: Callable[[], object]) -> list[Figure]:
    """Compare with whichever rival is installed; ``together`` makes one PDF of all letters by ours."""
    figures = []
    for package, compare in (("typst", _typst), ("weasyprint", _weasyprint)):
        if importlib.util.find_spec(package) is None:
            print(f"  skipped: letters against {package}, which is not installed", end=" ")
            print("(pip install ipdesk[bench])", flush=True)
            continue
        with tempfile.TemporaryDirectory() as folder:
            for role in Role:
                (Path(folder) / f"{role}.ttf").write_bytes(bundled(role).open().read())
            figures += compare(Path(folder), letters, together)
    return figures


def _typst(folder: Path, letters: Sequence[AwardLetter], together: Callable[[], object]) -> list[Figure]:
    """Compare one PDF of all, and separate files; its fonts are read once.

    Each is made once only: typst remembers what it has set, and would only write it again.
    """
    import typst

    compiler = typst.Compiler(font_paths=[str(folder)], ignore_system_fonts=True)
    parts = [source(letter) for letter in letters]
    whole = (_rules() + "\n#pagebreak()\n".join(parts)).encode()
    sources = [(_rules() + part).encode() for part in parts]
    first = _rules() + source(replace(letters[0], addressee="云溪县第一有限公司"))
    assert compiler.compile(first.encode(), pdf_tags=False)[:4] == b"%PDF"
    one, theirs_one, ours, theirs = rates(
        len(letters),
        together,
        lambda: compiler.compile(whole, pdf_tags=False),
        lambda: each(render, [*letters]),
        lambda: each(lambda text: compiler.compile(text, pdf_tags=False), sources),
        rounds=1,
    )
    return [
        Figure("letters in one PDF, times typst", one / theirs_one, TIMES_TYPST, True,
               f"{one:.0f} letters/s, typst {theirs_one:.0f}/s"),
        Figure("separate letters, times typst", ours / theirs, TIMES_TYPST, True,
               f"{ours:.0f} letters/s, typst {theirs:.0f}/s"),
    ]  # fmt: skip


def _weasyprint(folder: Path, letters: Sequence[AwardLetter], together: Callable[[], object]) -> list[Figure]:
    """Compare one PDF, of some of the letters only: it takes as long for each of a thousand."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    known = FontConfiguration()
    page = html(folder, letters[:FEW])
    made = HTML(string=page).write_pdf(font_config=known)
    assert made is not None and made[:4] == b"%PDF"
    taken = rates(1, together, lambda: HTML(string=page).write_pdf(font_config=known))
    ours, theirs = len(letters) * taken[0], FEW * taken[1]
    detail = f"{ours:.0f} letters/s, WeasyPrint {theirs:.1f}/s"
    return [Figure("letters in one PDF, times WeasyPrint", ours / theirs, TIMES_WEASYPRINT, True, detail)]


def html(folder: Path, letters: Iterable[AwardLetter]) -> str:
    """Return letters as one page of HTML, the same words in the same faces."""
    faces = "".join(
        f"@font-face {{ font-family: {role}; src: url({(folder / f'{role}.ttf').as_uri()}) }}"
        for role in Role
    )
    return f"<html><style>{faces}{_STYLE}</style><body>{''.join(map(_article, letters))}</body></html>"


def _article(letter: AwardLetter) -> str:
    words = compose(letter, template())
    body = "".join(f"<p>{''.join(map(_html_span, one.spans))}</p>" for one in words.paragraphs)
    head = f"<h2>{words.red_header}</h2><hr><h3>{words.number}</h3><h1>{words.title.replace('|', '')}</h1>"
    foot = f"<h3>{words.signature}</h3><h3>{words.date}</h3>"
    return f"<article>{head}<p style='text-indent: 0'>{words.addressee}</p>{body}{foot}</article>"


def _html_span(span: Span) -> str:
    role, text = span
    return f"<span style='font-family: {Role.SONGTI}, {role}'>{text}</span>" if role is Role.KAITI else text


def _rules() -> str:
    return _RULES.format(size=paper.BODY, leading=paper.PITCH - paper.BODY, fangsong=_face(Role.FANGSONG))


def source(letter: AwardLetter) -> str:
    """Return a letter in the language of typst, without the rules that all have."""
    words = compose(letter, template())
    head = _HEAD.format(
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
