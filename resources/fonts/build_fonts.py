"""Build the bundled fonts: a maintainer's tool, not run at install.

Takes the source fonts from Debian packages and one npm package, restricts them to the characters an office
writes, converts PostScript outlines to TrueType where ReportLab must embed them, and gives the results names
of their own, as the licences ask of changed versions.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install fonttools brotli
    /tmp/venv/bin/python resources/fonts/build_fonts.py --work /tmp/fontwork [--only songti]

Needs ``apt-get`` (Debian 12 or a relative), ``dpkg``, ``npm`` and ``tar``.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import io
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fontTools.misc.timeTools import timestampFromString
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph

HERE = Path(__file__).resolve().parent
DEBIAN = ("fonts-noto-cjk", "fonts-noto-cjk-extra", "texlive-lang-chinese", "unicode-data")
NPM = "@fontsource/lxgw-wenkai@5.3.0"
NOTO = "deb/usr/share/fonts/opentype/noto"
FANDOL = "deb/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
UNIHAN = "deb/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
SIMPLIFIED = 2  # place of the SC face in the Noto collections
VERSION = "1.000"
BUILT = timestampFromString("Mon Jan  5 00:00:00 2026")  # constant, so that a rebuild gives the same bytes

# FandolFang draws these wrongly: the yen sign as a dollar, five traditional characters as others.
FANDOL_WRONG = "￥¥幹醜捨餘滷"
# Beyond the character sets: units, marks, arrows and figures that forms and letters use.
SYMBOLS = (
    "¥￥€£©®°±²³·×÷–—―‘’“”„•…‰′″※℃℅№℡™←↑→↓↔↕⇒⇔∈∏∑−√∞∠∥∧∨∩∪∫∴∵∶∷≈≌≒≠≡≤≥≦≧⊕⊙⊥⊿⌒"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳■□▲△▶▷▼▽◀◁◆◇○◎●★☆☑☒☐✓✔✗✘〇〔〕〖〗㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩㎎㎏㎜㎝㎞㎡"
)

TICK, TICKED_BOX = 0x2713, 0x2611
# The box of the bundled 仿宋, in thousandths of an em, how thick it is, how much smaller the tick is.
BOX, THICK, SMALLER = (10, -236, 990, 774), 40, 0.95


def gb2312(_work: Path) -> set[int]:
    """Return the characters of GB 2312, symbols included, and printable ASCII."""
    found = set(range(0x20, 0x7F)) | {0x2014, 0xB7}  # typed today where the codec says U+2015 and U+30FB
    for high in range(0xA1, 0xFF):
        for low in range(0xA1, 0xFF):
            found.update(map(ord, bytes((high, low)).decode("gb2312", "ignore")))
    return found


def gbk(work: Path) -> set[int]:
    """Return GB 2312 and the traditional and rare characters that GBK adds to it."""
    found = gb2312(work)
    for high in range(0x81, 0xFF):
        for low in range(0x40, 0xFF):
            found.update(map(ord, bytes((high, low)).decode("gbk", "ignore")))
    return {code for code in found if not 0xE000 <= code < 0xF900}


def table_of_general_characters(work: Path) -> set[int]:
    """Return the 8,105 characters of 通用规范汉字表 (kTGH of the Unihan database)."""
    lines = bz2.decompress((work / UNIHAN).read_bytes()).decode("utf-8").splitlines()
    return {int(line.split("\t")[0][2:], 16) for line in lines if "\tkTGH\t" in line}


def tick(_work: Path) -> set[int]:
    """Return the tick that goes into a box."""
    return {TICK}


def written(work: Path) -> set[int]:
    """Return what a present-day text in Simplified Chinese may hold."""
    latin = set(range(0xA0, 0x180))
    return gb2312(work) | table_of_general_characters(work) | set(map(ord, SYMBOLS)) | latin


def song(work: Path) -> set[int]:
    """Return what `written` does, and the Latin letters of every language that uses them."""
    return written(work) | set(range(0x180, 0x250)) | set(range(0x1E00, 0x1F00))


def technical() -> set[int]:
    """Return the signs that names of inventions use: formulas, units, small and circled figures, kana."""
    blocks = (
        (0x250, 0x2B0), (0x370, 0x460), (0x2010, 0x2028), (0x2030, 0x205F), (0x2070, 0x20C0),
        (0x2100, 0x2300), (0x2460, 0x2800), (0x3041, 0x3130), (0x3200, 0x3400), (0xFF61, 0xFFA0),
    )  # fmt: skip
    return {code for first, end in blocks for code in range(first, end)}


def fangsong(work: Path) -> set[int]:
    """Return what FandolFang draws rightly."""
    return gb2312(work) - set(map(ord, FANDOL_WRONG))


def rare(work: Path) -> set[int]:
    """Return what `song` lacks: characters of names and traditional texts, and technical signs."""
    described = {0x303E, *range(0x2FF0, 0x2FFC)}  # marks that describe a character, in data of GBK times
    return (gbk(work) | ideographs() | described | technical()) - song(work)


def ideographs() -> set[int]:
    """Return the unified ideographs of Unicode."""
    return set(range(0x3400, 0x4DC0)) | set(range(0x4E00, 0xA000)) | set(range(0x20000, 0x32400))


def rarest(work: Path) -> set[int]:
    """Return what 楷体 draws and Noto does not.

    Among it are 鿫鿬鿭鿮鿯, which GB 18030-2022 makes obligatory, and the small figures of CO₂ and 10⁻⁶.
    """
    noto = TTFont(work / f"{NOTO}/NotoSerifCJK-Light.ttc", fontNumber=SIMPLIFIED, lazy=True)
    return (ideographs() | song(work) | gbk(work) | technical()) - set(noto.getBestCmap())


@dataclass(frozen=True)
class Recipe:
    """How one bundled font comes from its source."""

    target: str
    source: str
    family: str
    weight: int
    copyright: str
    characters: Callable[[Path], set[int]]
    number: int = -1  # face in a collection; -1 where the source is a single font
    truetype: bool = True  # ReportLab embeds TrueType outlines only
    features: tuple[str, ...] = field(default=())
    ticked: bool = False  # the tick is put into a box, ☑, which no source has


ADOBE = "© 2014-2021 Adobe (http://www.adobe.com/). SIL Open Font License 1.1. Modified: subset and renamed."
LXGW = (
    "Copyright 2021-2023 LXGW; Copyright 2020 The Klee Project Authors. SIL Open Font License 1.1. "
    "Modified: subset and renamed."
)
FANDOL_TEAM = (
    "Copyright © 2012-2013, the Fandol team. GNU GPL 3 with font exception. "
    "Modified: subset, converted to TrueType and renamed."
)
SCREEN = ("kern", "ccmp", "tnum", "mark")

RECIPES = (
    Recipe("screen-regular.otf", f"{NOTO}/NotoSansCJK-Regular.ttc", "Ipdesk Sans SC", 400, ADOBE,
           written, SIMPLIFIED, truetype=False, features=SCREEN),
    Recipe("screen-semibold.otf", f"{NOTO}/NotoSansCJK-Bold.ttc", "Ipdesk Sans SC", 600, ADOBE,
           written, SIMPLIFIED, truetype=False, features=SCREEN),
    Recipe("fangsong.ttf", f"{FANDOL}/FandolFang-Regular.otf", "Ipdesk FangSong", 400, FANDOL_TEAM, fangsong),
    Recipe("kaiti.ttf.gz", "package/files/lxgw-wenkai-latin-300-normal.woff2", "Ipdesk Kai", 400, LXGW,
           written),
    Recipe("kaiti-rare.ttf.gz", "package/files/lxgw-wenkai-latin-300-normal.woff2", "Ipdesk Kai Rare", 400,
           LXGW, rarest),
    Recipe("heiti.ttf", f"{NOTO}/NotoSansCJK-Medium.ttc", "Ipdesk Hei", 400, ADOBE, gb2312, SIMPLIFIED),
    Recipe("xiaobiaosong.ttf", f"{NOTO}/NotoSerifCJK-Bold.ttc", "Ipdesk Title Song", 700, ADOBE,
           written, SIMPLIFIED),
    Recipe("songti.ttf", f"{NOTO}/NotoSerifCJK-Light.ttc", "Ipdesk Song", 400, ADOBE, song, SIMPLIFIED),
    Recipe("songti-rare.ttf.gz", f"{NOTO}/NotoSerifCJK-Light.ttc", "Ipdesk Song Rare", 400, ADOBE,
           rare, SIMPLIFIED),
    Recipe("signs.ttf", f"{NOTO}/NotoSerifCJK-Light.ttc", "Ipdesk Signs", 400, ADOBE, tick, SIMPLIFIED,
           ticked=True),
)  # fmt: skip


def run(command: list[str], work: Path) -> str:
    """Run a command in the work folder and return the last line it printed."""
    done = subprocess.run(command, cwd=work, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


def fetch(work: Path) -> None:
    """Download and unpack the sources into the work folder, unless they are there."""
    work.mkdir(parents=True, exist_ok=True)
    if not (work / "deb").is_dir():
        run(["apt-get", "download", *DEBIAN], work)
        for package in sorted(work.glob("*.deb")):
            run(["dpkg", "-x", package.name, "deb"], work)
    if not (work / "package").is_dir():
        run(["tar", "xzf", run(["npm", "pack", NPM], work)], work)


def cut(font: TTFont, recipe: Recipe, work: Path) -> None:
    """Leave only the wanted characters and features in the font."""
    options = Options()
    options.layout_features = list(recipe.features)
    options.hinting = not recipe.truetype
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_bounds = True
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "morx", "feat", "prop", "bsln", "FFTM", "DSIG"]
    if recipe.truetype:
        options.drop_tables += ["GSUB", "GPOS", "GDEF", "gasp"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=recipe.characters(work))
    subsetter.subset(font)


def quadratic_glyphs(font: TTFont) -> Iterator[tuple[str, Glyph]]:
    """Yield every glyph redrawn with quadratic curves, off by at most a thousandth of the em."""
    glyphs = font.getGlyphSet()
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, max_err=font["head"].unitsPerEm / 1000, reverse_direction=True))
        yield name, pen.glyph()


def convert(font: TTFont) -> None:
    """Replace PostScript outlines by TrueType ones."""
    glyf = newTable("glyf")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = dict(quadratic_glyphs(font))
    font["glyf"], font["loca"] = glyf, newTable("loca")
    del font["CFF "]
    font["maxp"].tableVersion = 0x00010000
    for name in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                 "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):  # fmt: skip
        setattr(font["maxp"], name, 1 if name == "maxZones" else 0)
    font.sfntVersion = "\x00\x01\x00\x00"


def put_into_box(font: TTFont) -> None:
    """Make ☑ of the tick, which is all that the font has, as wide as □ in the bundled 仿宋."""
    name, (left, foot, right, top) = font.getBestCmap()[TICK], BOX
    old, pen = font["glyf"][name], TTGlyphPen(font.getGlyphSet())
    for margin, turned in ((0, False), (THICK, True)):
        x0, y0, x1, y1 = left + margin, foot + margin, right - margin, top - margin
        corners = [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]
        pen.moveTo(corners[0])
        for corner in reversed(corners[1:]) if turned else corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    across = (left + right - SMALLER * (old.xMin + old.xMax)) / 2
    up = (foot + top - SMALLER * (old.yMin + old.yMax)) / 2
    font.getGlyphSet()[name].draw(TransformPen(pen, (SMALLER, 0, 0, SMALLER, across, up)))
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (1000, left)
    for table in font["cmap"].tables:
        table.cmap = {TICKED_BOX: name}


def short(font: TTFont) -> None:
    """Drop glyph names and what else neither screen nor paper reads."""
    font["post"].formatType = 3.0
    font["post"].extraNames, font["post"].mapping = [], {}
    font["head"].created = font["head"].modified = BUILT


def rename(font: TTFont, recipe: Recipe) -> None:
    """Give the changed font a name of its own."""
    style = "Regular" if recipe.weight == 400 else {600: "SemiBold", 700: "Bold"}[recipe.weight]
    postscript = f"{recipe.family.replace(' ', '')}-{style}"
    table = font["name"]
    table.names = []
    plain = style in ("Regular", "Bold")
    texts = {
        0: recipe.copyright,
        1: recipe.family if plain else f"{recipe.family} {style}",
        2: style if plain else "Regular",
        3: f"{VERSION};ipdesk;{postscript}",
        4: f"{recipe.family} {style}",
        5: f"Version {VERSION}",
        6: postscript,
        16: recipe.family,
        17: style,
    }
    for number, text in texts.items():
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = recipe.weight
    set_cff_names(font, postscript, recipe)


def set_cff_names(font: TTFont, postscript: str, recipe: Recipe) -> None:
    """Repeat the new name inside a PostScript outline table."""
    if "CFF " not in font:
        return
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    top = cff[0]
    top.FullName, top.FamilyName, top.Notice = postscript, recipe.family, recipe.copyright.replace("©", "(c)")


def build(recipe: Recipe, work: Path) -> Path:
    """Write one bundled font and return its path."""
    path = work / recipe.source
    font = TTFont(path, fontNumber=recipe.number, recalcTimestamp=False)
    cut(font, recipe, work)
    if recipe.truetype and "CFF " in font:
        convert(font)
    if recipe.ticked:
        put_into_box(font)
    rename(font, recipe)
    short(font)
    font.flavor = None
    data = io.BytesIO()
    font.save(data)
    target = HERE / recipe.target
    packed = target.suffix == ".gz"  # those that are read seldom or last: small on disk before quick
    target.write_bytes(gzip.compress(data.getvalue(), mtime=0) if packed else data.getvalue())
    return target


def main(arguments: Iterable[str]) -> int:
    """Build the fonts that the arguments name, or all."""
    parser = argparse.ArgumentParser(description="Build the bundled fonts.")
    parser.add_argument("--work", type=Path, required=True, help="folder for downloads")
    parser.add_argument("--only", action="append", help="name of one target without its ending")
    options = parser.parse_args(list(arguments))
    fetch(options.work)
    for recipe in RECIPES:
        if not options.only or recipe.target.split(".")[0] in options.only:
            target = build(recipe, options.work)
            print(f"{target.name}: {target.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
