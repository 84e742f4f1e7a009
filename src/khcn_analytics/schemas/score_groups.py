"""Score groups: one row is one unit in the group (khối, cụm thi đua) it is scored and ranked with."""

from __future__ import annotations

import pandera.polars as pa

from khcn_analytics.schemas.columns import Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.places import department_column
from khcn_analytics.schemas.rules import unique_key
from khcn_analytics.schemas.scored import (
    SCORED,
    one_row_a_period,
    period_is_readable,
    scheme_column,
    scored_period_column,
    scored_unit_column,
)
from khcn_analytics.vocabulary.labels import Label

KEY = SCORED


class ScoreGroups(pa.DataFrameModel):
    """Columns and rules of ``score_groups``."""

    department: Text = department_column()
    unit: Text = scored_unit_column()
    scheme: Text = scheme_column()
    period: Text = scored_period_column()
    rank_group: Text = column(
        Label("Khối, cụm thi đua", "Rank group"),
        Label("Khối, cụm mà đơn vị được xếp hạng cùng", "Group that the unit is ranked with"),
        aliases=(
            *("Khối thi đua", "Cụm thi đua", "Cụm, khối thi đua", "Khối", "Cụm", "Cụm, khối"),
            *("Tên khối", "Tên cụm", "Nhóm xếp hạng"),
        ),
        example="Khối phòng chuyên môn",
        required=True,
    )

    class Config:
        strict = True

    key_is_unique = unique_key(
        *KEY,
        called=Label("Sở + Đơn vị + Bảng tiêu chí + Kỳ", "department + unit + scheme + period"),
        optional=("unit",),
    )
    period_is_readable = period_is_readable()
    one_row_a_period = one_row_a_period(
        KEY,
        Label(
            "Cùng kỳ với dòng khác, nhưng viết khác: mỗi kỳ một đơn vị chỉ ở một khối, cụm",
            "The same period in another row, in other words: a unit is in one group a period",
        ),
    )


SCORE_GROUPS = Dataset(
    name="score_groups",
    label=Label("Khối, cụm thi đua", "Score groups"),
    row=Label(
        "khối, cụm của một đơn vị trong một kỳ, theo một bảng tiêu chí",
        "the group of one unit in one period, by one scheme",
    ),
    model=ScoreGroups,
    key=KEY,
)
