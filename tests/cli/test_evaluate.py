"""The command line as a script calls it: a process, its streams and its exit status."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from threading import Timer
from typing import IO, Any

import pytest

from ipdesk import __version__
from ipdesk.cli import main
from ipdesk.paths import resource
from ipdesk.rules.examples.run import read_examples
from ipdesk.rules.library.check_file import check_file
from ipdesk.rules.policy_text.answer import result_text
from ipdesk.rules.source.yaml_source import Source
from tests.places import TESTS
from tests.rules.pack.small_pack import SMALL

# As a user starts it, whatever the buffering is where the tests run.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
PROGRAM = [sys.executable, "-c", "import sys; from ipdesk.cli import main; sys.exit(main())"]
PACK = resource("policies", "shaoguan-2021.yaml")


def case(name: object, works: int = 1, **more: object) -> dict[str, Any]:
    """Return a case with some works registered in the same year, 200 yuan each."""
    achievements = [
        {"id": str(number), "kind": "work_registration", "date": "2022-05-01", "ref": f"w{number}",
         "facts": {"registrar": "guangdong"}}
        for number in range(works)
    ]  # fmt: skip
    applicant = {"id": "a", "kind": "enterprise"}
    return {
        "case": name,
        "policy": "shaoguan-2021",
        "applicant": applicant,
        "achievements": achievements,
    } | more


def line(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode() + b"\n"


def run(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own, as a script does."""
    command = [*PROGRAM, *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, timeout=60, env=ENVIRONMENT)


def called(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the same here: most of a process's time goes into its start."""
    out, errors = (TextIOWrapper(BytesIO(), "utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as streams, redirect_stdout(out), redirect_stderr(errors):
        streams.setattr(sys, "stdin", TextIOWrapper(BytesIO(given), "utf-8"))
        status = main([*map(str, arguments)])
    return subprocess.CompletedProcess(arguments, status, written(out), written(errors))


def written(stream: TextIOWrapper) -> bytes:
    stream.flush()
    assert isinstance(stream.buffer, BytesIO)
    return stream.buffer.getvalue()


@contextmanager
def started(*arguments: str, given: IO[bytes] | int = subprocess.PIPE) -> Iterator[subprocess.Popen[bytes]]:
    """Start the program with its streams in our hands; one that does not end in time is ended."""
    with subprocess.Popen(
        [*PROGRAM, *arguments], stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    ) as process:
        patience = Timer(20, process.kill)
        patience.start()
        try:
            yield process
        finally:
            patience.cancel()


def answers(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    assert done.stderr == b""
    assert done.stdout.endswith(b"\n") or not done.stdout
    return [json.loads(answer) for answer in done.stdout.decode().splitlines()]


def ids(found: Sequence[dict[str, Any]]) -> list[object]:
    return [answer["case"] for answer in found]


# --- evaluate: what comes in, what goes out ---


def test_cases_are_answered_in_their_order() -> None:
    done = run("evaluate", "-", given=b"".join(line(case(f"c{n}", works=n)) for n in (3, 1, 0, 2)))
    assert done.returncode == 0
    assert [(a["case"], a["total"]) for a in answers(done)] == [
        ("c3", "600.00"), ("c1", "200.00"), ("c0", "0.00"), ("c2", "400.00"),
    ]  # fmt: skip


def test_a_file_is_answered_like_standard_input(tmp_path: Path) -> None:
    cases = tmp_path / "案例 甲.jsonl"
    cases.write_bytes(line(case("甲")) + line(case("乙", works=101)))
    from_file, from_stream = called("evaluate", cases), called("evaluate", "-", given=cases.read_bytes())
    assert from_file.returncode == 0
    assert [answer["total"] for answer in answers(from_file)] == ["200.00", "20000.00"]
    assert from_file.stdout == from_stream.stdout


def test_chinese_comes_out_readable_and_the_trace_with_it() -> None:
    done = called("evaluate", "-", given=line(case("甲")))
    assert "第（四）项" in done.stdout.decode()
    assert answers(done)[0]["lines"][0]["trace"]


def test_the_same_cases_give_the_same_bytes() -> None:
    given = b"".join(line(case(f"c{n}", works=n)) for n in (101, 1))
    assert run("evaluate", "-", given=given).stdout == run("evaluate", "-", given=given).stdout


def test_no_cases_are_no_fault() -> None:
    done = called("evaluate", "-", given=b"\n  \n")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_byte_order_mark_blank_lines_and_windows_ends_do_not_matter() -> None:
    given = b"\xef\xbb\xbf" + line(case("c1")).replace(b"\n", b"\r\n") + b"\r\n \t\n" + line(case("c2"))[:-1]
    done = called("evaluate", "-", given=given)
    assert done.returncode == 0
    assert ids(answers(done)) == ["c1", "c2"]


DEEP = b"[" * 100_000

BAD_LINES = [
    pytest.param(b"\xff\xfe{}", None, "bad_json", "", id="not UTF-8"),
    pytest.param(DEEP, None, "bad_json", "", id="very deep"),
    pytest.param(b'{"case": ' + DEEP + b"]" * len(DEEP) + b"}", None, "bad_json", "", id="deep and closed"),
    pytest.param(b'{"case": "x"', None, "bad_json", "", id="cut off"),
    pytest.param(b'{"case": NaN}', None, "bad_json", "", id="no number"),
    pytest.param(b'{"case": ' + b"9" * 5000 + b"}", None, "bad_json", "", id="endless number"),
    pytest.param(b"\xef\xbb\xbf{}", None, "bad_json", "", id="byte order mark in the midst"),
    pytest.param(b"[]", None, "bad_case", "", id="no object"),
    pytest.param(line(case("x", policy="nowhere")), "x", "unknown_policy", "/policy", id="unknown policy"),
    pytest.param(line(case("x", colour="red")), "x", "bad_case", "/colour", id="unknown key"),
    pytest.param(line(case(7)), None, "bad_value", "/case", id="number as id"),
]


@pytest.mark.parametrize(("bad", "name", "code", "path"), BAD_LINES)
def test_a_faulty_line_is_answered_in_its_place_and_the_stream_goes_on(
    bad: bytes, name: str | None, code: str, path: str
) -> None:
    done = called(
        "evaluate", "-", given=line(case("before")) + bad.rstrip(b"\n") + b"\n" + line(case("after"))
    )
    before, fault, after = answers(done)
    assert done.returncode == 1
    assert (before["case"], after["case"]) == ("before", "after")
    assert (fault["case"], fault["error"]["code"], fault["error"]["path"]) == (name, code, path)
    assert fault["error"]["message"].endswith("。"), "a Chinese sentence"


def test_a_lone_surrogate_in_an_id_comes_back_as_its_escape() -> None:
    given = line(case("before")) + json.dumps(case("a\ud800b")).encode() + b"\n" + line(case("𬭎"))
    done = run("evaluate", "-", given=given)
    assert done.returncode == 0
    assert ids(answers(done)) == ["before", "a\ud800b", "𬭎"]


@pytest.mark.parametrize("missing", ["没有.jsonl", "."])
def test_a_file_that_cannot_be_read_is_said_in_one_line(tmp_path: Path, missing: str) -> None:
    done = run("evaluate", tmp_path / missing)
    assert (done.returncode, done.stdout) == (2, b"")
    [sentence] = done.stderr.decode().splitlines()
    assert sentence.startswith("无法读取") and str(tmp_path) in sentence


def test_the_first_answer_comes_before_the_input_ends() -> None:
    with started("evaluate", "-") as process:
        assert process.stdin and process.stdout
        for name in ("first", "second"):
            process.stdin.write(line(case(name)))
            process.stdin.flush()
            answer = process.stdout.readline()
            assert answer, "no answer while the input is open"
            assert json.loads(answer)["case"] == name
        process.stdin.close()
        assert process.stdout.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("from_file", [False, True])
def test_a_reader_that_leaves_is_no_reason_to_complain(tmp_path: Path, from_file: bool) -> None:
    # Far more than any pipe holds, so that writing goes on after the reader has left.
    cases = tmp_path / "cases.jsonl"
    cases.write_bytes(line(case("c", works=5)) * 2000)
    source = str(cases) if from_file else "-"
    with cases.open("rb") as given, started("evaluate", source, given=given) as process:
        assert process.stdout and process.stderr
        assert json.loads(process.stdout.readline())["case"] == "c"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


# --- check ---


def test_a_good_pack_is_counted() -> None:
    done = called("check", PACK)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "41 条规定" in done.stdout.decode()


def test_a_bad_pack_is_refused_with_line_clause_and_what_to_do(tmp_path: Path) -> None:
    text = PACK.read_text(encoding="utf-8")
    assert text.count("of: interest_paid") == 1
    bad = tmp_path / "bad.yaml"
    bad.write_text(text.replace("of: interest_paid", "of: intrest_paid"), encoding="utf-8")
    number = text[: text.index("of: interest_paid")].count("\n") + 1
    done = run("check", bad)
    assert (done.returncode, done.stderr) == (1, b"")
    name, finding, counts = done.stdout.decode().splitlines()
    assert name == "bad.yaml"
    assert finding.startswith(f"  错误 第 {number} 行（8-pledge-interest）：")
    assert "是否应为“interest_paid”" in finding
    assert counts == "  共 1 处错误；41 条规定，算例 56 个，改正错误以后再核算。"


def test_a_pack_whose_own_example_fails_is_refused(tmp_path: Path) -> None:
    text = PACK.read_text(encoding="utf-8")
    dearer = tmp_path / "shaoguan-2021.yaml"
    dearer.write_text(text.replace("    amount: 200\n", "    amount: 210\n"), encoding="utf-8")
    done = called("check", dearer)
    told = done.stdout.decode()
    assert (done.returncode, done.stderr) == (1, b"")
    assert "第 5 个算例有 2 行结果与核算不符" in told
    assert "应为：可资助（awarded）200.00 元" in told and "实为：可资助（awarded）210.00 元" in told
    assert told.splitlines()[-1].startswith("  共 ") and "全部相符" not in told


def test_one_bad_pack_does_not_hide_a_good_one(tmp_path: Path) -> None:
    done = called("check", tmp_path / "没有.yaml", PACK)
    assert (done.returncode, done.stderr) == (1, b"")
    first, reason, second, together = done.stdout.decode().splitlines()
    assert first == "没有.yaml" and "没有这个文件" in reason
    assert second.startswith("shaoguan-2021.yaml：") and second.endswith("检查通过。")
    assert together == "共检查 2 个文件：1 个通过，1 个不能使用。"


NO_PACKS = [
    pytest.param(b"", "文件是空的", id="empty"),
    pytest.param("format: 1\ntitle: 甲".encode("gb18030"), "不是 UTF-8 编码", id="another encoding"),
    pytest.param("format: 1\ntitle: 甲".encode("utf-16"), "不是 UTF-8 编码", id="wide characters"),
    pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00", "这不是文本文件", id="picture"),
    pytest.param(b"# " + b"x" * 4_000_000, "文件太大", id="large"),
    pytest.param(b"format: 1\nid: \x07", "看不见的控制字符", id="bell"),
    pytest.param("一份说明".encode(), "名称: 值", id="prose"),
]


@pytest.mark.parametrize(("data", "says"), NO_PACKS)
def test_what_is_no_pack_is_told_in_one_sentence(data: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "某件.yaml"
    path.write_bytes(data)
    done = called("check", path)
    assert (done.returncode, done.stderr) == (1, b"")
    name, finding, _ = done.stdout.decode().splitlines()
    assert name == "某件.yaml"
    assert says in finding and finding.endswith("。")


def test_remarks_alone_do_not_fail_a_pack_and_errors_come_first(tmp_path: Path) -> None:
    text = PACK.read_text(encoding="utf-8")
    path = tmp_path / "shaoguan-2021.yaml"
    titles = re.findall(r"^    title: (.*)$", text, re.MULTILINE)
    same = text.replace(f"title: {titles[-1]}\n", f"title: {titles[0]}\n")
    path.write_text(same, encoding="utf-8")
    done = called("check", path)
    assert done.returncode == 0
    assert "  提醒 第 " in done.stdout.decode()
    assert done.stdout.decode().splitlines()[-1] == (
        "  共 1 处提醒；41 条规定，算例 56 个，全部相符，检查通过。"
    )
    path.write_text(same.replace("of: interest_paid", "of: intrest_paid"), encoding="utf-8")
    done = called("check", path)
    assert done.returncode == 1
    kinds = [row.split()[0] for row in done.stdout.decode().splitlines()[1:-1]]
    assert kinds == ["错误", "提醒"]


# --- the rest ---


def test_the_version_is_told() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"ipdesk {__version__}")


@pytest.mark.parametrize("arguments", [["frobnicate"], ["evaluate"], ["check"], ["demo"], ["--colour"]])
def test_a_command_that_is_none_is_refused(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr


def test_a_pack_of_the_office_is_known_beside_the_programs_own(tmp_path: Path) -> None:
    pack, cases = tmp_path / "own-2025.yaml", tmp_path / "cases.jsonl"
    text = PACK.read_text(encoding="utf-8").replace("id: shaoguan-2021", "id: own-2025", 1)
    pack.write_text(text, encoding="utf-8")
    cases.write_bytes(line(case("c", policy="own-2025")))
    assert b"unknown_policy" in called("evaluate", cases).stdout
    (answer,) = answers(called("evaluate", cases, "--pack", pack))
    assert (answer["policy"], answer["total"]) == ("own-2025", "200.00")


def test_a_pack_that_check_refuses_is_not_evaluated_and_stops_nobody_else(tmp_path: Path) -> None:
    pack = tmp_path / "small.yaml"
    pack.write_text(SMALL.replace("amount: 100}]", "amount: 999}]", 1), encoding="utf-8")
    asked = b"".join(line(case(name, policy=policy)) for name, policy in
                     (("1", "shaoguan-2021"), ("2", "small"), ("3", "shaoguan-2021")))  # fmt: skip
    done = called("evaluate", "-", "--pack", pack, given=asked)
    first, second, third = (json.loads(text) for text in done.stdout.splitlines())
    assert (first["total"], third["total"]) == ("200.00", "200.00")
    assert (second["error"]["code"], second["error"]["path"]) == ("unknown_policy", "/policy")
    assert done.returncode == 1
    assert "small.yaml" in done.stderr.decode() and "不符" in done.stderr.decode()


def test_a_pack_that_is_not_there_is_said_before_anything_is_answered(tmp_path: Path) -> None:
    done = run("evaluate", "-", "--pack", tmp_path / "nowhere.yaml", given=line(case("1")))
    assert (done.returncode, done.stdout) == (2, b"")
    assert "没有这个文件" in done.stderr.decode()


def test_a_pack_that_takes_the_place_of_a_built_in_policy_is_named(tmp_path: Path) -> None:
    pack = tmp_path / "shaoguan-2021.yaml"
    pack.write_bytes(PACK.read_bytes())
    done = called("evaluate", "-", "--pack", pack, given=line(case("1")))
    assert done.returncode == 0
    assert "代替程序内置的政策“shaoguan-2021”" in done.stderr.decode()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b'{"case": "1", "case": "2"}', "“case”在同一个对象里写了两次"),
        (b'{"case": "1", "applicant": {"id": "a", "kind": "enterprise", "id": "b"}}', "“id”"),
        (b'{"case": "1", "policy": }', "第 25 个字符"),
        (b'{"case": "\xff"}', "UTF-8"),
        (b'{"case": NaN}', "不允许的数"),
        (b'{"case": 1e999999999999999999999}', "不允许的数"),
        (b"[" * 100_000, "嵌套太深"),
    ],
)
def test_what_is_no_json_is_told_with_its_place(text: bytes, says: str) -> None:
    [answer] = [json.loads(one) for one in called("evaluate", "-", given=text + b"\n").stdout.splitlines()]
    assert (answer["case"], answer["error"]["code"], answer["error"]["path"]) == (None, "bad_json", "")
    assert says in answer["error"]["message"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_under_the_answers_is_said_as_such() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [*PROGRAM, "evaluate", "-"]
        done = subprocess.run(
            command, input=line(case("1")), stdout=full, stderr=subprocess.PIPE, timeout=60, env=ENVIRONMENT
        )
    assert done.returncode == 2
    assert "磁盘已满" in done.stderr.decode() and "读取" not in done.stderr.decode()


def test_who_is_paid_and_which_level_bears_what_stand_in_the_answer() -> None:
    pack = TESTS / "rules" / "packs" / "sequences.yaml"
    checked = check_file(pack)
    assert checked.policy is not None
    worked = [one.case for one in read_examples(checked.policy, Source.read(pack)) if one.case is not None]
    answered = [json.loads(result_text(checked.policy.evaluate(one))) for one in worked]
    lines = [found for answer in answered for found in answer["lines"]]
    assert {"市级": "60.00", "县级": "140.01"} in [found.get("shares") for found in lines]
    assert any(found.get("payee") for found in lines)
    assert all("payee" not in found for found in lines if found["amount"] == "0.00")


def test_national_rules_speak_only_when_asked(tmp_path: Path) -> None:
    facts = {"patent_type": "invention", "year_after_grant": 1, "fee": "900.00"}
    fee = {"id": "p", "kind": "patent_annual_fee", "date": "2020-05-01", "ref": "P1", "facts": facts}
    cases = tmp_path / "cases.jsonl"
    cases.write_bytes(line(case("c", policy="qingyuan-2018", achievements=[fee])))
    (plain,) = answers(called("evaluate", cases))
    (watched,) = answers(called("evaluate", cases, "--guards"))
    assert plain["notices"] == [] and plain["total"] == "900.00"
    assert [notice["code"] for notice in watched["notices"]] == ["guard_annual_fee"]
    assert {**watched, "notices": []} == plain


@pytest.mark.parametrize("command", ["evaluate", "check"])
def test_a_file_that_is_not_there_is_said_in_chinese(command: str, tmp_path: Path) -> None:
    done = called(command, tmp_path / "nowhere")
    assert done.returncode == (2 if command == "evaluate" else 1)
    assert "没有这个文件" in (done.stderr if command == "evaluate" else done.stdout).decode()


def test_the_offices_own_packs_are_known_where_its_folder_is_named(tmp_path: Path) -> None:
    own = tmp_path / "policies"
    own.mkdir()
    (own / "small.yaml").write_text(SMALL, encoding="utf-8")
    (own / "broken.yaml").write_text("format: 1\n", encoding="utf-8")
    asked = line(case("1") | {"policy": "small"})
    done = called("--data-dir", tmp_path, "evaluate", "-", given=asked)
    assert done.returncode == 0
    assert json.loads(done.stdout)["total"] == "100.00"
    assert b"broken.yaml" in done.stderr and b"small.yaml" not in done.stderr
    assert json.loads(called("evaluate", "-", given=asked).stdout)["error"]["code"] == "unknown_policy"
