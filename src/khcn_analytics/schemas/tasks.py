"""Science and technology tasks: one row is one task with its life cycle in dates.

States such as "in progress", "carried over" or "overdue" are never stored: they follow from the
dates and the day one asks about.
"""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import LARGEST_AMOUNT_VND, Boolean, Date, Integer, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.places import department_column, unit_column
from khcn_analytics.schemas.rules import Severity, dates_in_order, not_suspiciously_small, row_rule, unique_key
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.task_codes import (
    TASK_KINDS,
    TASK_LEVELS,
    TASK_MANAGERS,
    TASK_OUTCOMES,
    TASK_PROGRAMMES,
    TASK_SELECTIONS,
)
from khcn_analytics.vocabulary.units import Unit

KEY = ("department", "task_id")


class Tasks(pa.DataFrameModel):
    """Columns and rules of ``tasks``."""

    task_id: Text = column(
        Label("Mã nhiệm vụ", "Task ID"),
        Label("Mã số của nhiệm vụ trong sở", "Number of the task within the department"),
        aliases=("Mã số", "Mã số nhiệm vụ", "Mã đề tài"),
        example="NV-2024-03",
        required=True,
    )
    department: Text = department_column()
    unit: Text = unit_column(
        Label("Phòng hoặc đơn vị trực thuộc phụ trách", "Division or service unit in charge"),
        aliases=("Phòng phụ trách", "Đơn vị phụ trách"),
        example="Phòng Quản lý khoa học",
    )
    title: Text = column(
        Label("Tên nhiệm vụ", "Title"),
        Label("Tên đề tài, dự án, đề án", "Title of the topic, project or scheme"),
        aliases=(
            *(
                "Tên nhiệm vụ KH&CN",
                "Tên nhiệm vụ khoa học và công nghệ",
                "Tên đề tài/dự án",
                "Tên đề tài, dự án, đề án",
            ),
            *("Tên nhiệm vụ (đề tài, dự án)", "Tên đề tài", "Tên đề tài, dự án", "Tên dự án"),
        ),
        example="Xây dựng mô hình trồng dược liệu",
        required=True,
    )
    kind: Text = column(
        Label("Loại nhiệm vụ", "Kind"),
        Label("Đề tài, dự án, đề án …", "Topic, project, scheme …"),
        aliases=("Loại hình", "Loại hình nhiệm vụ"),
        codes=TASK_KINDS,
        example="đề tài",
    )
    level: Text = column(
        Label("Cấp quản lý", "Level"),
        Label("Cấp quản lý nhiệm vụ", "Level at which the task is managed"),
        aliases=("Cấp", "Cấp nhiệm vụ"),
        codes=TASK_LEVELS,
        example="cấp tỉnh",
        required=True,
    )
    programme: Text = column(
        Label("Chương trình", "Programme"),
        Label("Chương trình mà nhiệm vụ thuộc về, nếu có", "Programme the task belongs to, if any"),
        aliases=("Thuộc chương trình",),
        codes=TASK_PROGRAMMES,
        example="nông thôn miền núi",
    )
    managed_by: Text = column(
        Label("Cơ quan quản lý", "Managed by"),
        Label("Trung ương quản lý, ủy quyền địa phương hay tỉnh quản lý", "Who manages the task"),
        codes=TASK_MANAGERS,
        example="tỉnh quản lý",
    )
    field: Text = column(
        Label("Lĩnh vực", "Field"),
        Label("Mã lĩnh vực nghiên cứu 1, 3, 5 hoặc 7 chữ số", "Field of research, code of 1, 3, 5 or 7 digits"),
        aliases=("Lĩnh vực nghiên cứu", "Mã lĩnh vực"),
        matches=r"[1-6](?:[0-9][0-9]){0,3}",
        example="402",
    )
    serves_agriculture: Boolean = column(
        Label("Phục vụ nông nghiệp", "Serves agriculture"),
        Label("Có phục vụ nông nghiệp, nông thôn không", "Whether it serves agriculture and rural areas"),
        aliases=("Phục vụ nông nghiệp, nông thôn",),
        example="có",
    )
    host_organisation: Text = column(
        Label("Tổ chức chủ trì", "Host organisation"),
        Label("Tổ chức chủ trì thực hiện", "Organisation that carries the task out"),
        aliases=("Cơ quan chủ trì", "Đơn vị chủ trì", "Tổ chức (cơ quan) chủ trì"),
        example="Trung tâm Khuyến nông",
    )
    principal_investigator: Text = column(
        Label("Chủ nhiệm", "Principal investigator"),
        Label("Họ và tên chủ nhiệm nhiệm vụ", "Name of the principal investigator"),
        aliases=("Chủ nhiệm nhiệm vụ", "Chủ nhiệm đề tài", "Họ tên chủ nhiệm"),
        personal=True,
        example="Nguyễn Văn A",
    )
    selection: Text = column(
        Label("Hình thức lựa chọn", "Selection"),
        Label("Tuyển chọn, giao trực tiếp, đặt hàng hay tài trợ", "How the host was chosen"),
        aliases=("Phương thức lựa chọn", "Hình thức"),
        codes=TASK_SELECTIONS,
        example="tuyển chọn",
    )
    proposed_on: Date = column(
        Label("Ngày đề xuất", "Proposed on"),
        Label("Ngày đề xuất, đặt hàng", "Day the task was proposed"),
        example="15/03/2023",
    )
    approved_on: Date = column(
        Label("Ngày phê duyệt", "Approved on"),
        Label("Ngày phê duyệt danh mục", "Day the task was approved into the plan"),
        aliases=("Ngày phê duyệt danh mục",),
        example="05/09/2023",
    )
    plan_year: Integer = column(
        Label("Năm kế hoạch", "Plan year"),
        Label("Năm kế hoạch mà nhiệm vụ được phê duyệt để thực hiện", "Plan year the task was approved for"),
        aliases=("Kế hoạch năm", "Thuộc kế hoạch năm", "Phê duyệt cho năm"),
        at_least=1990,
        at_most=2200,
        example="2024",
    )
    contracted_on: Date = column(
        Label("Ngày ký hợp đồng", "Contracted on"),
        Label("Ngày ký hợp đồng thực hiện", "Day the contract was signed"),
        aliases=("Ngày hợp đồng",),
        example="20/12/2023",
    )
    started_on: Date = column(
        Label("Ngày bắt đầu", "Started on"),
        Label("Ngày bắt đầu thực hiện", "Day work began"),
        aliases=("Bắt đầu", "Thời gian bắt đầu"),
        example="01/01/2024",
    )
    due_on: Date = column(
        Label("Ngày kết thúc theo hợp đồng", "Due on"),
        Label("Ngày phải hoàn thành theo hợp đồng", "Day the work is due under the contract"),
        aliases=("Kết thúc", "Thời gian kết thúc", "Hạn hoàn thành"),
        example="31/12/2025",
    )
    extended_until: Date = column(
        Label("Gia hạn đến", "Extended until"),
        Label("Hạn mới sau gia hạn", "New due day after an extension"),
        aliases=("Gia hạn đến ngày",),
        example="30/06/2026",
    )
    accepted_on: Date = column(
        Label("Ngày nghiệm thu", "Accepted on"),
        Label("Ngày hội đồng nghiệm thu", "Day the council accepted or refused the results"),
        aliases=("Ngày nghiệm thu cấp tỉnh", "Nghiệm thu"),
        example="20/12/2025",
    )
    settled_on: Date = column(
        Label("Ngày thanh lý", "Settled on"),
        Label("Ngày quyết toán, thanh lý hợp đồng", "Day the contract was settled"),
        aliases=("Ngày thanh lý hợp đồng", "Ngày quyết toán"),
        example="15/03/2026",
    )
    terminated_on: Date = column(
        Label("Ngày đình chỉ, chấm dứt", "Terminated on"),
        Label("Ngày đình chỉ hoặc chấm dứt trước hạn", "Day the task was stopped before its end"),
        aliases=("Ngày chấm dứt", "Ngày đình chỉ"),
        example="10/05/2025",
    )
    outcome: Text = column(
        Label("Kết quả", "Outcome"),
        Label("Xếp loại nghiệm thu hoặc lý do dừng", "Rating at acceptance or why it ended"),
        aliases=("Kết quả nghiệm thu", "Xếp loại", "Kết quả nghiệm thu (xếp loại)"),
        codes=TASK_OUTCOMES,
        example="đạt",
    )
    budget_vnd: Integer = column(
        Label("Tổng kinh phí", "Total budget"),
        Label("Tổng kinh phí được duyệt", "Total approved budget"),
        aliases=("Kinh phí", "Tổng kinh phí (đồng)"),
        unit=Unit.VND,
        at_least=0,
        at_most=LARGEST_AMOUNT_VND,
        example="850000000",
    )
    state_budget_vnd: Integer = column(
        Label("Kinh phí ngân sách nhà nước", "State budget"),
        Label("Phần từ ngân sách nhà nước", "The part from the state budget"),
        aliases=("NSNN", "Ngân sách nhà nước", "Trong đó: NSNN", "Kinh phí NSNN"),
        unit=Unit.VND,
        at_least=0,
        at_most=LARGEST_AMOUNT_VND,
        example="600000000",
    )

    class Config:
        strict = True

    key_is_unique = unique_key(*KEY, called=Label("Sở + Mã nhiệm vụ", "department + task ID"))
    proposed_on_before_approved_on = dates_in_order(
        "proposed_on", "approved_on", Label("Phê duyệt trước ngày đề xuất", "Approved before it was proposed")
    )
    approved_on_before_contracted_on = dates_in_order(
        "approved_on", "contracted_on", Label("Ký hợp đồng trước ngày phê duyệt", "Contracted before approval")
    )
    contracted_on_before_started_on = dates_in_order(
        "contracted_on",
        "started_on",
        Label("Bắt đầu thực hiện trước ngày ký hợp đồng", "Started before the contract was signed"),
        severity=Severity.WARNING,
    )
    started_on_before_due_on = dates_in_order(
        "started_on", "due_on", Label("Hạn kết thúc trước ngày bắt đầu", "Due before it started")
    )
    due_on_before_extended_until = dates_in_order(
        "due_on", "extended_until", Label("Hạn gia hạn sớm hơn hạn hợp đồng", "Extended to before the due date")
    )
    started_on_before_accepted_on = dates_in_order(
        "started_on", "accepted_on", Label("Nghiệm thu trước ngày bắt đầu", "Accepted before it started")
    )
    started_on_before_terminated_on = dates_in_order(
        "started_on", "terminated_on", Label("Chấm dứt trước ngày bắt đầu", "Terminated before it started")
    )
    accepted_on_before_settled_on = dates_in_order(
        "accepted_on",
        "settled_on",
        Label("Thanh lý trước ngày nghiệm thu", "Settled before acceptance"),
        severity=Severity.WARNING,
    )

    budget_vnd_not_suspiciously_small = not_suspiciously_small("budget_vnd", Label("Tổng kinh phí", "Total budget"))
    state_budget_vnd_not_suspiciously_small = not_suspiciously_small(
        "state_budget_vnd", Label("Kinh phí ngân sách nhà nước", "State budget")
    )

    @row_rule(
        blames="plan_year",
        severity=Severity.WARNING,
        message=Label("Năm kế hoạch trước năm phê duyệt", "The plan year is before the year of approval"),
        fix=Label("Kiểm tra năm kế hoạch và ngày phê duyệt", "Check the plan year and the day of approval"),
    )
    def plan_year_not_before_approval(cls: Any) -> pl.Expr:
        return pl.col(cls.plan_year) >= pl.col(cls.approved_on).dt.year()

    @row_rule(
        blames="terminated_on",
        message=Label("Vừa có ngày nghiệm thu vừa có ngày chấm dứt", "Both accepted and terminated"),
        fix=Label("Chỉ giữ một trong hai ngày", "Keep only one of the two dates"),
    )
    def accepted_or_terminated(cls: Any) -> pl.Expr:
        return pl.col(cls.accepted_on).is_null() | pl.col(cls.terminated_on).is_null()

    @row_rule(
        blames="accepted_on",
        severity=Severity.WARNING,
        message=Label("Có xếp loại nghiệm thu nhưng thiếu ngày nghiệm thu", "Rated at acceptance without a date"),
        fix=Label(
            "Bổ sung ngày nghiệm thu; chưa có ngày thì chưa được tính là đã nghiệm thu",
            "Add the date; without it the task does not count as accepted",
        ),
    )
    def rated_task_has_acceptance_date(cls: Any) -> pl.Expr:
        rated = pl.col(cls.outcome).is_in(["excellent", "passed", "failed"])
        return rated.not_() | pl.col(cls.accepted_on).is_not_null()

    @row_rule(
        blames="terminated_on",
        severity=Severity.WARNING,
        message=Label("Ghi đình chỉ hoặc chấm dứt nhưng thiếu ngày", "Suspended or terminated without a date"),
        fix=Label(
            "Bổ sung ngày đình chỉ, chấm dứt; chưa có ngày thì vẫn được tính là đang thực hiện",
            "Add the date; without it the task still counts as in progress",
        ),
    )
    def stopped_task_has_termination_date(cls: Any) -> pl.Expr:
        stopped = pl.col(cls.outcome).is_in(["suspended", "terminated"])
        return stopped.not_() | pl.col(cls.terminated_on).is_not_null()

    @row_rule(
        blames="started_on",
        severity=Severity.WARNING,
        message=Label("Đã nghiệm thu hoặc chấm dứt nhưng thiếu ngày bắt đầu", "Ended without a start date"),
        fix=Label(
            "Bổ sung ngày bắt đầu; thiếu thì không tính được là đang thực hiện ở kỳ nào",
            "Add the start date; without it the task is never counted as in progress",
        ),
    )
    def ended_task_has_start_date(cls: Any) -> pl.Expr:
        ended = pl.col(cls.accepted_on).is_not_null() | pl.col(cls.terminated_on).is_not_null()
        return ended.not_() | pl.col(cls.started_on).is_not_null()

    @row_rule(
        blames="outcome",
        message=Label("Ghi không có đơn vị tham gia nhưng vẫn có hợp đồng", "No applicant, yet contracted"),
        fix=Label("Sửa kết quả hoặc xóa ngày ký hợp đồng", "Correct the outcome or remove the contract date"),
    )
    def task_without_applicant_has_no_contract(cls: Any) -> pl.Expr:
        without = pl.col(cls.outcome).is_in(["no_applicant", "not_approved"])
        return without.not_() | pl.col(cls.contracted_on).is_null()

    @row_rule(
        blames="approved_on",
        message=Label("Ghi không được phê duyệt nhưng có ngày phê duyệt", "Not approved, yet with a day of approval"),
        fix=Label("Sửa kết quả hoặc xóa ngày phê duyệt", "Correct the outcome or remove the day of approval"),
    )
    def task_not_approved_has_no_approval(cls: Any) -> pl.Expr:
        return (pl.col(cls.outcome) != "not_approved") | pl.col(cls.approved_on).is_null()

    @row_rule(
        blames="state_budget_vnd",
        message=Label("Kinh phí ngân sách lớn hơn tổng kinh phí", "State budget exceeds the total"),
        fix=Label("Kiểm tra hai số tiền và đơn vị tính", "Check both amounts and their unit"),
    )
    def state_budget_within_total(cls: Any) -> pl.Expr:
        return pl.col(cls.state_budget_vnd) <= pl.col(cls.budget_vnd)


TASKS = Dataset(
    name="tasks",
    label=Label("Nhiệm vụ KH&CN", "S&T tasks"),
    row=Label("một nhiệm vụ KH&CN", "one S&T task"),
    model=Tasks,
    key=KEY,
)
