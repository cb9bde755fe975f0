"""System libraries: which of those that Qt loads are missing, and how they come onto this computer.

The libraries themselves are looked up, not package names: the same library is called libcups2 in one release
and libcups2t64 in the next, and where there is no apt its name is the only thing that can be said.
"""

import importlib.util
import os
import shutil
import subprocess
import sys

from console import SetupError, say

# The library a Qt plugin loads, and the Debian package that brings it and those beneath it.
LIBRARIES = {
    # every window, also one without a screen
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    # a screen under X
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    # a screen under Wayland
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    # the printer dialog
    "libcups.so.2": "libcups2",
}


def _known_libraries() -> set[str] | None:
    """Return the names of the libraries the loader finds; None where this cannot be asked (not glibc)."""
    ldconfig = shutil.which("ldconfig", path=f"{os.environ.get('PATH', '')}:/sbin:/usr/sbin")
    if ldconfig is None:
        return None
    listing = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=True).stdout
    return {line.split()[0] for line in listing.splitlines()[1:] if line.strip()}


def missing_libraries() -> list[str]:
    """Return the library names of ``LIBRARIES`` that this computer lacks; always none outside Linux."""
    known = _known_libraries() if sys.platform == "linux" else None
    return [] if known is None else [name for name in LIBRARIES if name not in known]


def missing_packages() -> list[str]:
    """Return the Debian packages that bring what is missing: the libraries, and venv if Python lacks it."""
    packages = [LIBRARIES[name] for name in missing_libraries()]
    if importlib.util.find_spec("ensurepip") is None:
        packages.append("python{}.{}-venv".format(*sys.version_info))
    return packages


def ensure() -> None:
    """Install what is missing, where this user may; returns at once when nothing is.

    Raises SetupError, in one line that names the command or the libraries, where the user may not.
    """
    packages = missing_packages()
    if not packages:
        return
    if shutil.which("apt-get") is None:
        raise _not_debian()
    _install(packages, _privilege(packages))
    if still := missing_packages():
        names = " ".join(still)
        raise SetupError(f"安装之后仍缺少：{names}。", f"Still missing after installing: {names}.")


def _not_debian() -> SetupError:
    names = " ".join(missing_libraries()) or "ensurepip"
    return SetupError(
        f"缺少系统库，请用本系统的软件包管理器安装后重试：{names}。",
        f"Missing; install them with this system's package manager and try again: {names}.",
    )


def _privilege(packages: list[str]) -> list[str]:
    """Return the words before apt-get that give it its rights; raises SetupError when there are none."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        if subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
            return ["sudo", "-n"]
        if sys.stdin.isatty() and not os.environ.get("CI"):
            say("安装系统库需要管理员密码。", "Installing system libraries needs your password.")
            return ["sudo"]
    raise _refused(packages)


def _refused(packages: list[str]) -> SetupError:
    command = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    return SetupError(
        f"缺少系统软件包，请管理员执行后重试：{command}",
        "System packages are missing; have an administrator run this, then try again.",
    )


def _install(packages: list[str], privilege: list[str]) -> None:
    say(f"安装系统软件包：{' '.join(packages)}", "Installing system packages")
    apt = [*privilege, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    # Lists may be stale; one unreachable third-party source is no reason to stop, a failing install is.
    subprocess.run([*apt, "update"])
    if subprocess.run([*apt, "install", "-y", "--no-install-recommends", *packages]).returncode:
        raise _refused(packages)
