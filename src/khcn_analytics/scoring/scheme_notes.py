"""What people should know of a scheme before they use it, though nothing in it is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import fsum

from khcn_analytics.scoring.rules import Bands, MinMax, RelativeToBest
from khcn_analytics.scoring.scheme_checks import points_text
from khcn_analytics.scoring.schemes import Scheme
from khcn_analytics.vocabulary.labels import Label

_TOLERANCE = 1e-6


def notes(scheme: Scheme) -> list[Label]:
    """Notes on a scheme: points that depend on other units, that nobody can earn, that are counted twice.

    Args:
        scheme: The scheme.

    Returns:
        The notes, in both languages; empty where there is nothing to be known.

    Examples:
        >>> import khcn_analytics as kh
        >>> [each.en for each in kh.scoring.notes(kh.bundled_scheme("mau_100"))][:1]
        ['“A5”: points above the target are beside the best of the rank group; one more unit or one less may move the points of others.']
    """
    return [*_on_rank_group(scheme), *_out_of_reach(scheme), *_above_maximum(scheme), *_counted_twice(scheme)]


def _on_rank_group(scheme: Scheme) -> Iterator[Label]:
    for each in scheme.criteria:
        if isinstance(each.rule, MinMax):
            yield Label(
                f"“{each.code}”: điểm tính theo khoảng từ đơn vị kém nhất đến tốt nhất trong khối; "
                "thêm hoặc bớt một đơn vị làm đổi điểm của đơn vị khác.",
                f"“{each.code}”: points go from the worst to the best of the rank group; "
                "one more unit or one less moves the points of others.",
            )
        elif isinstance(each.rule, RelativeToBest):
            yield Label(
                f"“{each.code}”: phần điểm vượt chỉ tiêu so với đơn vị cao nhất trong khối; "
                "thêm hoặc bớt một đơn vị có thể làm đổi điểm của đơn vị khác.",
                f"“{each.code}”: points above the target are beside the best of the rank group; "
                "one more unit or one less may move the points of others.",
            )


def _out_of_reach(scheme: Scheme) -> Iterator[Label]:
    under: dict[str | None, list[float]] = defaultdict(list)
    for group in scheme.groups:
        under[group.parent].append(group.maximum)
    for criterion in scheme.criteria:
        under[criterion.group].append(criterion.maximum)
    for group in scheme.groups:
        reach = fsum(under[group.code])
        if reach < group.maximum - _TOLERANCE:
            yield Label(
                f"Nhóm “{group.code}” có {points_text(group.maximum)} điểm nhưng bên trong chỉ có {points_text(reach)}.",
                f"Group “{group.code}” has {points_text(group.maximum, 'en')} points, "
                f"what stands under it only {points_text(reach, 'en')}.",
            )
    for each in scheme.criteria:
        if isinstance(each.rule, Bands) and each.rule.bands[-1].points < each.maximum:
            best = each.rule.bands[-1].points
            yield Label(
                f"“{each.code}”: mức tốt nhất được {points_text(best)}, không tới {points_text(each.maximum)} điểm tối đa.",
                f"“{each.code}”: the best band earns {points_text(best, 'en')} of {points_text(each.maximum, 'en')}.",
            )


def _above_maximum(scheme: Scheme) -> Iterator[Label]:
    has_bonus = any(each.kind == "bonus" for each in scheme.events)
    if has_bonus and scheme.ceiling is None:
        yield Label(
            f"Có điểm thưởng và không có trần: tổng điểm có thể vượt {points_text(scheme.maximum)}.",
            f"There are bonus points and no ceiling: totals may exceed {points_text(scheme.maximum, 'en')}.",
        )


def _counted_twice(scheme: Scheme) -> Iterator[Label]:
    users: dict[str, list[str]] = defaultdict(list)
    for code, indicator in [(each.code, each.indicator) for each in scheme.criteria] + [
        (each.code, each.indicator) for each in scheme.events
    ]:
        if indicator is not None:
            users[indicator].append(f"“{code}”")
    for indicator, codes in users.items():
        if len(codes) > 1:
            listed = ", ".join(codes)
            yield Label(
                f"Chỉ số “{indicator}” tính điểm ở {len(codes)} nơi: {listed}.",
                f"Indicator “{indicator}” earns points in {len(codes)} places: {listed}.",
            )
