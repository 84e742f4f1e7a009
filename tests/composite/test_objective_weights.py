import polars as pl
import pytest

from khcn_analytics.composite.objective_weights import critic_weights, entropy_weights
from khcn_analytics.errors import UnknownNameError, WrongUseError


def frame(rows):
    codes = [f"x{place}" for place in range(len(rows[0]))]
    units = pl.Series("unit", [f"u{place}" for place in range(len(rows))])
    return pl.DataFrame(rows, schema=codes, orient="row", strict=False).insert_column(0, units), codes


# Elsayed et al. (2017), as in pymcdm test/test_weights.py.
def test_entropy_weights_as_published():
    data, codes = frame(
        [
            (7, 312, 1891, 6613, 163.0),
            (72, 88, 728, 941804, 1078),
            (10, 252, 2594, 3466, 117471),
            (10, 145, 980, 2371, 86329),
            (65, 54, 350, 501, 29897),
            (29, 48, 380, 912, 34051),
            (7, 476, 3300, 78470, 2212),
            (70, 87, 650, 733, 819000),
            (4, 86, 591, 3015, 103),
            (12, 79, 579, 3240, 96098),
            (21, 45, 261, 1253, 453),
            (1, 72, 530, 4333, 0.1048),
        ]
    )
    expected = [0.104991, 0.069124, 0.071373, 0.449937, 0.304575]
    assert entropy_weights(data, codes)["weight"].to_list() == pytest.approx(expected, abs=1e-6)


# Tuş and Aytaç Adalı (2019), as in pymcdm test/test_weights.py.
def test_critic_weights_to_3_decimals_as_published():
    data, codes = frame(
        [(5000, 3, 3, 4, 3, 2), (680, 5, 3, 2, 2, 1), (2000, 3, 2, 3, 4, 3), (600, 4, 3, 1, 2, 2), (800, 2, 4, 3, 3, 4)]
    )
    expected = [0.157, 0.249, 0.168, 0.121, 0.154, 0.151]
    assert critic_weights(data, codes)["weight"].to_list() == pytest.approx(expected, abs=0.001)


def test_a_column_of_equal_values_tells_nothing():
    data, codes = frame([(5, 1), (5, 3)])

    assert entropy_weights(data, codes)["weight"].to_list() == [0, 1]
    with pytest.raises(WrongUseError, match="1 cột có mọi giá trị bằng nhau nên không tính được tương quan: x0"):
        critic_weights(data, codes)


def test_direction_counts_in_correlations():
    # Two columns that rise together repeat each other; with one turned they contradict each other entirely.
    data, codes = frame([(1, 1, 5), (2, 2, 1), (3, 3, 3)])
    together = critic_weights(data, codes)["weight"]
    apart = critic_weights(data, codes, lower_is_better=["x1"])["weight"]

    assert together[0] < apart[0]
    with pytest.raises(UnknownNameError, match="x9"):
        critic_weights(data, codes, lower_is_better=["x9"])


def test_what_has_no_entropy_is_refused():
    with pytest.raises(WrongUseError, match="toàn số 0"):
        entropy_weights(*frame([(0, 1), (0, 3)]))
    with pytest.raises(WrongUseError, match="không âm"):
        entropy_weights(*frame([(-1, 1), (2, 3)]))
    with pytest.raises(WrongUseError, match="không phân biệt được"):
        entropy_weights(*frame([(1, 3), (1, 3)]))


@pytest.mark.parametrize("method", [entropy_weights, critic_weights])
def test_text_and_columns_named_twice_are_refused(method):
    data = pl.DataFrame({"unit": ["a", "b"], "x": ["1", "2"], "y": [3, 9]})

    with pytest.raises(WrongUseError, match="cột “x” không phải là số"):
        method(data, ["x", "y"])
    with pytest.raises(WrongUseError, match="cột “y” nêu 2 lần"):
        method(data, ["y", "y"])
