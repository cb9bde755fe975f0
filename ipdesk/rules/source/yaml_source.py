"""YAML read safely: every scalar stays text, duplicate keys are refused, and every value knows its line.

Implicit booleans, dates, octal and base-60 numbers cannot arise, because the strict models that read the
result turn text into values themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import yaml

from ipdesk.rules.source.findings import Finding, PackError, Severity
from ipdesk.rules.source.yaml_hints import slips_in

Key = str | int
Position = tuple[Key, ...]
Plain = str | None | list["Plain"] | dict[str, "Plain"]

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
DEEPEST = 40
LARGEST = 1_000_000
"""Bytes: ten times the longest pack so far. What is larger is no pack but a file chosen by mistake."""
LONGEST = 2000  # characters: ten times the longest text so far
MOST_ITEMS = 2000  # items of a list or keys of an entry: as many examples as a pack may have
_REFERENCE_MARKS = frozenset("&*!")
_HUGE = re.compile(r"[-+]?[0-9_.]+[eE][-+]?[0-9]{3,}")
_THOUSANDS = re.compile(r"[0-9]{3}(?:\.[0-9]+)?")


class Source:
    """The plain data of one YAML file and the line on which each value stands."""

    def __init__(self, name: str, text: str) -> None:
        """Read ``text``; raises PackError for bad YAML, a duplicate key, an alias or a tag."""
        self.name = name
        self.lines: dict[Position, int] = {}
        self._faults: list[tuple[Position, int, str, str]] = []
        node = self._compose(text)
        # Aliases may make a small file endless: what holds any is not walked at all.
        self.data: Plain = None if node is None or self._faults else self._plain(node, ())
        if self._faults:
            raise PackError(self._finding(*fault) for fault in self._faults)

    @classmethod
    def read(cls, path: Path) -> Source:
        """Read a file; raises PackError, also when it is not UTF-8."""
        return cls.from_bytes(path.name, read_limited(path))

    @classmethod
    def from_bytes(cls, name: str, data: bytes) -> Source:
        """Read a file's bytes; raises PackError, also when they are not UTF-8."""
        fault = _no_text(data)
        if fault is not None:
            raise PackError([Finding(name, 1, "", Severity.ERROR, *fault)])
        return cls(name, data.decode("utf-8-sig"))

    def clause(self, position: Position) -> str:
        """Return the id of the rule or limit that ``position`` lies in, or ``""``."""
        section = self.data.get(str(position[0])) if position and isinstance(self.data, dict) else None
        if not isinstance(section, list) or len(position) < 2 or not isinstance(position[1], int):
            return ""
        item = section[position[1]] if position[1] < len(section) else None
        return str(item.get("id") or "") if isinstance(item, dict) else ""

    def line(self, position: Position) -> int:
        """Return the line of the value at ``position``, or of the nearest enclosing value."""
        while position not in self.lines and position:
            position = position[:-1]
        return self.lines.get(position, 1)

    def _compose(self, text: str) -> yaml.Node | None:
        try:
            return self._root(text)
        except yaml.MarkedYAMLError as error:
            for line, message in slips_in(text, error):
                self._note((), line, "bad_yaml", message)
            return None
        except yaml.YAMLError as error:
            self._note((), _line_of(error, text), "bad_yaml", "这一行有看不见的控制字符，请删除后再试。")
            return None

    def _root(self, text: str) -> yaml.Node | None:
        """Return the outermost node; references and faults within a token are told of before any other."""
        if _REFERENCE_MARKS.isdisjoint(text):
            with suppress(yaml.YAMLError):  # raised again below, where all tokens are read first
                return _composed(text)
        self._refuse_references(text)
        return None if self._faults else _composed(text)

    def _refuse_references(self, text: str) -> None:
        """Note aliases and tags: a pack says all where it is read, and aliases can grow without bound."""
        for token in yaml.scan(text, Loader=_Loader):
            if isinstance(token, yaml.AliasToken | yaml.AnchorToken | yaml.TagToken):
                line, message = token.start_mark.line + 1, "不要使用 &、* 引用或 ! 标签，请把内容直接写出来。"
                self._note((), line, "reference", message)

    def _plain(self, node: yaml.Node, position: Position) -> Plain:
        self.lines.setdefault(position, node.start_mark.line + 1)
        if len(position) > DEEPEST:
            self._note(position, node.start_mark.line + 1, "too_deep", "嵌套太深，请简化写法。")
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, position)
        if len(node.value) > MOST_ITEMS:
            message = f"这里有 {len(node.value)} 项，太多了（最多 {MOST_ITEMS} 项），请核对。"
            self._note(position, node.start_mark.line + 1, "too_many", message)
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, (*position, index)) for index, item in enumerate(node.value)]
        return {key: self._plain(value, (*position, key)) for key, value in self._pairs(node, position)}

    def _scalar(self, node: yaml.ScalarNode, position: Position) -> str | None:
        text, line = str(node.value), node.start_mark.line + 1
        if len(text) > LONGEST:
            message = f"这里有 {len(text)} 个字，太长了（最多 {LONGEST} 个），请核对。"
            self._note(position, line, "too_long", message)
        elif not node.style and _HUGE.fullmatch(text):
            self._note(position, line, "huge_number", f"“{text}”不像是政策里的数字，请写出实际的数。")
        return None if not node.style and text in ("", "~", "null") else text

    def _pairs(self, node: yaml.Node, position: Position) -> Iterator[tuple[str, yaml.Node]]:
        seen: dict[str, int] = {}
        last = before = ""
        for key_node, value in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if len(key) > LONGEST:
                self._scalar(key_node, position)
                continue
            if _THOUSANDS.fullmatch(key) and before.isdigit() and not value.value:
                message = f"“{before},{key}”里的逗号会把数字断开，请写 {before}{key}。"
                self._note((*position, last), line, "thousands_comma", message)
                continue
            if key in seen:
                self._note_again(position, key, line, seen)
                if key == next(iter(seen)):
                    return
                continue
            seen[key] = line
            last, before = key, value.value if isinstance(value, yaml.ScalarNode) else ""
            self.lines[(*position, key)] = line
            yield key, value

    def _note_again(self, position: Position, key: str, line: int, seen: dict[str, int]) -> None:
        """Note a key that stands twice; where it is the first of a list's item, a new item was meant."""
        message = f"“{key}”在第 {seen[key]} 行已经写过，请删去其中一处。"
        if len(seen) > 1 and key == next(iter(seen)) and position and isinstance(position[-1], int):
            message = f"“{key}”在第 {seen[key]} 行已经写过；如果这里是新的一项，请在行首加“- ”并左对齐。"
        self._note(position, line, "duplicate_key", message)

    def _note(self, position: Position, line: int, code: str, message: str) -> None:
        self._faults.append((position, line, code, message))

    def _finding(self, position: Position, line: int, code: str, message: str) -> Finding:
        return Finding(self.name, line, self.clause(position), Severity.ERROR, code, message)


def _composed(text: str) -> yaml.Node | None:
    node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    return node


def read_limited(path: Path) -> bytes:
    """Return a file's bytes, a little more than LARGEST at most: some files have no end. Raises OSError."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _no_text(data: bytes) -> tuple[str, str] | None:
    """Return why bytes cannot be a pack at all (code and sentence); None where they may be one."""
    if not data.strip():
        return "empty", "文件是空的，没有内容。"
    if len(data) > LARGEST:
        return "too_large", "文件太大，不像是政策文件，请核对是否选错了文件。"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _other_encoding(data)
    return ("binary", _BINARY) if "\x00" in text else None


_BINARY = "这不是文本文件，请选择用文本编辑器写的政策文件（.yaml）。"


def _other_encoding(data: bytes) -> tuple[str, str]:
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "binary", _BINARY
    message = "文件不是 UTF-8 编码，请在文本编辑器里另存为，编码选 UTF-8，再试一次。"
    return "bad_encoding", message


def _line_of(error: yaml.YAMLError, text: str) -> int:
    """Return the line of a character that YAML does not allow."""
    place = getattr(error, "position", None)
    return text.count("\n", 0, place) + 1 if isinstance(place, int) else 1
