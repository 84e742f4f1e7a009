"""Indicators of yearly ratings.

Levels exclude each other in the data; reports nest them ("tốt trở lên"), so a share of "good or
better" adds two levels. Kinds of subjects are never added together: a Party member is a civil
servant as well, and a cell is not a person.
"""

from __future__ import annotations

from functools import partial

import polars as pl

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.measures import Level, Ratio
from khcn_analytics.schemas.ratings import Ratings
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit

_OF_STAFF = (
    "Nghị định 90/2020/NĐ-CP, 48/2023/NĐ-CP (đến 31/12/2025); Nghị định 335/2025/NĐ-CP (công chức, từ 01/01/2026)"
)
_OF_PARTY = "Hướng dẫn 21-HD/BTCTW (2019); Quy định 124-QĐ/TW (2023), 366-QĐ/TW (2025); báo cáo của các Sở KH&CN"
_CEILING_OF_STAFF = "Nghị định 335/2025/NĐ-CP (từ 01/01/2026: xuất sắc không quá 20 % của số hoàn thành tốt)"
_CEILING_OF_PARTY = "Hướng dẫn 21-HD/BTCTW (2019): xuất sắc không quá 20 % của số hoàn thành tốt"

_card = partial(Indicator, dataset="ratings", period_kinds=("year",))
_of_staff = partial(_card, dimensions=("subject_kind",), source=_OF_STAFF)
_of_party = partial(_card, dimensions=(), source=_OF_PARTY)
_of_collectives = partial(_card, dimensions=(), source=_OF_STAFF)

_STAFF = ("civil_servant", "public_employee", "employee", "individual")
_PARTY_CELLS, _PARTY_MEMBERS, _COLLECTIVES = ("party_cell",), ("party_member",), ("collective",)
_GOOD_OR_BETTER = ("excellent", "good")
_COMPLETED_OR_BETTER = ("excellent", "good", "completed")


def _rated(subject_kinds: tuple[str, ...], *levels: str) -> Level:
    """How many were rated at one of some levels; without levels, how many were rated."""
    counted = pl.col(Ratings.subject_kind).is_in(subject_kinds)
    where = counted & pl.col(Ratings.level).is_in(levels) if levels else counted
    return Level(Ratings.year, Ratings.subjects, where, reported=counted)


def _share(subject_kinds: tuple[str, ...], *levels: str) -> Ratio:
    """Of all that were rated, those at one of some levels."""
    return Ratio(_rated(subject_kinds, *levels), _rated(subject_kinds))


def _excellent_over_good(subject_kinds: tuple[str, ...]) -> Ratio:
    """What the ceiling on excellent ratings is held against."""
    return Ratio(_rated(subject_kinds, "excellent"), _rated(subject_kinds, "good"))


CARDS = (
    _of_staff(
        code="ratings.rated",
        label=Label("Công chức, viên chức, người lao động được xếp loại", "Staff rated"),
        definition=Label(
            "Công chức, viên chức, người lao động được xếp loại chất lượng của năm, ở mọi mức",
            "Civil servants, public employees and workers rated for the year, at any level",
        ),
        measure=_rated(_STAFF),
        unit=Unit.PERSON,
        direction=Direction.NEITHER,
    ),
    _of_staff(
        code="ratings.excellent_share",
        label=Label("Tỷ lệ CCVC, NLĐ hoàn thành xuất sắc", "Share of staff rated excellent"),
        definition=Label(
            "Công chức, viên chức, người lao động hoàn thành xuất sắc nhiệm vụ trên số được xếp loại của năm",
            "Civil servants, public employees and workers rated excellent over all of them rated for the year",
        ),
        measure=_share(_STAFF, "excellent"),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
    ),
    _of_staff(
        code="ratings.good_or_better_share",
        label=Label("Tỷ lệ CCVC, NLĐ hoàn thành tốt trở lên", "Share of staff rated good or better"),
        definition=Label(
            "Công chức, viên chức, người lao động hoàn thành tốt hoặc xuất sắc nhiệm vụ trên số được xếp loại của năm",
            "Civil servants, public employees and workers rated good or excellent over all of them rated for the year",
        ),
        measure=_share(_STAFF, *_GOOD_OR_BETTER),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
    ),
    _of_staff(
        code="ratings.not_completed_share",
        label=Label("Tỷ lệ CCVC, NLĐ không hoàn thành", "Share of staff rated not completed"),
        definition=Label(
            "Công chức, viên chức, người lao động không hoàn thành nhiệm vụ trên số được xếp loại của năm",
            "Civil servants, public employees and workers rated not completed over all of them rated for the year",
        ),
        measure=_share(_STAFF, "not_completed"),
        unit=Unit.SHARE,
        direction=Direction.LOWER,
    ),
    _of_staff(
        code="ratings.excellent_over_good_share",
        label=Label("Tỷ lệ CCVC, NLĐ xuất sắc so với số hoàn thành tốt", "Staff rated excellent over those rated good"),
        definition=Label(
            "Công chức, viên chức, người lao động hoàn thành xuất sắc trên số hoàn thành tốt của năm, "
            "không kể xuất sắc ở mẫu số",
            "Civil servants, public employees and workers rated excellent over those rated good for the year, "
            "the excellent not among the latter",
        ),
        measure=_excellent_over_good(_STAFF),
        unit=Unit.SHARE,
        # There is a ceiling to it; below that, more is not better.
        direction=Direction.NEITHER,
        source=_CEILING_OF_STAFF,
    ),
    _of_collectives(
        code="ratings.collectives_excellent",
        label=Label("Phòng, đơn vị hoàn thành xuất sắc", "Collectives rated excellent"),
        definition=Label(
            "Phòng, đơn vị trực thuộc được xếp loại hoàn thành xuất sắc nhiệm vụ của năm",
            "Divisions and service units rated excellent for the year",
        ),
        measure=_rated(_COLLECTIVES, "excellent"),
        unit=Unit.COLLECTIVE,
        direction=Direction.HIGHER,
    ),
    _of_collectives(
        code="ratings.collectives_excellent_share",
        label=Label("Tỷ lệ phòng, đơn vị hoàn thành xuất sắc", "Share of collectives rated excellent"),
        definition=Label(
            "Phòng, đơn vị hoàn thành xuất sắc nhiệm vụ trên số phòng, đơn vị được xếp loại của năm",
            "Divisions and service units rated excellent over all of them rated for the year",
        ),
        measure=_share(_COLLECTIVES, "excellent"),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
    ),
    _of_collectives(
        code="ratings.collectives_good_or_better_share",
        label=Label("Tỷ lệ phòng, đơn vị hoàn thành tốt trở lên", "Share of collectives rated good or better"),
        definition=Label(
            "Phòng, đơn vị hoàn thành tốt hoặc xuất sắc nhiệm vụ trên số phòng, đơn vị được xếp loại của năm",
            "Divisions and service units rated good or excellent over all of them rated for the year",
        ),
        measure=_share(_COLLECTIVES, *_GOOD_OR_BETTER),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
    ),
    _of_party(
        code="ratings.party_cells_excellent",
        label=Label("Chi bộ xếp loại xuất sắc", "Party cells rated excellent"),
        definition=Label(
            "Chi bộ được xếp loại hoàn thành xuất sắc nhiệm vụ của năm", "Party cells rated excellent for the year"
        ),
        measure=_rated(_PARTY_CELLS, "excellent"),
        unit=Unit.PARTY_CELL,
        direction=Direction.HIGHER,
    ),
    _of_party(
        code="ratings.party_cells_good",
        label=Label("Chi bộ xếp loại tốt", "Party cells rated good"),
        definition=Label(
            "Chi bộ được xếp loại hoàn thành tốt nhiệm vụ của năm, không kể chi bộ xuất sắc",
            "Party cells rated good for the year, excellent ones apart",
        ),
        measure=_rated(_PARTY_CELLS, "good"),
        unit=Unit.PARTY_CELL,
        # Fewer may mean that more are excellent.
        direction=Direction.NEITHER,
    ),
    _of_party(
        code="ratings.party_cells_good_share",
        label=Label("Tỷ lệ chi bộ xếp loại tốt trở lên", "Share of Party cells rated good or better"),
        definition=Label(
            "Chi bộ hoàn thành tốt hoặc xuất sắc nhiệm vụ trên số chi bộ được xếp loại của năm; "
            "báo cáo ghi “tốt” là gồm cả xuất sắc",
            "Party cells rated good or excellent over those rated for the year; "
            "“good” in reports includes the excellent ones",
        ),
        measure=_share(_PARTY_CELLS, *_GOOD_OR_BETTER),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
    ),
    _of_party(
        code="ratings.party_members_excellent",
        label=Label("Đảng viên xếp loại xuất sắc", "Party members rated excellent"),
        definition=Label(
            "Đảng viên được xếp loại hoàn thành xuất sắc nhiệm vụ của năm", "Party members rated excellent for the year"
        ),
        measure=_rated(_PARTY_MEMBERS, "excellent"),
        unit=Unit.PARTY_MEMBER,
        direction=Direction.HIGHER,
    ),
    _of_party(
        code="ratings.party_members_good",
        label=Label("Đảng viên xếp loại tốt", "Party members rated good"),
        definition=Label(
            "Đảng viên được xếp loại hoàn thành tốt nhiệm vụ của năm, không kể đảng viên xuất sắc",
            "Party members rated good for the year, excellent ones apart",
        ),
        measure=_rated(_PARTY_MEMBERS, "good"),
        unit=Unit.PARTY_MEMBER,
        # Fewer may mean that more are excellent.
        direction=Direction.NEITHER,
    ),
    _of_party(
        code="ratings.party_members_excellent_share",
        label=Label("Tỷ lệ đảng viên xếp loại xuất sắc", "Share of Party members rated excellent"),
        definition=Label(
            "Đảng viên hoàn thành xuất sắc nhiệm vụ trên số đảng viên được xếp loại của năm, ở mọi mức",
            "Party members rated excellent over those rated for the year, at any level",
        ),
        measure=_share(_PARTY_MEMBERS, "excellent"),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
    ),
    _of_party(
        code="ratings.party_members_completed_share",
        label=Label("Tỷ lệ đảng viên hoàn thành nhiệm vụ trở lên", "Share of Party members rated completed or better"),
        definition=Label(
            "Đảng viên hoàn thành, hoàn thành tốt hoặc xuất sắc nhiệm vụ trên số đảng viên được xếp loại của năm; "
            "báo cáo ghi “hoàn thành” là gồm cả các mức cao hơn",
            "Party members rated completed, good or excellent over those rated for the year; "
            "“completed” in reports includes the levels above",
        ),
        measure=_share(_PARTY_MEMBERS, *_COMPLETED_OR_BETTER),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
    ),
    _of_party(
        code="ratings.party_members_excellent_over_good_share",
        label=Label("Tỷ lệ đảng viên xuất sắc so với số hoàn thành tốt", "Party members excellent over those good"),
        definition=Label(
            "Đảng viên hoàn thành xuất sắc trên số đảng viên hoàn thành tốt của năm, không kể xuất sắc ở mẫu số",
            "Party members rated excellent over those rated good for the year, the excellent not among the latter",
        ),
        measure=_excellent_over_good(_PARTY_MEMBERS),
        unit=Unit.SHARE,
        # There is a ceiling to it; below that, more is not better.
        direction=Direction.NEITHER,
        source=_CEILING_OF_PARTY,
    ),
)
