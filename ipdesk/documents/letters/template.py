"""Letter templates: the wording of a letter as data that an office may adjust, read with a strict check."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from ipdesk.documents.errors import TemplateError
from ipdesk.documents.text.sentence_template import SentenceTemplate
from ipdesk.rules.source.findings import Finding, PackError, Severity
from ipdesk.rules.source.suggestions import cure
from ipdesk.rules.source.yaml_source import Plain, Position, Source, read_limited

ATTACHMENT = "attachment"
_KEYS = ("title", "addressee", "body")
LETTER_KEYS = ("settings", *_KEYS, ATTACHMENT)
_BLOCK_KEYS = ("heading", "subheading", "text", "each", "when", "keep", "space")
_NEXT, _NEAR, _ABOVE = "next", "near", "above"
_NAMED = 4  # names that a sentence offers where none is like what was written
_NAME = re.compile("[a-z][a-z_]*")
_PLACEHOLDER = re.compile(r"\{\w+\}")
T = TypeVar("T")
R = TypeVar("R")
COUNTERS = ("section", "index", "number")
_SAMPLE = "\n--- # 示例数据".encode()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or one for each member of a list. ``text`` is by outcome, "" standing for all."""

    heading: SentenceTemplate | None
    subheading: SentenceTemplate | None
    text: Mapping[str, SentenceTemplate]
    each: str
    when: str
    keep: bool  # on one page with the paragraph that follows
    near: bool  # the same where the page does not become white by that
    line: int
    apart: bool = False  # a blank line above it


@dataclass(frozen=True, slots=True, eq=False)  # one for each kind of letter, known by itself
class TemplateVocabulary:
    """What the templates of one kind of letter may name.

    ``names`` are placeholders for the whole letter; ``lists`` the names that each list adds; ``outcomes`` the
    wordings that a list may tell apart, and ``variants`` further ones, which else take that of the outcome
    they name; ``conditions`` what ``when`` may ask. All with their Chinese meaning. ``amounts`` are the
    names of a list that are sums, which a table may add up. ``needed`` are names without which such a letter
    must not go out, each with a pattern of the same written out by hand.
    """

    names: Mapping[str, str]
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    outcomes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    variants: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[str, Collection[str]] = field(default_factory=dict)
    needed: Mapping[str, str] = field(default_factory=dict)

    def label(self, name: str) -> str:
        """Return what a clerk calls a placeholder; one of the settings goes by its name."""
        known = (self.names, *self.lists.values())
        return next((names[name] for names in known if name in names), name)


@dataclass(frozen=True, slots=True)
class Template:
    """The wording of one kind of letter. ``settings`` are names with the office's texts, "" for none."""

    file: str
    vocabulary: TemplateVocabulary
    settings: Mapping[str, str]
    title: SentenceTemplate
    addressee: SentenceTemplate
    body: tuple[Block, ...]


def read(source: Source, vocabulary: TemplateVocabulary) -> Template:
    """Read a template; raises TemplateError with file, line and what to do."""
    return _LetterReader(source, vocabulary).template()


def source_of(path: Path) -> Source:
    """Read the file of a template; raises TemplateError where it is no data or cannot be read."""
    try:
        return source_from(path.name, read_limited(path))
    except OSError as error:
        raise TemplateError(
            f"文书模板 {path.name} 不能读取，请检查文件是否存在、是否被其他程序占用。"
        ) from error


def source_from(name: str, data: bytes) -> Source:
    """Read the bytes of a template's file; raises TemplateError where they are no data."""
    try:
        return Source.from_bytes(name, wording_part(data))
    except PackError as error:
        said = "；".join(f"{f.file} 第 {f.line} 行：{f.message}" for f in error.findings)
        raise TemplateError(said, findings=error.findings) from error


def wording_part(data: bytes) -> bytes:
    """Return of a template's file what is printed: all before the invented data to look at it with."""
    wording, mark, _sample = data.partition(_SAMPLE)
    return wording.rstrip() + b"\n" if mark else data


def sample_part(name: str, data: bytes) -> Plain:
    """Return the invented data that stand in a template's file, every value as text; None for none."""
    _wording, mark, sample = data.partition(_SAMPLE)
    return Source.from_bytes(name, mark + sample).data if mark else None


class TemplateReader:
    """Turns the plain data of a file into a template; what is wrong raises TemplateError with its line."""

    def __init__(self, source: Source, vocabulary: TemplateVocabulary) -> None:
        self._source = source
        self._vocabulary = vocabulary
        self._names = {**vocabulary.names}

    def line(self, position: Position) -> int:
        """Return the line of the file at which something stands."""
        return self._source.line(position)

    def head(self, keys: Iterable[str], needed: Iterable[str]) -> tuple[dict[str, Plain], Mapping[str, str]]:
        """Return the whole file by its keys, and the settings, known from here on as names."""
        data = self.mapping(self._source.data, (), keys)
        for key in needed:
            if key not in data:
                raise self.fault((), f"缺少“{key}”")
        settings = self._settings(data.get("settings", {}))
        self._names |= settings
        return data, settings

    def _settings(self, plain: Plain) -> dict[str, str]:
        """Return the office's own names with their texts."""
        if not isinstance(plain, dict):
            raise self.fault(("settings",), "“settings”应当写成“名称: 文字”")
        taken = {
            *self._names,
            *COUNTERS,
            *(name for names in self._vocabulary.lists.values() for name in names),
        }
        return {name: self._setting(name, text, taken) for name, text in plain.items()}

    def _setting(self, name: str, text: Plain, taken: Container[str]) -> str:
        place = ("settings", name)
        if isinstance(text, str) and _PLACEHOLDER.search(text):
            raise self.fault(place, f"“{name}”里不能再写占位符：本单位的文字不能引用自己或者别的文字")
        if not isinstance(text, str) or not _NAME.fullmatch(name) or name in taken:
            raise self.fault(place, f"“{name}”应当是没有用过的英文名称，后面写文字，没有的写两个引号")
        return text

    def names_in(self, each: str) -> set[str]:
        """Return what may be named where the members of a list are told, or of none."""
        return {*self._names, *COUNTERS, *self._vocabulary.lists.get(each, {})}

    def paragraph(self, plain: Plain, position: Position) -> Block:
        """Read a block of the body: its wordings, the list it tells, its condition, what it keeps to."""
        data = self.mapping(plain, position, _BLOCK_KEYS)
        each = self.choice(data, "each", position, self._vocabulary.lists)
        when = self.choice(data, "when", position, self._vocabulary.conditions)
        if ("heading" in data) == ("text" in data):
            raise self.fault(position, "每个段落应当有“heading”或者“text”，且只有其中一个")
        names = self.names_in(each)
        heading, subheading = (
            self.wording(data[key], (*position, key), names) if key in data else None
            for key in ("heading", "subheading")
        )
        text = dict(self._texts(data["text"], (*position, "text"), each, names)) if "text" in data else {}
        kept = self.choice(data, "keep", position, (_NEXT, _NEAR))
        keep = kept == _NEXT or heading is not None
        apart = self.choice(data, "space", position, (_ABOVE,)) == _ABOVE
        line = self._source.line(position)
        return Block(heading, subheading, text, each, when, keep, kept == _NEAR, line, apart)

    def _texts(
        self, plain: Plain, position: Position, each: str, names: Iterable[str]
    ) -> Iterator[tuple[str, SentenceTemplate]]:
        """Yield the wordings by outcome: one for all, or one for each outcome that the list knows."""
        if not isinstance(plain, dict):
            yield "", self.wording(plain, position, names)
            return
        outcomes = self._vocabulary.outcomes.get(each, ())
        if not outcomes:
            raise self.fault(position, "此处的“text”只能是一句话")
        variants = {one: base for one, base in self._vocabulary.variants.items() if base in outcomes}
        data = self.mapping(plain, position, (*outcomes, *variants))
        if missing := [outcome for outcome in outcomes if outcome not in data]:
            raise self.fault(position, f"“text”缺少{_listed(missing)}的写法")
        for outcome in (*outcomes, *variants):
            key = outcome if outcome in data else variants[outcome]
            yield outcome, self.wording(data[key], (*position, key), names)

    def choice(self, data: Mapping[str, Plain], key: str, position: Position, known: Iterable[str]) -> str:
        """Read one of the words that a key knows; "" where it is not there."""
        value = data.get(key, "")
        if key in data and (not isinstance(value, str) or value not in known):
            raise self.fault((*position, key), f"“{key}”不能是“{value}”，可用的有{_listed(known)}")
        return str(value)

    def wording(self, plain: Plain, position: Position, names: Iterable[str] = ()) -> SentenceTemplate:
        """Read a sentence that may name ``names``; without them what the whole paper may name."""
        if not isinstance(plain, str) or not plain:
            raise self.fault(position, "此处应当有文字")
        try:
            wording = SentenceTemplate.parse(plain)
        except ValueError as error:
            raise self.fault(position, "方括号或者花括号没有成对，也不能一层套一层") from error
        known = set(names or self._names)
        if unknown := sorted(wording.names - known):
            named = {f"{{{name}}}": self._meaning(name) for name in sorted(known)}
            written = f"{{{unknown[0]}}}"
            raise self.fault(position, f"占位符“{written}”不认识，{cure(written, named, _NAMED)}")
        return wording

    def _meaning(self, name: str) -> str:
        """Return what a name stands for, "" for one that the office made or that counts."""
        label = self._vocabulary.label(name)
        return label if label != name else ""

    def mapping(self, plain: Plain, position: Position, keys: Iterable[str]) -> dict[str, Plain]:
        """Read what stands by names, which are among ``keys``."""
        if not isinstance(plain, dict):
            raise self.fault(position, f"此处应当写成“名称: 内容”，名称可用{_listed(keys)}")
        for key in plain:
            if key not in keys:
                raise self.fault((*position, key), f"“{key}”不认识，此处可用的有{_listed(keys)}")
        return plain

    def fault(self, position: Position, message: str) -> TemplateError:
        """Return the error of what stands at a position."""
        return template_error(self._source.name, self._source.line(position), message)


def template_error(file: str, line: int, message: str) -> TemplateError:
    """Return the error of what stands at a line of a template's file."""
    message = message if message.endswith(("。", "？")) else f"{message}。"
    finding = Finding(file, line, "", Severity.ERROR, "template", message)
    return TemplateError(f"文书模板 {file} 第 {line} 行：{message}", findings=[finding])


def read_all(items: Iterable[T], read_one: Callable[[T], R]) -> list[R]:
    """Read every item, and raise what is wrong with all of them as one TemplateError."""
    found, errors = [], []
    for item in items:
        try:
            found.append(read_one(item))
        except TemplateError as error:
            errors.append(error)
    if errors:
        raise _together(errors)
    return found


def _together(errors: Sequence[TemplateError]) -> TemplateError:
    """Return errors as one; its message is that of the first, and says that there are more."""
    findings = tuple(one for error in errors for one in error.findings)
    more = f"此外还有 {len(findings) - 1} 处，请到“设置”的“文书模板”检查。" if len(findings) > 1 else ""
    return TemplateError(errors[0].message.partition("此外还有")[0] + more, findings=findings)


class _LetterReader(TemplateReader):
    """Reads the template of a letter."""

    def template(self) -> Template:
        data, settings = self.head(LETTER_KEYS, _KEYS)
        blocks = data["body"]
        if not isinstance(blocks, list) or not blocks:
            raise self.fault(("body",), "“body”应当是一列段落")
        self._refuse_without(blocks)
        return Template(
            self._source.name,
            self._vocabulary,
            settings,
            self.wording(data["title"], ("title",)),
            self.wording(data["addressee"], ("addressee",)),
            tuple(read_all(enumerate(blocks), lambda one: self.paragraph(one[1], ("body", one[0])))),
        )

    def _refuse_without(self, blocks: list[Plain]) -> None:
        """Refuse a body that leaves out what has to be told, whatever an office makes of the rest."""
        written = "".join(_texts_in(blocks))
        for name, by_hand in self._vocabulary.needed.items():
            if f"{{{name}}}" not in written and not re.search(by_hand, written):
                label = self._vocabulary.label(name)
                raise self.fault(("body",), f"这份文书必须写明{label}，请在正文里加上 {{{name}}}")


def _texts_in(plain: Plain) -> Iterator[str]:
    """Yield every text of plain data."""
    if isinstance(plain, str):
        yield plain
    parts = plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    for part in parts:
        yield from _texts_in(part)


def _listed(words: Iterable[str]) -> str:
    return "、".join(words)
