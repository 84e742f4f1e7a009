"""Why a value is missing, in words: one text for every page, table and sentence."""

from khcn_analytics.vocabulary.labels import Label

FLAG_LABELS: dict[str, Label] = {
    "zero_denominator": Label("mẫu số bằng 0", "the denominator is 0"),
    "not_covered": Label("dữ liệu không bao trùm kỳ này", "the data do not cover this period"),
    "not_reported": Label("năm này chưa có báo cáo", "nothing was reported on this year"),
    "period_kind": Label("chỉ số không tính cho loại kỳ này", "not defined for this kind of period"),
    "part_missing": Label("một phần của nhóm chưa có số liệu", "a part of the group has no figure"),
}
