"""Score events: one row is one thing that earns bonus points or costs penalty points, with its evidence."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import Date, Number, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.places import department_column
from khcn_analytics.schemas.rules import Severity, row_rule, unique_key
from khcn_analytics.schemas.scored import (
    period_is_readable,
    scheme_column,
    scored_period_column,
    scored_unit_column,
    within_period,
)
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.score_codes import SCORE_EVENT_STATUSES

KEY = ("department", "event_id")


class ScoreEvents(pa.DataFrameModel):
    """Columns and rules of ``score_events``."""

    event_id: Text = column(
        Label("Mã điểm thưởng, điểm trừ", "Event ID"),
        Label("Mã số của lần thưởng điểm, trừ điểm trong sở", "Number of the bonus or penalty within the department"),
        aliases=("Mã số", "Mã sự việc", "Mã điểm thưởng", "Mã điểm trừ"),
        example="DTT-2024-001",
        required=True,
    )
    department: Text = department_column()
    unit: Text = scored_unit_column()
    scheme: Text = scheme_column()
    period: Text = scored_period_column()
    item: Text = column(
        Label("Mục thưởng, trừ", "Item"),
        Label("Mã mục điểm thưởng, điểm trừ trong bảng tiêu chí", "Code of the bonus or penalty in the scheme"),
        aliases=(
            *("Mã mục", "Mã mục thưởng, trừ", "Điểm thưởng, điểm trừ", "Điểm thưởng", "Điểm trừ"),
            *("Nội dung điểm thưởng", "Nội dung điểm trừ", "Mục điểm thưởng", "Mục điểm trừ", "Nội dung cộng, trừ"),
        ),
        example="T1",
        required=True,
    )
    happened_on: Date = column(
        Label("Ngày xảy ra", "Happened on"),
        Label("Ngày của quyết định, của sự việc", "Day of the decision, or of what happened"),
        aliases=("Ngày", "Ngày sự việc", "Ngày quyết định", "Ngày ký", "Ngày ban hành"),
        example="15/05/2024",
        required=True,
    )
    quantity: Number = column(
        Label("Số lượng", "Quantity"),
        Label(
            "Số lần, số người, số sáng kiến …; điểm mỗi lần theo bảng tiêu chí", "How many; the scheme has the points"
        ),
        aliases=("Số lần", "Số lượt", "Số trường hợp"),
        a_number=True,
        example="1",
        required=True,
    )
    evidence: Text = column(
        Label("Minh chứng", "Evidence"),
        Label("Số quyết định, văn bản chứng minh", "Number of the decision or document that shows it"),
        aliases=("Tài liệu minh chứng", "Văn bản minh chứng", "Căn cứ", "Số quyết định", "Số, ký hiệu văn bản"),
        example="Quyết định số 456/QĐ-UBND",
        required=True,
    )
    status: Text = column(
        Label("Trạng thái", "Status"),
        Label("Đề nghị, công nhận hay không công nhận", "Claimed, accepted or rejected"),
        aliases=("Kết quả xét", "Kết quả thẩm định", "Tình trạng"),
        codes=SCORE_EVENT_STATUSES,
        example="công nhận",
        required=True,
    )
    reason: Text = column(
        Label("Lý do", "Reason"),
        Label("Vì sao công nhận hay không công nhận", "Why it was accepted or rejected"),
        aliases=("Lý do không công nhận", "Ý kiến thẩm định", "Giải trình", "Ghi chú"),
        example="Đủ minh chứng",
    )

    class Config:
        strict = True

    key_is_unique = unique_key(*KEY, called=Label("Sở + Mã điểm thưởng, điểm trừ", "department + event ID"))
    period_is_readable = period_is_readable()

    @row_rule(
        blames="quantity",
        message=Label("Số lượng phải lớn hơn 0", "The quantity must be above 0"),
        fix=Label(
            "Điểm trừ cũng ghi số lượng dương: bảng tiêu chí cho biết là thưởng hay trừ",
            "A penalty has a positive quantity too: the scheme tells bonus from penalty",
        ),
    )
    def quantity_above_zero(cls: Any) -> pl.Expr:
        return pl.col(cls.quantity) > 0

    @row_rule(
        blames="happened_on",
        severity=Severity.WARNING,
        message=Label("Xảy ra ngoài kỳ được chấm điểm", "Happened outside the period that is scored"),
        fix=Label("Kiểm tra lại ngày và kỳ", "Check the day and the period"),
    )
    def happened_within_period(cls: Any) -> pl.Expr:
        return within_period(cls.happened_on)

    @row_rule(
        blames="reason",
        severity=Severity.WARNING,
        message=Label("Không công nhận nhưng không nêu lý do", "Rejected without a reason"),
        fix=Label("Ghi lý do không công nhận", "Tell why it was rejected"),
    )
    def rejection_has_reason(cls: Any) -> pl.Expr:
        return (pl.col(cls.status) != "rejected") | pl.col(cls.reason).is_not_null()


SCORE_EVENTS = Dataset(
    name="score_events",
    label=Label("Điểm thưởng, điểm trừ", "Score events"),
    row=Label("một lần thưởng điểm hoặc trừ điểm", "one bonus or penalty"),
    model=ScoreEvents,
    key=KEY,
)
