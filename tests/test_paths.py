import importlib.util
import shutil
from pathlib import Path

import pytest

from ipdesk import paths


def test_a_checkout_finds_its_resources() -> None:
    assert paths.resource("fonts", "README.md").is_file()


def test_a_damaged_installation_names_the_file_it_lacks() -> None:
    with pytest.raises(FileNotFoundError, match="no-such-pack"):
        paths.resource("policies", "no-such-pack.yaml")


def test_an_installed_package_prefers_what_it_carries(tmp_path: Path) -> None:
    package = tmp_path / "ipdesk"
    (package / "_resources").mkdir(parents=True)
    (package / "_resources" / "note").touch()
    copy = shutil.copy(paths.__file__, package / "paths.py")
    specification = importlib.util.spec_from_file_location("installed_paths", copy)
    assert specification and specification.loader
    installed = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(installed)
    assert installed.resource("note") == package / "_resources" / "note"


def test_the_data_folder_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    assert paths.default_data_dir().name == "ipdesk"
    assert tmp_path in paths.default_data_dir().parents
