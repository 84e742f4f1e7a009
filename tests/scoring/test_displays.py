"""A scheme is shown as a tree, scores as ranks, an account as its lines."""

from khcn_analytics.analysis.scoring import score
from khcn_analytics.io.schemes.files import bundled_scheme
from khcn_analytics.store.workspace import example_workspace

SCORING = score(example_workspace(), "mau_100", 2025)


def row(told, *first):
    return next(each.split() for each in told.splitlines() if tuple(each.split()[: len(first)]) == first)


def test_a_scheme_is_a_tree_whose_groups_come_before_what_is_in_them():
    told = str(bundled_scheme("mau_100"))
    assert row(told, "A1")[-2:] == ["15", "initiatives.grassroots_recognised"]
    assert row(told, "B1")[-2:] == ["chấm", "tay"]
    codes = [each.split()[0] for each in told.splitlines() if each.startswith("    ")]
    assert codes.index("A") < codes.index("A1") < codes.index("B") < codes.index("B1")
    assert "minh họa" in told


def test_scores_are_shown_as_ranks_and_why_there_is_none():
    told = str(SCORING.scores)
    first = SCORING.ranks.row(0, named=True)
    line = next(each for each in told.splitlines() if first["unit"] in each)
    assert "89,1" in line
    assert "thiếu tiêu chí bắt buộc phải có điểm" in told
    assert "Chưa có tổng điểm: 1" in told


def test_an_account_shows_every_line_and_the_total():
    account = SCORING.explain("Văn phòng")
    html = account._repr_html_()
    assert html.count("<tr>") == account.lines.height + 1
    assert "89,1" in html


def test_inputs_count_what_was_used_and_set_aside():
    inputs = SCORING.scores.inputs
    assert row(str(inputs), "Ai", "được", "chấm")[-2] == str(inputs.participants.height)


def test_a_supposition_counts_who_differs():
    assert "Đơn vị thay đổi: 0" in str(SCORING.what_if())
    matrix = SCORING.scores.matrix()
    assert f"{len(matrix.units)} đơn vị × {len(matrix.criteria)} tiêu chí" in str(matrix)
