import pytest

import khcn_analytics as kh
from khcn_analytics.errors import DataNotFoundError, UnknownNameError
from khcn_analytics.store.schemes import scheme_named


def test_a_scheme_is_itself():
    scheme = kh.bundled_scheme("mau_100")

    assert scheme_named(scheme) is scheme


@pytest.mark.parametrize("ending", [".toml", ".xlsx"])
def test_a_file_is_read(tmp_path, ending):
    path = tmp_path / f"rieng{ending}"
    kh.write_scheme_file(kh.bundled_scheme("hue_950_50"), path)

    assert scheme_named(path).digest == scheme_named(str(path)).digest == kh.bundled_scheme("hue_950_50").digest


def test_a_file_that_is_not_there_is_told():
    with pytest.raises(DataNotFoundError):
        scheme_named("khong_co.toml")


def test_a_code_that_is_not_bundled_is_told():
    with pytest.raises(UnknownNameError):
        scheme_named("khong_co")
