import pytest

from khcn_analytics.cli import DONE, WRONG_USE, main
from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.store.card import read_card

GIVEN = ["--name", "Số liệu", "--department", "cao_bang=Sở KH&CN Cao Bằng", "--since", "01/01/2020", "--until"]


def test_a_newcomer_makes_a_workspace(tmp_path, capsys):
    folder = tmp_path / "kho mới"

    assert main(["init", str(folder), *GIVEN, "2026-01-01", "--calendar", "administrative"]) == DONE

    card = read_card(folder)
    assert card.departments["cao_bang"].vi == "Sở KH&CN Cao Bằng"
    assert set(card.coverage) == set(DIMENSIONS)
    assert card.calendar == "administrative"
    out = capsys.readouterr().out
    assert "từ 01/01/2020 đến trước 01/01/2026" in out
    assert f'khcn import TỆP --into "{folder}"' in out


@pytest.mark.parametrize(
    ("arguments", "vietnamese"),
    [
        ([*GIVEN, "01/01/2020"], "phải trước --until"),
        ([*GIVEN, "31/02/2025"], "không phải là ngày"),
        ([*GIVEN, "hôm nay"], "không phải là ngày"),
        ([*GIVEN, "2026-01-01", "--department", "Cao Bằng"], "mã=Tên"),
        (GIVEN[:2], "Thiếu"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_made(tmp_path, capsys, arguments, vietnamese):
    assert main(["init", str(tmp_path / "kho"), *arguments]) == WRONG_USE
    assert vietnamese in capsys.readouterr().err
    assert not (tmp_path / "kho").exists()
