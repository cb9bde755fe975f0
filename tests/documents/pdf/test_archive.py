"""The claim to be PDF/A-2a, proved on every kind of paper; and that the proof sees what is wrong."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.registry import DOCUMENTS
from tests.documents.letters import letters, papers
from tests.documents.letters.letters import render, render_batch
from tests.documents.pdf.archive import violations

FORMULA = replace(
    letters.TWO, duties=("应当说明一种α-Fe₂O₃/TiO₂复合CO₂吸附材料（𬭎、䶮、鿫、10⁻⁶ Pa）<&>的用途",)
)


def test_every_kind_of_the_register_is_among_the_papers() -> None:
    """A new kind needs an example in tests/documents/letters/papers.py."""
    assert {document.data for document in DOCUMENTS.values()} == {type(one) for one in papers.ALL.values()}


@pytest.mark.parametrize("letter", [*papers.ALL.values(), FORMULA], ids=[*papers.ALL, "formula"])
def test_a_paper_is_fit_for_archives(letter: LetterData) -> None:
    assert violations(papers.render(letter)) == set()


def test_so_are_many_letters_in_one_file() -> None:
    assert violations(render_batch(letters.ALL.values(), both_sides=True)) == set()


@pytest.mark.parametrize(
    ("right", "wrong", "clause"),
    [
        (b"%PDF-1.7", b"%PDF-2.0", "6.1.2"),
        (b"\n%\xe2\xe3", b"\n%ab", "6.1.2"),
        (b"%%EOF\n", b"%%EOF\nx", "6.1.3"),
        (b"/ID[", b"/IX[", "6.1.3"),
        (b"/Length ", b"/Length 1", "6.1.7.1"),
        (b"/Lang(zh-CN)", b"/AA<<>>     ", "6.5.2"),
        (b"/S/GTS_PDFA1", b"/S/GTS_PDFX1", "6.2.3"),
        (b"/OutputIntents", b"/OutputInteNts", "6.2.3"),
        (b"/FontFile2", b"/FontFil_2", "6.2.11.4"),
        (b"/ToUnicode", b"/ToUnicod_", "6.2.11.7.2"),
        (b"/DW 1000", b"/DW  900", "6.2.11.5"),
        (b"/Identity-H", b"/Identity-V", "6.2.11.3"),
        (b"/Contents", b"/Annots [] /Contents", "6.3"),
        (b"<pdfaid:part>2", b"<pdfaid:part>3", "6.6.4"),
        (b"CreatorTool>ipdesk", b"CreatorTool>ipdisk", "6.6.3"),
        (b"(D:2022", b"(D:2021", "6.6.3"),
        (b"/Metadata ", b"/Matadata ", "6.6.2"),
        (b'id="W5M0MpCehiHzreSzNTczkc9d"', b'encoding="UTF-8"             ', "6.6.2"),
        (b"/Marked true", b"/Marked false", "6.7.2.2"),
        (b"/StructTreeRoot ", b"/StructTreeRuut ", "6.7.3.3"),
        (b"/StructParents 0", b"/StructParents 7", "6.7.3.3"),
        (b"/K[0]", b"/K[1]", "6.7.3.3"),
        (b"/S/H1", b"/S/HH", "6.7.3.4"),
        (b"/Lang(zh-CN)", b"/Lang(zh CN)", "6.7.4"),
    ],
)
def test_the_proof_sees_what_is_wrong(right: bytes, wrong: bytes, clause: str) -> None:
    pdf = render(letters.ONE)
    assert right in pdf
    assert clause in violations(pdf.replace(right, wrong, 1) if right != b"%%EOF\n" else pdf + b"x")


@pytest.mark.parametrize(
    ("right", "wrong", "clause"),
    [
        (b"/Subtype/Image", b"/Interpolate true/Subtype/Image", "6.2.8"),
        (b"/ColorSpace/DeviceRGB", b"/ColorSpace/DeviceCMYK", "6.2.4.3"),
        (b"/BitsPerComponent 8", b"/BitsPerComponent 4", "6.2.4.3"),
    ],
)
def test_the_proof_sees_what_is_wrong_with_a_picture(right: bytes, wrong: bytes, clause: str) -> None:
    pdf = next(pdf for pdf in map(papers.render, papers.ALL.values()) if right in pdf)
    assert clause in violations(pdf.replace(right, wrong, 1))


VERAPDF = shutil.which("verapdf")


@pytest.mark.skipif(
    VERAPDF is None, reason="veraPDF is not on the path: install it to have it judge all papers"
)
def test_verapdf_finds_every_kind_of_paper_fit_for_archives(tmp_path: Path) -> None:
    for name, letter in papers.ALL.items():
        (tmp_path / f"{name}.pdf").write_bytes(papers.render(letter))
    (tmp_path / "batch.pdf").write_bytes(render_batch(letters.ALL.values(), both_sides=True))
    command = [str(VERAPDF), "--flavour", "2a", "--format", "text", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = [line.split() for line in done.stdout.splitlines() if line.startswith(("PASS", "FAIL"))]
    passed = {Path(path).stem for verdict, path, *_ in told if verdict == "PASS"}
    assert passed == {*papers.ALL, "batch"}, done.stdout + done.stderr
