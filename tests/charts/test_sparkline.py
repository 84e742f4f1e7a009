from khcn_analytics.charts.sparkline import sparkline


def test_a_gap_splits_the_line():
    assert sparkline([0.0, 0.5, None, 1.0, 0.5]).count("<polyline") == 2


def test_a_point_between_gaps_is_a_dot():
    svg = sparkline([0.1, 0.2, None, 1.0, None, 0.5])

    assert svg.count("<polyline") == 1
    assert svg.count("<circle") == 3  # the lone point, the last point (also alone) and the last figure's dot


def test_the_highest_share_is_at_the_top():
    # Height 34, edges of 5: 1 is drawn at y = 5 and 0 at y = 29.
    assert 'points="4.0,29.0 128.0,5.0"' in sparkline([0.0, 1.0])


def test_nothing_gives_an_empty_picture():
    assert "<polyline" not in sparkline([None, None])
    assert "<circle" not in sparkline([])
