"""Initiatives: one row is one initiative, recognised once; its scope of influence may widen later."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import LARGEST_AMOUNT_VND, Date, Integer, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.places import department_column, unit_column
from khcn_analytics.schemas.rules import Severity, dates_in_order, row_rule, unique_key
from khcn_analytics.vocabulary.initiative_codes import INITIATIVE_FIELDS, INITIATIVE_SCOPES
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Unit

KEY = ("department", "initiative_id")


class Initiatives(pa.DataFrameModel):
    """Columns and rules of ``initiatives``."""

    initiative_id: Text = column(
        Label("Mã sáng kiến", "Initiative ID"),
        Label("Mã số của sáng kiến trong sở", "Number of the initiative within the department"),
        aliases=("Mã số", "Mã số sáng kiến"),
        example="SK-2024-015",
        required=True,
    )
    department: Text = department_column()
    unit: Text = unit_column(
        Label("Đơn vị của tác giả", "Unit of the authors"),
        aliases=("Đơn vị công tác",),
        example="Trung tâm Ứng dụng",
    )
    title: Text = column(
        Label("Tên sáng kiến", "Title"),
        Label("Tên sáng kiến, giải pháp", "Title of the initiative"),
        aliases=("Tên giải pháp", "Tên sáng kiến, giải pháp"),
        example="Giải pháp số hóa hồ sơ",
        required=True,
    )
    authors: Integer = column(
        Label("Số tác giả", "Authors"),
        Label("Số tác giả và đồng tác giả", "Authors and co-authors"),
        aliases=("Số tác giả, đồng tác giả",),
        unit=Unit.PERSON,
        at_least=1,
        at_most=1_000,
        example="2",
    )
    author_names: Text = column(
        Label("Tên tác giả", "Author names"),
        Label(
            "Họ tên mọi tác giả, đồng tác giả, cách nhau bằng dấu chấm phẩy, dấu phẩy hoặc xuống dòng",
            "Names of all authors and co-authors, separated by semicolons, commas or new lines",
        ),
        aliases=(
            "Tác giả",
            "Họ tên tác giả",
            "Tác giả, đồng tác giả",
            "Họ và tên tác giả",
            "Tên tác giả, đồng tác giả",
        ),
        personal=True,
        example="Nguyễn Văn A; Trần Thị B",
    )
    field: Text = column(
        Label("Loại giải pháp", "Field"),
        Label("Kỹ thuật, quản lý, tác nghiệp hay ứng dụng tiến bộ kỹ thuật", "Kind of solution"),
        aliases=("Lĩnh vực", "Lĩnh vực áp dụng"),
        codes=INITIATIVE_FIELDS,
        example="giải pháp quản lý",
    )
    submitted_on: Date = column(
        Label("Ngày nộp", "Submitted on"),
        Label("Ngày nộp đơn yêu cầu công nhận", "Day recognition was asked for"),
        aliases=("Ngày nộp đơn",),
        example="12/03/2024",
    )
    grassroots_recognised_on: Date = column(
        Label("Ngày công nhận cấp cơ sở", "Recognised at grassroots on"),
        Label("Ngày cơ sở công nhận sáng kiến", "Day it was recognised at grassroots level"),
        aliases=("Ngày công nhận", "Ngày công nhân"),
        example="20/05/2024",
    )
    scope: Text = column(
        Label("Phạm vi ảnh hưởng", "Scope"),
        Label("Phạm vi ảnh hưởng, hiệu quả áp dụng được công nhận thêm", "Wider scope of influence recognised"),
        aliases=("Phạm vi ảnh hưởng, hiệu quả áp dụng", "Phạm vi"),
        codes=INITIATIVE_SCOPES,
        example="cấp tỉnh",
    )
    scope_recognised_on: Date = column(
        Label("Ngày công nhận phạm vi ảnh hưởng", "Scope recognised on"),
        Label("Ngày công nhận phạm vi ảnh hưởng", "Day the wider scope was recognised"),
        aliases=("Ngày công nhận phạm vi",),
        example="30/06/2024",
    )
    batch: Integer = column(
        Label("Đợt", "Batch"),
        Label("Đợt xét trong năm", "Batch of the year in which it was considered"),
        aliases=("Đợt xét",),
        at_least=1,
        at_most=100,
        example="1",
    )
    initiative_year: Integer = column(
        Label("Năm sáng kiến", "Initiative year"),
        Label(
            "Năm của sáng kiến, có thể khác năm công nhận", "Year it belongs to; may differ from that of recognition"
        ),
        aliases=("Năm",),
        at_least=1990,
        at_most=2200,
        example="2024",
    )
    rejected_on: Date = column(
        Label("Ngày không công nhận", "Rejected on"),
        Label("Ngày kết luận không công nhận", "Day recognition was refused"),
        aliases=("Ngày từ chối",),
        example="20/05/2024",
    )
    benefit_vnd: Integer = column(
        Label("Giá trị làm lợi", "Benefit"),
        Label("Số tiền làm lợi năm đầu áp dụng", "Money gained in the first year of use"),
        aliases=("Số tiền làm lợi", "Giá trị làm lợi (đồng)"),
        unit=Unit.VND,
        at_least=0,
        at_most=LARGEST_AMOUNT_VND,
        example="120000000",
    )

    class Config:
        strict = True

    key_is_unique = unique_key(*KEY, called=Label("Sở + Mã sáng kiến", "department + initiative ID"))
    submitted_on_before_grassroots_recognised_on = dates_in_order(
        "submitted_on",
        "grassroots_recognised_on",
        Label("Công nhận trước ngày nộp", "Recognised before it was submitted"),
    )
    submitted_on_before_rejected_on = dates_in_order(
        "submitted_on", "rejected_on", Label("Từ chối trước ngày nộp", "Rejected before it was submitted")
    )
    grassroots_recognised_on_before_scope_recognised_on = dates_in_order(
        "grassroots_recognised_on",
        "scope_recognised_on",
        Label("Công nhận phạm vi ảnh hưởng trước khi cơ sở công nhận", "Scope recognised before the initiative was"),
    )

    @row_rule(
        blames="rejected_on",
        message=Label("Vừa được công nhận vừa bị từ chối", "Both recognised and rejected"),
        fix=Label("Chỉ giữ một trong hai ngày", "Keep only one of the two dates"),
    )
    def recognised_or_rejected(cls: Any) -> pl.Expr:
        return pl.col(cls.grassroots_recognised_on).is_null() | pl.col(cls.rejected_on).is_null()

    @row_rule(
        blames="scope",
        message=Label("Có ngày công nhận phạm vi nhưng thiếu phạm vi", "Scope date without a scope"),
        fix=Label("Ghi rõ phạm vi: cấp tỉnh hay toàn quốc", "State the scope: provincial or national"),
    )
    def scope_date_has_scope(cls: Any) -> pl.Expr:
        return pl.col(cls.scope_recognised_on).is_null() | pl.col(cls.scope).is_not_null()

    @row_rule(
        blames="scope_recognised_on",
        severity=Severity.WARNING,
        message=Label("Có phạm vi ảnh hưởng nhưng thiếu ngày công nhận", "Scope without a date of recognition"),
        fix=Label(
            "Bổ sung ngày; chưa có ngày thì chưa tính vào kỳ nào",
            "Add the date; without it it counts in no period",
        ),
    )
    def scope_has_date(cls: Any) -> pl.Expr:
        return pl.col(cls.scope).is_null() | pl.col(cls.scope_recognised_on).is_not_null()


INITIATIVES = Dataset(
    name="initiatives",
    label=Label("Sáng kiến", "Initiatives"),
    row=Label("một sáng kiến", "one initiative"),
    model=Initiatives,
    key=KEY,
)
