"""What the pages say, in both languages."""

from __future__ import annotations

from khcn_analytics.vocabulary.labels import Label

TITLE = Label("Kết quả hoạt động KH&CN", "S&T performance")
KIND = Label("Loại kỳ", "Kind of period")
PERIOD = Label("Kỳ báo cáo", "Period")
UNIT = Label("Đơn vị", "Unit")
INDICATOR = Label("Chỉ số trên biểu đồ", "Indicator on the charts")
BY_UNIT = Label("Theo đơn vị, so với cùng kỳ", "By unit, against the same period last year")
BY_UNIT_KEY = Label(
    "thanh: kỳ này · vạch cam: cùng kỳ năm trước", "bar: this period · orange tick: same period last year"
)
NOTHING = Label("không có dữ liệu để vẽ", "no data to draw")
TABLE = Label("Các chỉ số: {theme}", "Indicators: {theme}")
AGAINST = Label("so với {base}", "against {base}")
DATA = Label(
    "Dữ liệu: {origin} · từ {since} đến {until} · phiên bản {version} · {errors} lỗi, {warnings} cảnh báo",
    "Data: {origin} · {since} to {until} · version {version} · {errors} errors, {warnings} warnings",
)
FAILED = Label("Không mở được trang này", "This page could not be opened")
FAILED_HELP = Label(
    "Dữ liệu không bị ảnh hưởng. Hãy tải lại trang; nếu vẫn lỗi, báo người quản trị kèm giờ xảy ra lỗi.",
    "The data are not affected. Reload the page; if it fails again, tell the administrator the time of the error.",
)
