"""The project's own Python environment in .venv: made once, remade when broken, recognised when current."""

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import system_packages
from console import SetupError, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "ipdesk-setup.json"
# Everything of Qt that the desk loads: a library that is missing shows here, not at the counter.
_PROBE = "import PySide6.QtWidgets, PySide6.QtPrintSupport, PySide6.QtSvg"


def program(name: str) -> Path:
    """Return the path of an executable of the environment, such as ``python`` or ``ipdesk``."""
    windows = os.name == "nt"
    return VENV / ("Scripts" if windows else "bin") / (f"{name}.exe" if windows else name)


def ensure(*, with_tests: bool) -> None:
    """Make the environment hold what the project declares; returns at once when the stamp says that it does.

    Raises SetupError when a system package, the network or a working Qt is missing.
    """
    stamp = _read_stamp()
    if _is_current(stamp, with_tests):
        return
    system_packages.ensure()
    STAMP.unlink(missing_ok=True)
    # Without a stamp the last installation never ended: nothing in there can be trusted.
    if stamp.get("python") != _python_identity() or not _works():
        _make()
    _install(with_tests)
    _probe_qt()
    STAMP.write_text(json.dumps(_stamp(with_tests), indent=1), encoding="utf-8")


def _is_current(stamp: dict[str, object], with_tests: bool) -> bool:
    wanted = _stamp(with_tests or stamp.get("tests") is True)
    return stamp == wanted and program("python").exists()


def _read_stamp() -> dict[str, object]:
    """Return what the last complete installation noted; an unreadable note counts as none."""
    try:
        noted = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def _stamp(with_tests: bool) -> dict[str, object]:
    return {"python": _python_identity(), "project": _project_digest(), "tests": with_tests}


def _python_identity() -> str:
    """Name the interpreter and the checkout: an environment serves no other version and no other place."""
    return "{}.{} {}".format(*sys.version_info[:2], ROOT)


def _project_digest() -> str:
    """Return a digest of what decides the installation; a linter's settings change without one."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    relevant = [declared["project"], declared["build-system"], declared["tool"]["hatch"]]
    return hashlib.sha256(json.dumps(relevant, sort_keys=True).encode()).hexdigest()


def _works() -> bool:
    python = program("python")
    return python.exists() and _run(python, "-c", "import pip", quiet=True) == 0


def _make() -> None:
    say("创建运行环境 .venv", "Making the environment .venv")
    if _run(Path(sys.executable), "-m", "venv", "--clear", str(VENV)):
        raise SetupError("无法创建 .venv，原因见上。", "Could not make .venv; the reason stands above.")


def _install(with_tests: bool) -> None:
    say("安装依赖（首次约需下载 150 MB）", "Installing dependencies (about 150 MB the first time)")
    options = ["--no-input", "--disable-pip-version-check", *([] if sys.stdout.isatty() else ["--quiet"])]
    project = ".[test]" if with_tests else "."
    if _run(program("python"), "-m", "pip", "install", *options, "--editable", project):
        raise SetupError(
            "依赖未能装全，原因见上。多半是没有网络：请联网，"
            "或用环境变量 PIP_INDEX_URL 指定可用的软件源，再执行同一命令。",
            "Not all dependencies could be installed; the reason stands above. Most likely the network: "
            "connect, or name a reachable package index in PIP_INDEX_URL, and run the same command again.",
        )


def _probe_qt() -> None:
    if _run(program("python"), "-c", _PROBE):
        raise SetupError(
            "Qt 缺少系统库，库名见上一行，请安装后重试。",
            "Qt lacks the system library named in the line above; install it and try again.",
        )


def _run(executable: Path, *arguments: str, quiet: bool = False) -> int:
    sink = subprocess.DEVNULL if quiet else None
    return subprocess.run([executable, *arguments], cwd=ROOT, stdout=sink, stderr=sink).returncode
