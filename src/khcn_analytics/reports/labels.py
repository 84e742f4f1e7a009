"""Words that every kind of file of a report says."""

from __future__ import annotations

from khcn_analytics.vocabulary.labels import Label

TABLE, FIGURE = Label("Bảng", "Table"), Label("Hình", "Figure")
DATA, PERIOD, DEPARTMENT = Label("Dữ liệu", "Data"), Label("Kỳ", "Period"), Label("Đơn vị", "Department")
CONTENTS = Label("Nội dung", "Contents")
EMPTY = Label("Không có dòng nào.", "No rows.")
