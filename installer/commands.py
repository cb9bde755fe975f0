"""The commands of the bootstrap script; the Makefile offers the same under the same names."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable

import environment
from console import SetupError, heading, say, speak_any_character

# Platforms of Qt that draw into memory: whoever chose one sees nothing on a screen.
_UNSEEN = {"offscreen", "minimal"}

# Whoever is done takes over tests of another; `make test ARGS="-n 0"` runs them in one process.
_ON_ALL_PROCESSORS = ("--numprocesses", "auto", "--dist", "worksteal")

# What every check is told: to draw into memory, to share its work out, and to keep compiled files, since the
# tests start the program more than a hundred times and whoever keeps none pays for each.
_FOR_CHECKS = {"QT_QPA_PLATFORM": "offscreen", "MYPY_NUM_WORKERS": "auto", "PYTHONDONTWRITEBYTECODE": ""}


def main(argv: list[str]) -> int:
    """Run one command and return its exit status; what follows it (or ``--``) is handed on."""
    speak_any_character()
    parser = argparse.ArgumentParser(prog="bootstrap.py", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed on to what the command starts")
    options = parser.parse_args(argv)
    handed_on = options.arguments[1:] if options.arguments[:1] == ["--"] else options.arguments
    try:
        return COMMANDS[options.command](handed_on)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def setup(_arguments: list[str]) -> int:
    """Install everything, the tools of the tests included."""
    environment.ensure(with_tests=True)
    say("已就绪：.venv", "Ready: .venv")
    return 0


def run(arguments: list[str]) -> int:
    """Open the desk; where there is no screen, play its main job offscreen and leave pictures and letters."""
    environment.ensure(with_tests=False)
    if arguments or has_screen():
        return _start("ipdesk", *arguments)
    say(
        "没有屏幕：用样例数据演示全部流程，截图和 PDF 存入 build/demo/",
        "No screen: the same job is played on sample data; screenshots and PDFs go to build/demo/",
    )
    return _start("ipdesk", "demo", "--out", "build/demo")


def test(arguments: list[str]) -> int:
    """Run every check, also after one has failed; return the status of the first that did."""
    environment.ensure(with_tests=True)
    checks = [
        ("代码规范 ruff check", ["ruff", "check", "."]),
        ("代码格式 ruff format", ["ruff", "format", "--check", "."]),
        ("类型检查 mypy --strict", ["mypy"]),
        ("测试 pytest", ["pytest", "--quiet", *_ON_ALL_PROCESSORS, *arguments]),
    ]
    statuses = [_check(title, command) for title, command in checks]
    return next((status for status in statuses if status), 0)


def bench(arguments: list[str]) -> int:
    """Measure the program against yardsticks of the same run and print the ratios."""
    environment.ensure(with_tests=True)
    return _start("python", "-m", "tests.bench", *arguments)


def screenshots(arguments: list[str]) -> int:
    """Leave pictures of every page in build/screenshots/."""
    environment.ensure(with_tests=False)
    return _start("ipdesk", "screenshots", "--out", "build/screenshots", *arguments)


def has_screen() -> bool:
    """Say whether a window would be seen by someone."""
    if chosen := os.environ.get("QT_QPA_PLATFORM"):
        return chosen.split(":")[0] not in _UNSEEN
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _check(title: str, command: list[str]) -> int:
    heading(title)
    return _start(command[0], *command[1:], **_FOR_CHECKS)


def _start(name: str, *arguments: str, **variables: str) -> int:
    """Run a program of the environment in the checkout, wait for it, and return its exit status."""
    command = [str(environment.program(name)), *arguments]
    return subprocess.run(command, cwd=environment.ROOT, env=os.environ | variables).returncode


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "setup": setup,
    "run": run,
    "test": test,
    "bench": bench,
    "screenshots": screenshots,
}
