"""What every page says, in both languages."""

from __future__ import annotations

from khcn_analytics.vocabulary.labels import Label

TITLE = Label("Kết quả hoạt động KH&CN", "S&T performance")
SKIP = Label("Đến nội dung", "Skip to content")
PAGES = Label("Các trang", "Pages")
MENU = Label("Danh mục trang", "Menu")
DOWNLOAD = Label("Tải trang (.{kind})", "Download page (.{kind})")
MAKING_FILE = Label("Đang tạo tệp…", "Making the file…")
FILE_FAILED = Label(
    "Không tạo được tệp. Trang vẫn dùng được: hãy thử lại; nếu vẫn lỗi, báo người quản trị kèm giờ xảy ra lỗi.",
    "The file could not be made. The page still works: try again; if it fails again, tell the administrator the time.",
)
LANGUAGE = Label("Ngôn ngữ", "Language")
TO_DARK = Label("Nền tối", "Dark")
TO_LIGHT = Label("Nền sáng", "Light")
AGAINST = Label("so với {base}", "against {base}")
COMPUTING = Label("Đang tính số liệu…", "Computing…")
NOT_FOUND = Label("Không tìm thấy", "Nothing found")
NOTHING = Label(
    "Không có dữ liệu cho các lựa chọn này.\nHãy đổi kỳ báo cáo hoặc bỏ bớt điều kiện lọc.",
    "There are no data for these choices.\nChange the period or remove a filter.",
)
PART_FAILED = Label("Không hiển thị được phần này.", "This part could not be shown.")
PART_FAILED_HELP = Label(
    "Các phần khác vẫn đúng. Hãy tải lại trang; nếu vẫn lỗi, báo người quản trị kèm giờ xảy ra lỗi.",
    "The other parts are right. Reload the page; if it fails again, tell the administrator the time.",
)
DATA = Label(
    "Dữ liệu: {origin} · từ {since} đến {until} · phiên bản {version}, đọc lúc {read} · {errors} lỗi, {warnings} cảnh báo",
    "Data: {origin} · {since} to {until} · version {version}, read at {read} · {errors} errors, {warnings} warnings",
)
FAILED = Label("Không mở được trang này", "This page could not be opened")
FAILED_HELP = Label(
    "Dữ liệu không bị ảnh hưởng. Hãy tải lại trang; nếu vẫn lỗi, báo người quản trị kèm giờ xảy ra lỗi.",
    "The data are not affected. Reload the page; if it fails again, tell the administrator the time of the error.",
)
