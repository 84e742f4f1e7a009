"""Score entries: one row is what was given for one criterion in one layer: self-scored, reviewed or decided."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import Date, Number, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.places import department_column
from khcn_analytics.schemas.rules import Severity, row_rule, unique_key
from khcn_analytics.schemas.scored import (
    SCORED,
    days_of_period,
    one_row_a_period,
    period_is_readable,
    scheme_column,
    scored_period_column,
    scored_unit_column,
)
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.score_codes import SCORE_LAYERS

KEY = (*SCORED, "criterion", "layer")
_CRITERION = ("department", "scheme", "criterion")
_SELF, _REVIEWED, _DECIDED = SCORE_LAYERS.codes


class ScoreEntries(pa.DataFrameModel):
    """Columns and rules of ``score_entries``."""

    department: Text = department_column()
    unit: Text = scored_unit_column()
    scheme: Text = scheme_column()
    period: Text = scored_period_column()
    criterion: Text = column(
        Label("Tiêu chí", "Criterion"),
        Label("Mã tiêu chí trong bảng tiêu chí", "Code of the criterion in the scheme"),
        aliases=("Mã tiêu chí", "Nội dung tiêu chí", "Tiêu chí chấm điểm", "Tiêu chí thi đua", "Nội dung chấm điểm"),
        example="B1",
        required=True,
    )
    layer: Text = column(
        Label("Bước chấm", "Layer"),
        Label("Tự chấm, thẩm định hay quyết định", "Self-scored, reviewed or decided"),
        aliases=("Cấp chấm", "Vòng chấm", "Lần chấm", "Loại điểm", "Bước chấm điểm"),
        codes=SCORE_LAYERS,
        example="tự chấm",
        required=True,
    )
    actual: Number = column(
        Label("Kết quả thực hiện", "Actual"),
        Label(
            "Số thực hiện của tiêu chí không có chỉ số; tiêu chí có hay không thì ghi 1 hoặc 0",
            "What was counted, for criteria without an indicator; 1 or 0 where it is yes or no",
        ),
        aliases=("Thực hiện", "Số thực hiện", "Kết quả", "Kết quả đạt được", "Số liệu thực hiện", "Thực tế"),
        a_number=True,
        example="1",
    )
    points: Number = column(
        Label("Điểm", "Points"),
        Label("Số điểm chấm cho tiêu chí ở bước này", "Points given for the criterion in this layer"),
        aliases=(
            *("Số điểm", "Điểm chấm", "Điểm đạt", "Điểm đạt được", "Điểm số"),
            *("Điểm tự chấm", "Điểm thẩm định", "Điểm quyết định"),
        ),
        at_least=0,
        a_number=True,
        example="9.5",
    )
    scored_by: Text = column(
        Label("Người chấm", "Scored by"),
        Label("Người chấm điểm ở bước này", "Person who gave the points in this layer"),
        aliases=("Người chấm điểm", "Người thẩm định", "Cán bộ chấm", "Họ tên người chấm"),
        personal=True,
        example="Nguyễn Văn A",
    )
    scored_on: Date = column(
        Label("Ngày chấm", "Scored on"),
        Label("Ngày chấm điểm ở bước này", "Day the points were given in this layer"),
        aliases=("Ngày chấm điểm", "Ngày thẩm định", "Ngày tự chấm"),
        example="10/12/2024",
    )
    reason: Text = column(
        Label("Lý do", "Reason"),
        Label("Vì sao chấm như vậy, nhất là khi khác bước trước", "Why so, above all where it differs from before"),
        aliases=("Lý do chênh lệch", "Lý do điều chỉnh", "Lý do trừ điểm", "Giải trình", "Ý kiến thẩm định", "Ghi chú"),
        example="Thiếu minh chứng",
    )

    class Config:
        strict = True

    key_is_unique = unique_key(
        *KEY,
        called=Label(
            "Sở + Đơn vị + Bảng tiêu chí + Kỳ + Tiêu chí + Bước chấm",
            "department + unit + scheme + period + criterion + layer",
        ),
        optional=("unit",),
    )
    period_is_readable = period_is_readable()
    one_row_a_period = one_row_a_period(
        KEY,
        Label(
            "Cùng kỳ với dòng khác, nhưng viết khác: mỗi kỳ một tiêu chí chấm một lần ở mỗi bước",
            "The same period in another row, in other words: a criterion is scored once a period in each layer",
        ),
    )

    @row_rule(
        blames="points",
        message=Label("Không có điểm, cũng không có kết quả thực hiện", "Neither points nor what was counted"),
        fix=Label("Điền điểm hoặc kết quả thực hiện, hoặc xóa dòng", "Fill in one of them, or remove the row"),
    )
    def entry_says_something(cls: Any) -> pl.Expr:
        return pl.any_horizontal(pl.col(cls.points, cls.actual).is_not_null())

    @row_rule(
        blames="reason",
        severity=Severity.WARNING,
        message=Label("Khác với bước chấm trước nhưng không nêu lý do", "Differs from the layer before, for no reason"),
        fix=Label("Ghi lý do, hoặc kiểm tra lại hai bước", "Tell the reason, or check both layers"),
        source="Hướng dẫn 804/HD-SNV ngày 18/7/2018 của Sở Nội vụ Thừa Thiên Huế (thẩm định theo bảng đã ký)",
    )
    def difference_has_reason(cls: Any) -> pl.Expr:
        same = [pl.col(each).eq(_before(each)).fill_null(value=True) for each in (cls.points, cls.actual)]
        return pl.col(cls.reason).is_not_null() | pl.all_horizontal(same)

    @row_rule(
        blames="scored_on",
        severity=Severity.WARNING,
        message=Label(
            "Ngày chấm trước ngày của bước trước: tự chấm, rồi thẩm định, rồi quyết định",
            "Scored before the layer that comes before it: self-scored, then reviewed, then decided",
        ),
        fix=Label("Kiểm tra lại ngày chấm và bước chấm", "Check the day and the layer"),
    )
    def layers_in_order(cls: Any) -> pl.Expr:
        return pl.col(cls.scored_on) >= _before(cls.scored_on)


def _before(column: str) -> pl.Expr:
    """What the layer before said of the same criterion; of a decision the review, or else what was self-scored."""
    self_scored = _of_layer(column, _SELF)
    return (
        pl.when(layer=_REVIEWED)
        .then(self_scored)
        .when(layer=_DECIDED)
        .then(pl.coalesce(_of_layer(column, _REVIEWED), self_scored))
    )


def _of_layer(column: str, layer: str) -> pl.Expr:
    found = pl.col(column).filter(layer=layer).first()
    return found.over(*_CRITERION, "unit", days_of_period())


SCORE_ENTRIES = Dataset(
    name="score_entries",
    label=Label("Điểm chấm", "Score entries"),
    row=Label("điểm của một tiêu chí ở một bước chấm", "what was given for one criterion in one layer"),
    model=ScoreEntries,
    key=KEY,
)
