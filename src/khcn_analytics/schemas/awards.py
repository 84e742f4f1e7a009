"""Awards: one row is one emulation title or commendation of one recipient, proposed or granted."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.campaigns import CAMPAIGN_IS_KNOWN, campaign_column
from khcn_analytics.schemas.columns import Date, Integer, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.places import department_column, unit_column
from khcn_analytics.schemas.rules import Severity, row_rule, unique_key
from khcn_analytics.vocabulary.award_codes import (
    AWARD_AUTHORITIES,
    AWARD_CATEGORIES,
    AWARD_MODES,
    AWARD_STATUSES,
    AWARDS_OF_BOTH_LISTS,
    CATEGORY_OF_AWARD,
    COLLECTIVE_KINDS,
    DECIDED_BY,
    DECIDED_BY_SOURCE,
    INDIVIDUAL_KINDS,
    RECIPIENT_KINDS,
    TITLES_OF_COLLECTIVES,
    TITLES_OF_INDIVIDUALS,
)
from khcn_analytics.vocabulary.labels import Label

LONGEST_WAIT_YEARS = 2
"""Awards of higher levels are decided a year or two after the year they are for; later is questioned."""

KEY = ("department", "award_id")


class Awards(pa.DataFrameModel):
    """Columns and rules of ``awards``."""

    award_id: Text = column(
        Label("Mã khen thưởng", "Award ID"),
        Label("Mã số của lượt khen thưởng trong sở", "Number of the award within the department"),
        aliases=("Mã số", "Mã số khen thưởng", "Mã hồ sơ khen thưởng"),
        example="KT-2024-001",
        required=True,
    )
    department: Text = department_column()
    unit: Text = unit_column(
        Label("Phòng hoặc đơn vị của người, tập thể được khen", "Unit of the recipient"),
        aliases=("Đơn vị công tác", "Nơi công tác", "Phòng, đơn vị công tác"),
        example="Phòng Quản lý khoa học",
    )
    recipient_kind: Text = column(
        Label("Loại đối tượng", "Kind of recipient"),
        Label(
            "Tập thể, hộ gia đình, hay cá nhân thuộc nhóm nào", "A collective, a household, or which kind of individual"
        ),
        aliases=("Đối tượng", "Đối tượng khen thưởng", "Nhóm đối tượng"),
        codes=RECIPIENT_KINDS,
        example="người trực tiếp công tác, lao động",
        required=True,
    )
    recipient: Text = column(
        Label("Người, tập thể được khen", "Recipient"),
        Label("Họ tên cá nhân hoặc tên tập thể", "Name of the person or the collective"),
        aliases=(
            *("Họ và tên", "Họ tên", "Tên tập thể, cá nhân", "Tên cá nhân, tập thể", "Tập thể, cá nhân"),
            *("Cá nhân, tập thể", "Tên tập thể", "Tên tập thể/cá nhân", "Tập thể/cá nhân", "Họ và tên, chức vụ"),
        ),
        personal=True,
        example="Nguyễn Văn A",
    )
    category: Text = column(
        Label("Loại khen thưởng", "Category"),
        Label("Danh hiệu thi đua hay hình thức khen thưởng", "Emulation title or commendation"),
        aliases=("Phân loại", "Nhóm khen thưởng", "Loại"),
        codes=AWARD_CATEGORIES,
        example="danh hiệu thi đua",
        required=True,
    )
    award: Text = column(
        Label("Danh hiệu, hình thức khen thưởng", "Award"),
        Label("Tên danh hiệu thi đua hoặc hình thức khen thưởng", "The title or the form of commendation"),
        aliases=(
            *("Danh hiệu", "Danh hiệu thi đua", "Hình thức khen thưởng", "Danh hiệu/hình thức khen thưởng"),
            *("Danh hiệu, hình thức", "Danh hiệu thi đua, hình thức khen thưởng", "Hình thức khen"),
        ),
        codes=AWARDS_OF_BOTH_LISTS,
        example="Lao động tiên tiến",
        required=True,
    )
    authority: Text = column(
        Label("Cấp quyết định", "Authority"),
        Label("Người có thẩm quyền quyết định", "Who decides it"),
        aliases=("Cấp khen thưởng", "Cấp khen", "Thẩm quyền", "Người quyết định", "Cơ quan quyết định", "Cấp"),
        codes=AWARD_AUTHORITIES,
        example="Giám đốc Sở",
    )
    mode: Text = column(
        Label("Phương thức khen thưởng", "Mode"),
        Label("Công trạng, chuyên đề, đột xuất, …", "By merit, thematic, unscheduled, …"),
        aliases=("Loại hình khen thưởng", "Loại hình", "Phương thức"),
        codes=AWARD_MODES,
        example="công trạng",
    )
    campaign_id: Text = campaign_column(
        Label("Phong trào mà lượt khen thưởng tổng kết, nếu có", "The campaign it rewards, if there is one")
    )
    decision_no: Text = column(
        Label("Số quyết định", "Decision number"),
        Label("Số, ký hiệu quyết định khen thưởng", "Number of the decision"),
        aliases=("Quyết định số", "Số QĐ", "Quyết định", "Số, ký hiệu quyết định"),
        example="215/QĐ-SKHCN",
    )
    decided_on: Date = column(
        Label("Ngày quyết định", "Decided on"),
        Label("Ngày ký quyết định khen thưởng", "Day of the decision"),
        aliases=("Ngày ký", "Ngày ký quyết định", "Ngày QĐ", "Ngày ban hành", "Ngày khen thưởng"),
        example="18/12/2024",
    )
    for_year: Integer = column(
        Label("Năm thành tích", "For year"),
        Label("Năm đạt thành tích, có thể trước năm quyết định", "Year of the merit; may precede the decision"),
        aliases=("Năm", "Thành tích năm", "Năm khen thưởng", "Năm xét", "Năm thi đua"),
        at_least=1945,
        at_most=2200,
        example="2024",
    )
    status: Text = column(
        Label("Trạng thái", "Status"),
        Label("Đề nghị, đã khen thưởng hay đã thu hồi", "Proposed, granted or revoked"),
        aliases=("Tình trạng", "Kết quả", "Kết quả xét", "Kết quả xét khen thưởng"),
        codes=AWARD_STATUSES,
        example="đã khen thưởng",
        required=True,
    )
    votes_for: Integer = column(
        Label("Số phiếu đồng ý", "Votes for"),
        Label("Số phiếu đồng ý của Hội đồng thi đua, khen thưởng", "Votes of the council for it"),
        aliases=("Phiếu đồng ý", "Số phiếu tán thành", "Phiếu tán thành"),
        at_least=0,
        at_most=1_000,
        example="11",
    )
    voters: Integer = column(
        Label("Số thành viên Hội đồng", "Voters"),
        Label("Số thành viên Hội đồng mà tỷ lệ phiếu tính trên đó", "Members of the council that the share is of"),
        aliases=("Tổng số thành viên Hội đồng", "Số người bỏ phiếu", "Tổng số phiếu"),
        at_least=1,
        at_most=1_000,
        example="11",
    )

    class Config:
        strict = True

    key_is_unique = unique_key(*KEY, called=Label("Sở + Mã khen thưởng", "department + award ID"))

    @row_rule(
        blames="category",
        message=Label(
            "Danh hiệu thi đua và hình thức khen thưởng bị lẫn với nhau",
            "An emulation title and a form of commendation are mixed up",
        ),
        fix=Label(
            "Lao động tiên tiến, Chiến sĩ thi đua, Cờ thi đua là danh hiệu; "
            "Huân chương, Bằng khen, Giấy khen là hình thức khen thưởng",
            "Lao động tiên tiến, Chiến sĩ thi đua, Cờ thi đua are titles; "
            "Huân chương, Bằng khen, Giấy khen are commendations",
        ),
        source="Luật 06/2022/QH15",
    )
    def award_of_category(cls: Any) -> pl.Expr:
        return pl.col(cls.category) == pl.col(cls.award).replace_strict(CATEGORY_OF_AWARD, default=None)

    @row_rule(
        blames="award",
        message=Label(
            "Danh hiệu này chỉ tặng cá nhân, nhưng đối tượng không phải là cá nhân",
            "This title is for individuals, but the recipient is none",
        ),
        fix=Label(
            "Tập thể thì ghi Tập thể lao động tiên tiến (không phải Lao động tiên tiến) "
            "hoặc Tập thể lao động xuất sắc; cá nhân thì sửa loại đối tượng",
            "A collective gets Tập thể lao động tiên tiến (not Lao động tiên tiến) "
            "or Tập thể lao động xuất sắc; of an individual, correct the kind of recipient",
        ),
        source="Luật 06/2022/QH15",
    )
    def individual_title_of_individual(cls: Any) -> pl.Expr:
        is_of_individuals = pl.col(cls.award).is_in(TITLES_OF_INDIVIDUALS)
        return is_of_individuals.not_() | pl.col(cls.recipient_kind).is_in(INDIVIDUAL_KINDS)

    @row_rule(
        blames="award",
        message=Label(
            "Danh hiệu này chỉ tặng tập thể, nhưng đối tượng không phải là tập thể",
            "This title is for collectives, but the recipient is none",
        ),
        fix=Label(
            "Cá nhân thì ghi Lao động tiên tiến (không phải Tập thể lao động tiên tiến) "
            "hoặc Chiến sĩ thi đua; tập thể thì sửa loại đối tượng",
            "An individual gets Lao động tiên tiến (not Tập thể lao động tiên tiến) "
            "or Chiến sĩ thi đua; of a collective, correct the kind of recipient",
        ),
        source="Luật 06/2022/QH15",
    )
    def collective_title_of_collective(cls: Any) -> pl.Expr:
        is_of_collectives = pl.col(cls.award).is_in(TITLES_OF_COLLECTIVES)
        return is_of_collectives.not_() | pl.col(cls.recipient_kind).is_in(COLLECTIVE_KINDS)

    @row_rule(
        blames="authority",
        severity=Severity.WARNING,
        message=Label("Cấp này thường không quyết định khen thưởng đó", "This authority does not usually decide it"),
        fix=Label(
            "Xem lại quyết định: Giám đốc Sở tặng Lao động tiên tiến, Chiến sĩ thi đua cơ sở, Giấy khen; "
            "Bộ, tỉnh tặng Bằng khen, Cờ thi đua; Thủ tướng và Chủ tịch nước tặng cấp cao hơn",
            "See the decision: directors grant Lao động tiên tiến, Chiến sĩ thi đua cơ sở, Giấy khen; "
            "ministries and provinces Bằng khen, Cờ thi đua; Prime Minister and President what is higher",
        ),
        source=DECIDED_BY_SOURCE,
    )
    def authority_decides_award(cls: Any) -> pl.Expr:
        return pl.all_horizontal(
            (pl.col(cls.award) != award) | pl.col(cls.authority).is_in(authorities)
            for award, authorities in DECIDED_BY.items()
        )

    @row_rule(
        blames="decided_on",
        severity=Severity.WARNING,
        message=Label("Đã khen thưởng nhưng thiếu ngày quyết định", "Granted without a day of decision"),
        fix=Label(
            "Bổ sung ngày; chưa có ngày thì chưa tính vào kỳ nào",
            "Add the date; without it it counts in no period",
        ),
    )
    def granted_has_date(cls: Any) -> pl.Expr:
        return (pl.col(cls.status) != "granted") | pl.col(cls.decided_on).is_not_null()

    @row_rule(
        blames="status",
        severity=Severity.WARNING,
        message=Label("Còn là đề nghị nhưng đã có ngày quyết định", "Still proposed, but with a day of decision"),
        fix=Label(
            "Đã có quyết định thì ghi “đã khen thưởng”; chưa có thì xóa ngày",
            "If it is decided, write “granted”; if it is not, remove the date",
        ),
    )
    def proposed_has_no_date(cls: Any) -> pl.Expr:
        return (pl.col(cls.status) != "proposed") | pl.col(cls.decided_on).is_null()

    @row_rule(
        blames="for_year",
        severity=Severity.WARNING,
        message=Label(
            f"Năm thành tích sau năm quyết định, hoặc trước đó hơn {LONGEST_WAIT_YEARS} năm",
            f"The year of merit is after that of the decision, or more than {LONGEST_WAIT_YEARS} years before it",
        ),
        fix=Label("Kiểm tra năm thành tích và ngày quyết định", "Check the year and the day of decision"),
    )
    def for_year_near_decision(cls: Any) -> pl.Expr:
        return (pl.col(cls.decided_on).dt.year() - pl.col(cls.for_year)).is_between(0, LONGEST_WAIT_YEARS)

    @row_rule(
        blames="votes_for",
        message=Label("Số phiếu đồng ý nhiều hơn số thành viên Hội đồng", "More votes for it than there are voters"),
        fix=Label("Kiểm tra hai số trong biên bản kiểm phiếu", "Check both numbers in the record of the vote"),
    )
    def votes_within_voters(cls: Any) -> pl.Expr:
        return pl.col(cls.votes_for) <= pl.col(cls.voters)


AWARDS = Dataset(
    name="awards",
    label=Label("Khen thưởng", "Awards"),
    row=Label("một lượt khen thưởng", "one award"),
    model=Awards,
    key=KEY,
    links=(CAMPAIGN_IS_KNOWN,),
)
