"""What the sheets of a scheme call its entries, its choices and its rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from khcn_analytics.periods import KIND_LABELS
from khcn_analytics.scoring.scheme_entries import Form
from khcn_analytics.scoring.scheme_form import RANKING, ROUNDING, SCHEME
from khcn_analytics.vocabulary.text import accent_free_key

SETTINGS_SHEET, TABLE_SHEET, EVENTS_SHEET = "Bảng tiêu chí", "Tiêu chí", "Thưởng, trừ"
ENTRY_HEADER, VALUE_HEADER = "Mục", "Giá trị"
TOTAL = "Tổng cộng"
NONE = "không"

SettingsTable = Literal["", "rounding", "ranking"]
FORMS: Mapping[SettingsTable, Form] = {"": SCHEME, "rounding": ROUNDING, "ranking": RANKING}

SETTINGS: Mapping[tuple[SettingsTable, str], str] = {
    ("", "code"): "Mã bảng tiêu chí",
    ("", "version"): "Phiên bản",
    ("", "label_vi"): "Tên bảng tiêu chí",
    ("", "label_en"): "Tên tiếng Anh",
    ("", "origin"): "Nguồn gốc",
    ("", "source"): "Căn cứ",
    ("", "scored"): "Chấm cho",
    ("", "period_kind"): "Kỳ chấm",
    ("", "valid_from"): "Áp dụng từ ngày",
    ("", "valid_to"): "Áp dụng đến ngày",
    ("", "maximum"): "Tổng điểm tối đa",
    ("", "bonus_cap"): "Trần điểm thưởng",
    ("", "penalty_cap"): "Trần điểm trừ",
    ("", "floor"): "Tổng điểm thấp nhất",
    ("", "ceiling"): "Tổng điểm cao nhất",
    ("", "order"): "Thứ tự cộng",
    ("rounding", "decimals"): "Số chữ số thập phân",
    ("rounding", "at"): "Làm tròn ở",
    ("ranking", "method"): "Thứ hạng sau khi bằng điểm",
    ("ranking", "on"): "Xếp hạng theo",
    ("ranking", "tie_breakers"): "Khi bằng điểm, so lần lượt",
    ("ranking", "resolution"): "Chênh lệch đủ phân hơn kém",
}
"""Table and entry -> what the sheet of settings calls it."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("TT", "STT", "Số TT"),
    "code": ("Mã", "Mã tiêu chí"),
    "label_vi": ("Nội dung tiêu chí", "Nội dung", "Tiêu chí", "Tên tiêu chí", "Nội dung thi đua", "Nội dung chấm điểm"),
    "label_en": ("Nội dung bằng tiếng Anh", "Criterion"),
    "parent": ("Thuộc nhóm",),
    "heading": ("Nhóm", "Nhóm tiêu chí", "Nhóm nội dung", "Khối nội dung"),
    "maximum": ("Điểm tối đa", "Điểm chuẩn", "Thang điểm", "Số điểm", "Điểm", "Mức điểm"),
    "rule": ("Cách chấm", "Phương pháp chấm", "Cách tính điểm"),
    "target": ("Chỉ tiêu", "Chỉ tiêu giao"),
    "settings": ("Thiết lập",),
    "indicator": ("Chỉ số", "Mã chỉ số"),
    "direction": ("Chiều",),
    "missing": ("Khi thiếu số liệu",),
    "shared_indicator": ("Dùng chung chỉ số",),
    "source": ("Căn cứ",),
}
"""Column of the table of criteria -> its header, and how else tables call it."""

EVENT_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("Mã",),
    "label_vi": ("Nội dung",),
    "label_en": ("Nội dung bằng tiếng Anh",),
    "kind": ("Loại",),
    "points_each": ("Điểm mỗi lần",),
    "cap": ("Tối đa",),
    "indicator": ("Chỉ số",),
    "source": ("Căn cứ",),
}

RULE_NAMES: Mapping[str, tuple[str, ...]] = {
    "proportional": ("theo tỷ lệ", "tỷ lệ so với chỉ tiêu"),
    "bands": ("theo mức", "bậc thang"),
    "yes_no": ("có/không", "đạt/không đạt"),
    "per_count": ("theo số lượng",),
    "deadline": ("trừ mỗi lần muộn", "đúng hạn"),
    "relative_to_best": ("so với đơn vị cao nhất",),
    "goalposts": ("giữa hai mốc",),
    "min_max": ("so trong khối",),
    "manual": ("chấm trực tiếp", "chấm tay"),
}
"""Rule -> what a table calls it; the first is written."""

_CHOICES: Mapping[str, Mapping[str, str]] = {
    "origin": {"made": "tự đặt", "printed": "in trong văn bản"},
    "scored": {"unit": "đơn vị", "department": "cả sở"},
    "period_kind": {kind: label.vi for kind, label in KIND_LABELS.items()},
    "order": {
        "content": "nội dung",
        "bonus": "điểm thưởng",
        "penalty": "điểm trừ",
        "floor": "mức thấp nhất",
        "ceiling": "mức cao nhất",
    },
    "at": {"criterion": "tiêu chí", "group": "nhóm", "total": "tổng"},
    # A comma would divide a word in the drop-down.
    "method": {"competition": "1-2-2-4", "dense": "1-2-2-3", "average": "1-2.5-2.5-4"},
    "on": {"exact": "điểm chưa làm tròn", "rounded": "điểm đã làm tròn"},
    "direction": {"higher": "càng cao càng tốt", "lower": "càng thấp càng tốt"},
    "missing": {"not_applicable": "không xét", "zero": "0 điểm", "block": "chưa có tổng điểm"},
    "kind": {"bonus": "thưởng", "penalty": "trừ"},
    "rule": {kind: names[0] for kind, names in RULE_NAMES.items()},
}


def word_of(entry: str, choice: str) -> str:
    """What a sheet calls a choice."""
    return _CHOICES[entry][choice]


def words_of(entry: str) -> tuple[str, ...]:
    """Every choice of an entry as a sheet calls it; empty for what is free."""
    return tuple(_CHOICES.get(entry, {}).values())


def choice_named(entry: str, word: str) -> str:
    """The choice behind a word, or behind itself; what is neither comes back as it is.

    Examples:
        >>> choice_named("kind", "Thưởng"), choice_named("kind", "bonus"), choice_named("kind", "thuong va tru")
        ('bonus', 'bonus', 'thuong va tru')
    """
    known = {accent_free_key(text): choice for choice, text in _CHOICES.get(entry, {}).items()}
    if entry == "rule":
        known |= {accent_free_key(name): kind for kind, names in RULE_NAMES.items() for name in names}
    return known.get(accent_free_key(word), word)
