"""The secret key of a first run: long, private, and one for all starters."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from newsroom.environ import BadSetting
from newsroom.first_run import secret_key
from tests.conftest import PROJECT


def test_the_key_is_long_and_only_its_owner_can_read_it(tmp_path):
    key = secret_key(tmp_path / "var")
    assert len(key) >= 50
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


def test_the_second_run_gets_the_same_key(tmp_path):
    assert secret_key(tmp_path) == secret_key(tmp_path)


def test_starters_at_the_same_time_agree_on_one_key(tmp_path):
    folder = tmp_path / "var"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret_key(folder), range(40)))
    assert len(keys) == 1
    assert [path.name for path in folder.iterdir()] == ["secret_key"]


@pytest.mark.parametrize("command", ["doctor", "check"])
def test_a_data_folder_that_is_a_file_is_told_in_one_sentence(tmp_path, command):
    (tmp_path / "file").write_text("")
    environment = {name: value for name, value in os.environ.items() if name != "NEWSROOM_SECRET_KEY"}
    run = subprocess.run(
        [sys.executable, str(PROJECT / "manage.py"), command],
        env={**environment, "NEWSROOM_DATA_DIR": str(tmp_path / "file")},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    (sentence,) = run.stderr.splitlines()
    assert sentence.startswith(f"NEWSROOM_DATA_DIR is {tmp_path / 'file'}, and nothing can be kept there")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_without_permission_is_told_in_words(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(BadSetting, match="Permission denied"):
            secret_key(tmp_path)
    finally:
        tmp_path.chmod(0o700)
