"""The secret key of a first run: long, private, and one for all starters."""

import stat
from concurrent.futures import ThreadPoolExecutor

from newsroom.first_run import secret_key


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
