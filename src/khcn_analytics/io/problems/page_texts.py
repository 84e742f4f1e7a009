"""The words of the page of problems, in both languages."""

from __future__ import annotations

from khcn_analytics.vocabulary.labels import Label

RULES = {
    "required": Label("Thiếu giá trị bắt buộc", "A required value is missing"),
    "one_of": Label("Giá trị không có trong danh mục", "Not in the code list"),
    "at_least": Label("Giá trị nhỏ hơn mức cho phép", "Below the smallest value allowed"),
    "at_most": Label("Giá trị lớn hơn mức cho phép", "Above the largest value allowed"),
    "format": Label("Giá trị không đúng dạng", "The wrong form"),
    "a_number": Label("Giá trị không phải là số", "Not a number"),
    "unreadable": Label("Không đọc được giá trị", "A value that can't be read"),
    "unknown_column": Label("Cột không được dùng", "Columns that are not used"),
    "missing_column": Label("Thiếu cột bắt buộc", "A required column is missing"),
    "duplicate_column": Label("Nhiều cột cùng một nghĩa", "Several columns mean the same"),
    "close_header": Label("Tiêu đề viết gần giống", "Headers that come close to a name"),
    "legacy_text": Label("Chữ viết bằng bảng mã cũ", "Text in a legacy encoding"),
    "ragged_row": Label("Dòng có số ô khác tiêu đề", "Rows with another number of cells than the header"),
}
"""Rule -> its title, for rules whose messages differ from column to column."""

HOW = {
    "exact": Label("đúng tên", "by its name"),
    "alias": Label("tên khác đã biết", "by another known name"),
    "close": Label("tên gần giống, hãy xem lại", "by a similar name, please look"),
    "layout": Label("theo tệp bố cục", "as the layout says"),
    "number": Label("số thứ tự", "running number"),
}
"""How a header was recognised (:data:`~khcn_analytics.io.tables.headers.How`)."""

REASONS = {
    "title": Label("tiêu đề phía trên bảng", "title above the table"),
    "column_numbers": Label("dòng đánh số cột", "numbers of the columns"),
    "header_again": Label("tiêu đề cột lặp lại", "the header again"),
    "group": Label("tên nhóm", "name of a group"),
    "total": Label("dòng tổng", "total"),
    "note": Label("ghi chú, chữ ký", "note or signature"),
    "sheet": Label("cả trang không có bảng cần đọc", "a sheet without such a table"),
    "hidden_sheet": Label("trang ẩn", "a hidden sheet"),
}
"""Why rows are no records (:data:`~khcn_analytics.io.tables.finding.SkipReason`)."""

COERCIONS = {
    "ambiguous": Label("có thể hiểu hai cách", "could mean two things"),
    "changed": Label("viết chưa chuẩn, đã chuyển", "not written plainly, converted"),
    "unit": Label("đổi theo đơn vị của cột", "converted from the unit of the column"),
    "dash": Label("dấu gạch đọc là ô trống", "a dash read as an empty cell"),
    "ditto": Label("lấy theo ô phía trên", "taken from the cell above"),
    "merged": Label("lấy theo ô gộp", "taken from the merged cells"),
    "group": Label("lấy theo tên nhóm", "taken from the name of the group"),
    "default": Label("giá trị chung cho mọi dòng", "one value for every row"),
    "encoding": Label("đọc theo bảng mã", "read in an encoding"),
    "legacy": Label("chuyển từ bảng mã cũ", "converted from a legacy encoding"),
}
"""What reading took upon itself, by its kind (:data:`~khcn_analytics.io.cells.parsing.COERCIONS`)."""

TEXTS = {
    "title": Label("Kết quả kiểm tra số liệu", "What the check found"),
    "rows_read": Label("dòng đã đọc", "rows read"),
    "usable": Label("dòng dùng được", "usable rows"),
    "kept_out": Label("dòng bị giữ lại", "rows kept out"),
    "errors": Label("lỗi", "errors"),
    "warnings": Label("cảnh báo", "warnings"),
    "all": Label("Tất cả", "All"),
    "only_errors": Label("Chỉ lỗi", "Errors only"),
    "only_warnings": Label("Chỉ cảnh báo", "Warnings only"),
    "show": Label("Hiện:", "Show:"),
    "good": Label("Không có lỗi nào: mọi dòng dùng được.", "No errors: every row can be used."),
    "bad": Label(
        "Dòng bị giữ lại chưa được tính vào chỉ số nào. Hãy sửa theo các bảng dưới đây rồi kiểm tra lại.",
        "Rows kept out count in no indicator. Mend them as the tables below say and check again.",
    ),
    "not_used": Label("không dùng", "not used"),
    "understood": Label("Các cột đã hiểu", "Columns understood"),
    "look": Label("nhận theo tên gần giống", "by a similar name"),
    "skipped": Label("Các dòng bỏ qua vì không phải bản ghi", "Rows skipped, which are no records"),
    "coercions": Label("Các ô đã được hiểu hoặc chuyển đổi khi đọc", "Cells that were interpreted in reading"),
    "problems": Label("Lỗi và cảnh báo", "Errors and warnings"),
    "none": Label("Không có lỗi, không có cảnh báo.", "No errors, no warnings."),
    "refused": Label("Không kiểm tra được", "Could not be checked"),
    "sheet": Label("Trang", "Sheet"),
    "row": Label("Dòng", "Row"),
    "column": Label("Cột", "Column"),
    "meaning": Label("Hiểu là", "Understood as"),
    "unit": Label("Đơn vị", "Unit"),
    "how": Label("Nhận ra", "Recognised"),
    "reason": Label("Vì sao", "Why"),
    "text": Label("Nội dung", "Text"),
    "cells": Label("Số ô", "Cells"),
    "example": Label("Ví dụ", "Example"),
    "read_as": Label("Đã hiểu là", "Read as"),
    "kind": Label("Cách hiểu", "What was done"),
    "value": Label("Giá trị", "Value"),
    "message": Label("Vấn đề", "Problem"),
    "fix": Label("Cách sửa", "How to mend it"),
    "suggestion": Label("Có phải", "Did you mean"),
    "empty": Label("trống", "empty"),
    "whole_table": Label("cả bảng", "whole table"),
    "whole_row": Label("cả dòng", "whole row"),
    "header_place": Label("tiêu đề", "header"),
    "error_word": Label("Lỗi", "Error"),
    "warning_word": Label("Cảnh báo", "Warning"),
    "more": Label("Đang hiện {shown} trong số {count} dòng.", "{shown} of {count} are shown."),
    "where_all": Label(
        "Toàn bộ: khcn check TỆP --json, hoặc tô màu ngay trong tệp Excel: khcn check TỆP --annotate BẢN-CHÉP.xlsx",
        "All of them: khcn check FILE --json, or coloured in the workbook: khcn check FILE --annotate COPY.xlsx",
    ),
    "longer": Label("… còn {more} ký tự", "… {more} more characters"),
    "private": Label(
        "Trang này chép lại dữ liệu của tệp, có thể có tên người; chỉ gửi cho người được xem tệp đó.",
        "This page repeats data of the file, maybe names of people; send it only to those who may see the file.",
    ),
}
"""Texts of the page; the severities are those of :class:`~khcn_analytics.schemas.rules.Severity`."""
