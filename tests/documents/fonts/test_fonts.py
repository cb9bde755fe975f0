"""Which face draws a character, and what happens when none does."""

import gzip
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from ipdesk.documents.errors import MissingGlyphError
from ipdesk.documents.fonts.faces import SETTING, FontSet, fonts, usable
from ipdesk.documents.fonts.files import FontFile, Role, bundled, extensions, official, present, rare
from ipdesk.documents.letters.layout import lay_out
from ipdesk.documents.pdf.file import Facts
from ipdesk.documents.typesetting.page_drawing import PageFile, drawn
from ipdesk.paths import resource
from tests.documents.letters import letters
from tests.documents.letters.letters import compose, render
from tests.documents.letters.paper import pages, text

RARE_NAME = "𬭎㛃𫖯䶮喆堃"
# The 66 ideographs that level 1 of GB 18030-2022 has beyond Unicode 1.1.
OBLIGATORY = "".join(map(chr, [*range(0x9FA6, 0x9FB4), *range(0x9FBC, 0x9FF0)]))


def drawn_by(role: Role, text: str) -> list[tuple[str, str]]:
    return [(face.name.split("-")[0].removeprefix("Ipdesk"), part) for face, part in fonts().runs(role, text)]


def test_each_role_has_its_face() -> None:
    names = [drawn_by(role, "知")[0][0] for role in Role]
    assert names == ["FangSong", "Kai", "Hei", "TitleSong", "Song"]


def test_digits_and_latin_beside_fangsong_and_kaiti_are_song() -> None:
    text = "共28,000.00元（GB/T 29490）"
    expected = ["共", "28,000.00", "元（", "GB/T 29490", "）"]
    assert [part for _, part in drawn_by(Role.FANGSONG, text)] == expected
    assert [name for name, _ in drawn_by(Role.KAITI, text)] == ["Kai", "Song", "Kai", "Song", "Kai"]
    assert [name for name, _ in drawn_by(Role.HEITI, text)] == ["Hei"]


def test_a_character_the_face_lacks_comes_from_the_next_one_alone() -> None:
    assert drawn_by(Role.FANGSONG, "陈𬭎军") == [("FangSong", "陈"), ("Song", "𬭎"), ("FangSong", "军")]
    assert drawn_by(Role.FANGSONG, "陈鎔") == [("FangSong", "陈"), ("SongRare", "鎔")]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    "text",
    [
        RARE_NAME,
        "￥¥，。《》〔〕“”——……·①％",
        "幹醜捨餘滷",
        "ΑΩабв→√㎡≒",
        "ḿǹǎǚŐșễứ",
        OBLIGATORY,
        "鿬鿮鿰鿿䶶䶿𡌴",
        "CO₂、TiO₂、Ca²⁺、10⁻⁶、xⁿ、㎥、㎖、⅓、㉑、❶、㎾、∂、ℓ、ϕ、ｱｲｳ、₩",
    ],
)
def test_nothing_common_or_rare_is_missing(role: Role, text: str) -> None:
    assert fonts().missing(role, text) == ()


def test_the_faces_for_letters_cover_gb2312() -> None:
    rows = [bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    text = "".join(row.decode("gb2312", "ignore") for row in rows)
    assert len(text) == 6763
    for role in Role:
        assert {name for name, _ in drawn_by(role, text)} == {drawn_by(role, "知")[0][0]}


@pytest.mark.parametrize(("character", "shown"), [("\ue000", "U+E000"), ("🍎", "“🍎”（U+1F34E")])
def test_a_character_that_no_font_covers_stops_the_letter_and_is_shown(character: str, shown: str) -> None:
    letter = replace(letters.TWO, addressee=f"云溪县{character}果业有限公司")
    with pytest.raises(MissingGlyphError) as caught:
        render(letter)
    assert shown in caught.value.message
    assert "果业有限" in caught.value.message
    assert [glyph.character for glyph in caught.value.missing] == [character]


def test_all_missing_characters_are_told_at_once() -> None:
    letter = replace(letters.TWO, addressee="甲\ue000乙", bank_name="丙\ue001丁")
    with pytest.raises(MissingGlyphError) as caught:
        render(letter)
    assert {glyph.character for glyph in caught.value.missing} == {"\ue000", "\ue001"}


def test_official_faces_go_before_the_bundle(tmp_path: Path) -> None:
    face = tmp_path / "truetype" / "SIMFANG.TTF"
    face.parent.mkdir()
    face.write_bytes(bundled(Role.HEITI).path.read_bytes())
    found = official(present([tmp_path]))
    assert found == {Role.FANGSONG: FontFile(face)}
    runs = FontSet(found).runs(Role.FANGSONG, "知龥")
    assert [(face.name.split("-")[0], text) for face, text in runs] == [
        ("IpdeskHei", "知"),
        ("IpdeskSongRare", "龥"),
    ]


def test_a_damaged_official_face_is_left_aside(tmp_path: Path) -> None:
    damaged = tmp_path / "simkai.ttf"
    damaged.write_bytes(b"no font")
    assert usable(official(present([tmp_path]))) == {}


def test_a_letter_is_set_in_the_first_face_of_a_collection(tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [TTFont(bundled(role).path) for role in (Role.XIAOBIAOSONG, Role.HEITI)]
    collection.save(tmp_path / "simsun.ttc")
    faces = FontSet(usable(official(present([tmp_path]))))
    file = PageFile()
    file.add(map(drawn, lay_out(compose(letters.TWO, letters.template()), faces)))
    pdf = file.finish(Facts("", "", date(2022, 9, 5)))
    assert text(pdf).replace("\n", "") == text(render(letters.TWO)).replace("\n", "")
    amount = next(char for char in pages(pdf)[1].chars if char["text"] == "4")
    assert "TitleSong" in amount["fontname"]


def test_a_folder_that_is_not_there_has_no_faces() -> None:
    assert official(present([Path("nowhere")])) == {}


def test_the_bundle_can_be_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "bundled")
    assert fonts() is fonts(system=False)
    monkeypatch.delenv(SETTING)
    assert fonts() is fonts(system=True)


def rare_face(path: Path, character: str) -> Path:
    """Write a font with one character beyond what the bundle has."""
    builder = FontBuilder(256, isTTF=True)
    builder.setupGlyphOrder([".notdef", "one"])
    builder.setupCharacterMap({ord(character): "one"})
    pen = TTGlyphPen({})
    pen.moveTo((0, 0))
    for point in ((0, 200), (200, 200), (200, 0)):
        pen.lineTo(point)
    pen.closePath()
    builder.setupGlyf({".notdef": pen.glyph(), "one": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (256, 0), "one": (256, 0)})
    builder.setupHorizontalHeader(ascent=220, descent=-36)
    builder.setupNameTable({"familyName": "Rare", "styleName": "Regular", "psName": "Rare"})
    builder.setupOS2()
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


@pytest.mark.parametrize("name", ["simsunb.ttf", "SimSunExtG.ttf", "own face.ttf"])
def test_a_font_that_was_installed_draws_what_the_bundle_lacks(tmp_path: Path, name: str) -> None:
    """A person's own folder of fonts, as Linux keeps it; asked in a process of its own."""
    rare_face(tmp_path / ".local/share/fonts" / name, "𠀀")
    (tmp_path / ".fonts").mkdir()
    (tmp_path / ".fonts" / "damaged.ttf").write_bytes(b"no font")
    program = (
        "from ipdesk.documents.fonts.faces import fonts; from ipdesk.documents.fonts.files import Role;"
        "found = fonts(system=True);"
        "print(found.missing(Role.FANGSONG, '示例𠀀'), found.runs(Role.KAITI, '𠀀')[0][0].name)"
    )
    environment = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, check=True, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.strip() == "() Rare"


def test_faces_of_extensions_are_asked_last(tmp_path: Path) -> None:
    files = present([rare_face(tmp_path / "fonts" / "simsunb.ttf", "𬭎").parent])
    faces = FontSet(None, extensions(files, {}))
    assert [face.name for face, _ in faces.runs(Role.FANGSONG, "𬭎")] == ["IpdeskSong-Regular"]


def test_a_person_s_own_copy_goes_before_the_systems(tmp_path: Path) -> None:
    for folder in ("system", "own"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "simhei.ttf").touch()
    assert present([tmp_path / "system", tmp_path / "own"]) == {"simhei.ttf": tmp_path / "own" / "simhei.ttf"}


def test_packed_faces_open_like_others() -> None:
    for file in rare():
        assert file.path.suffix == ".gz"
        assert file.open().read() == gzip.decompress(file.path.read_bytes())


def test_the_bundle_is_small_and_its_licences_lie_beside_it() -> None:
    files = list(resource("fonts").iterdir())
    faces = [file for file in files if ".ttf" in file.name or ".otf" in file.name]
    assert len(faces) == 10
    assert sum(file.stat().st_size for file in faces) < 30_000_000
    assert len([file for file in files if file.name.startswith("LICENSE")]) == 3
