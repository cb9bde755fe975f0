import os

import pytest
import system_packages
from console import SetupError

from .conftest import Machine

EVERY_LIBRARY = list(system_packages.LIBRARIES)


def fit_apt(machine: Machine) -> None:
    """Give the computer an apt-get after which every library is there."""
    listing = " ".join(EVERY_LIBRARY)
    bring = f'for name in {listing}; do echo "$name (libc6) => /lib/$name" >> {machine.libraries}; done'
    machine.program(
        "apt-get", f'echo "apt-get $*" >> {machine.log}\ncase "$*" in *install*) {bring};; *) exit 100;; esac'
    )


def test_nothing_is_called_when_everything_is_there(machine: Machine) -> None:
    machine.has_libraries(EVERY_LIBRARY)
    fit_apt(machine)
    system_packages.ensure()
    assert machine.calls() == []


def test_root_gets_only_what_is_missing_even_with_one_source_unreachable(machine: Machine) -> None:
    machine.has_libraries([name for name in EVERY_LIBRARY if name not in ("libEGL.so.1", "libcups.so.2")])
    fit_apt(machine)
    system_packages.ensure()
    assert machine.calls() == [
        "apt-get -q update",
        "apt-get -q install -y --no-install-recommends libegl1 libcups2",
    ]


def test_sudo_without_a_password_is_used(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    machine.program("true", "exit 0")
    machine.program("sudo", f'shift; echo "sudo $1" >> {machine.log}; exec "$@"')
    fit_apt(machine)
    system_packages.ensure()
    assert machine.calls()[0] == "sudo true"
    assert system_packages.missing_packages() == []


def test_without_rights_one_line_names_the_command(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    machine.has_libraries([name for name in EVERY_LIBRARY if name != "libGL.so.1"])
    fit_apt(machine)
    with pytest.raises(SetupError, match=r"apt-get install -y --no-install-recommends libgl1 / ") as refusal:
        system_packages.ensure()
    assert "\n" not in str(refusal.value)
    assert machine.calls() == []


def test_where_there_is_no_apt_the_libraries_are_named(machine: Machine) -> None:
    machine.has_libraries([name for name in EVERY_LIBRARY if name != "libxcb-cursor.so.0"])
    with pytest.raises(SetupError, match=r"libxcb-cursor\.so\.0"):
        system_packages.ensure()


def test_a_failed_installation_is_said_with_the_command(machine: Machine) -> None:
    machine.program("apt-get", "exit 100")
    with pytest.raises(SetupError, match="apt-get install"):
        system_packages.ensure()


def test_an_installation_that_brought_nothing_is_not_taken_for_done(machine: Machine) -> None:
    machine.program("apt-get", "exit 0")
    with pytest.raises(SetupError, match="仍缺少"):
        system_packages.ensure()


def test_a_python_without_venv_asks_for_its_package(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.has_libraries(EVERY_LIBRARY)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    [package] = system_packages.missing_packages()
    assert package.startswith("python3.") and package.endswith("-venv")
