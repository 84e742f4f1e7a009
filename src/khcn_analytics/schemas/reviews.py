"""Reviews: one row is what was found about one person or one collective for one year.

``ratings`` counts how many were rated at each level; here each subject has a row of its own, since
who may be proposed for a title depends on it.
"""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import Boolean, Integer, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.places import department_column, unit_column
from khcn_analytics.schemas.rules import Severity, row_rule
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.rating_codes import RATING_LEVELS
from khcn_analytics.vocabulary.review_codes import DISCIPLINES, REVIEW_SUBJECT_KINDS
from khcn_analytics.vocabulary.text import comparable, nfc

KEY = ("department", "subject", "subject_kind", "year")
DISCIPLINED_ARE_NOT_RATED_WELL_FROM = 2026
"""Decree 335/2025/NĐ-CP: who is disciplined, from a reprimand up, has not completed the tasks of the year."""


class Reviews(pa.DataFrameModel):
    """Columns and rules of ``reviews``."""

    department: Text = department_column()
    unit: Text = unit_column(
        Label(
            "Phòng, đơn vị của cá nhân; của tập thể thì ghi chính tập thể đó",
            "Unit of the person; of a collective, the collective itself",
        ),
        aliases=("Phòng", "Đơn vị công tác", "Phòng, đơn vị công tác"),
        example="Phòng Quản lý khoa học",
    )
    subject_kind: Text = column(
        Label("Cá nhân hay tập thể", "Subject kind"),
        Label("Người được đánh giá là cá nhân hay tập thể", "Whether a person or a collective is reviewed"),
        aliases=("Đối tượng", "Loại đối tượng", "Đối tượng đánh giá"),
        codes=REVIEW_SUBJECT_KINDS,
        example="cá nhân",
        required=True,
    )
    subject: Text = column(
        Label("Cá nhân, tập thể được đánh giá", "Subject"),
        Label(
            "Họ tên, hoặc tên tập thể, viết như trong danh sách khen thưởng; "
            "hai người trùng tên thì ghi thêm để phân biệt",
            "Name of the person or collective, as in the list of awards; tell namesakes apart in the name",
        ),
        aliases=(
            *("Họ và tên", "Họ tên", "Cá nhân, tập thể", "Tập thể, cá nhân", "Tên cá nhân, tập thể"),
            *("Tên tập thể", "Người được đánh giá"),
        ),
        personal=True,
        example="Nguyễn Văn A",
        required=True,
    )
    year: Integer = column(
        Label("Năm đánh giá", "Year"),
        Label("Năm được đánh giá, không phải năm ký quyết định", "Year that is reviewed, not the year of the decision"),
        aliases=("Năm", "Năm xếp loại", "Năm công tác"),
        at_least=1990,
        at_most=2200,
        example="2024",
        required=True,
    )
    level: Text = column(
        Label("Kết quả xếp loại", "Level"),
        Label("Mức xếp loại chất lượng trong năm; chưa xếp loại thì để trống", "How it was rated; empty if not yet"),
        aliases=("Mức xếp loại", "Xếp loại", "Mức độ hoàn thành nhiệm vụ", "Kết quả đánh giá", "Xếp loại chất lượng"),
        codes=RATING_LEVELS,
        example="hoàn thành tốt nhiệm vụ",
    )
    months_worked: Integer = column(
        Label("Số tháng công tác", "Months worked"),
        Label("Số tháng công tác trong năm, từ 0 đến 12", "Months worked in the year, 0 to 12"),
        aliases=("Số tháng làm việc", "Thời gian công tác trong năm (tháng)", "Số tháng công tác trong năm"),
        at_least=0,
        at_most=12,
        example="12",
    )
    discipline: Text = column(
        Label("Kỷ luật", "Discipline"),
        Label(
            "Hình thức kỷ luật nặng nhất trong năm; không bị thì ghi “không bị kỷ luật”",
            "Gravest disciplinary measure of the year; “none” if there was none",
        ),
        aliases=("Hình thức kỷ luật", "Kỷ luật trong năm"),
        codes=DISCIPLINES,
        example="không bị kỷ luật",
    )
    took_part: Boolean = column(
        Label("Tham gia phong trào", "Took part"),
        Label("Có tích cực tham gia phong trào thi đua không", "Whether the subject took an active part in movements"),
        aliases=("Tham gia phong trào thi đua", "Tích cực tham gia phong trào thi đua"),
        example="có",
    )
    decision_no: Text = column(
        Label("Số quyết định", "Decision number"),
        Label("Số, ký hiệu quyết định hoặc thông báo xếp loại", "Number of the decision on the rating"),
        aliases=("Quyết định số", "Số QĐ", "Quyết định", "Số, ký hiệu quyết định"),
        example="412/QĐ-SKHCN",
    )

    class Config:
        strict = True

    @row_rule(
        blames="subject",
        message=Label(
            "Trùng với dòng khác: cùng Sở, Tên, Cá nhân hay tập thể, Năm",
            "The same in another row: department, subject, subject kind and year",
        ),
        fix=Label(
            "Cùng một người thì xóa dòng lặp; hai người trùng tên thì ghi thêm vào tên để phân biệt",
            "Remove the repeated row if it is one person; tell two namesakes apart in the name",
        ),
    )
    def key_is_unique(cls: Any) -> pl.Expr:
        return pl.struct(KEY).is_duplicated().not_() | pl.any_horizontal(pl.col(KEY).is_null())

    @row_rule(
        blames="subject",
        severity=Severity.WARNING,
        message=Label(
            "Tên này có ở dòng khác, chỉ khác cách viết (dấu, hoa thường, dấu cách)",
            "This name is in another row, only written differently (tone marks, case, spaces)",
        ),
        fix=Label(
            "Cùng một người thì chỉ giữ một dòng; hai người trùng tên thì ghi thêm vào tên để phân biệt. "
            "Chưa sửa thì khi xét danh hiệu, những điều hai dòng ghi khác nhau coi là chưa rõ",
            "Keep one row if it is one person; tell two namesakes apart in the name. "
            "Until then what the two rows tell differently is not known when titles are considered",
        ),
    )
    def written_one_way(cls: Any) -> pl.Expr:
        name = pl.col(cls.subject).map_elements(lambda each: comparable(nfc(each)), return_dtype=pl.String)
        alike = (name, *(pl.col(each) for each in KEY if each != cls.subject))
        return pl.struct(*alike).is_duplicated().not_() | pl.struct(KEY).is_duplicated()

    @row_rule(
        blames="months_worked",
        message=Label("Tập thể mà ghi số tháng công tác", "Months worked of a collective"),
        fix=Label(
            "Bỏ số tháng, hoặc sửa thành cá nhân nếu đây là một người",
            "Remove the months, or make it an individual if this is a person",
        ),
    )
    def months_of_individual(cls: Any) -> pl.Expr:
        return (pl.col(cls.subject_kind) == "collective").not_() | pl.col(cls.months_worked).is_null()

    @row_rule(
        blames="level",
        severity=Severity.WARNING,
        message=Label(
            "Bị kỷ luật trong năm nhưng không xếp loại “không hoàn thành nhiệm vụ”",
            "Disciplined in the year, yet not rated “not completed”",
        ),
        fix=Label("Xem lại mức xếp loại và hình thức kỷ luật", "See the level and the disciplinary measure again"),
        source="Nghị định 335/2025/NĐ-CP (từ 01/01/2026)",
    )
    def disciplined_not_rated_well(cls: Any) -> pl.Expr:
        is_about = pl.col(cls.year) >= DISCIPLINED_ARE_NOT_RATED_WELL_FROM
        disciplined = (pl.col(cls.discipline) != "none") & (pl.col(cls.subject_kind) == "individual")
        return (is_about & disciplined).not_() | (pl.col(cls.level) == "not_completed")


REVIEWS = Dataset(
    name="reviews",
    label=Label("Đánh giá từng cá nhân, tập thể", "Reviews"),
    row=Label("một cá nhân hoặc tập thể trong một năm", "one person or collective in one year"),
    model=Reviews,
    key=KEY,
)
