"""The scheme that the page of emulation scores by: what it is, and who has no total by it."""

from __future__ import annotations

import polars as pl

from khcn_analytics.analysis.drawing_scores import ranks_in_words
from khcn_analytics.analysis.scoring import Scoring
from khcn_analytics.dashboards.emulation_choices import schemes_without_file
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.emulation_scoring import scoring_of
from khcn_analytics.dashboards.parts.words import Words
from khcn_analytics.scoring.account_wording import number
from khcn_analytics.scoring.schemes import Scheme
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import Label, Language

_ORIGINS = {
    "made": Label(
        "Bảng tiêu chí tự đặt để minh họa, không phải văn bản của cơ quan nào.",
        "A made scheme, for illustration; no authority issued it.",
    ),
    "printed": Label("Bảng tiêu chí theo văn bản đã ban hành.", "The scheme as it was issued."),
}
_SCHEME_LINES = {
    "version": Label("Phiên bản", "Version"),
    "in_force": Label("Hiệu lực", "In force"),
    "maximum": Label("Thang điểm", "Points"),
    "source": Label("Căn cứ", "Source"),
    "unscored": Label("Chưa có tổng điểm", "Without a total"),
    "elsewhere": Label("Bảng tiêu chí khác", "Other schemes"),
}
_FROM = Label("từ {}", "from {}")
_UNTIL = Label("từ {} đến {}", "{} to {}")
_MAXIMUM = Label("{} điểm nội dung", "{} points of content")
_BONUS = Label("thưởng tối đa {}", "at most {} of bonus")
_PENALTY = Label("trừ tối đa {}", "at most {} of penalty")
_NO_FILE = Label(
    "Kho có khối thi đua theo {}, không đi kèm thư viện: chấm bằng khcn score --scheme TỆP.",
    "There are rank groups of {}, which do not come with the library: score them with khcn score --scheme FILE.",
)
_NO_RANKS = Label("{unit}: {why}", "{unit}: {why}")


def scheme_words(chosen: Chosen) -> Words:
    """Which scheme it is and where it comes from, and who has no total."""
    scoring, language = scoring_of(chosen), chosen.language
    scheme = scoring.scheme
    elsewhere = schemes_without_file(chosen.store)
    told = {
        "version": f"{scheme.code} {scheme.version}",
        "in_force": _in_force(scheme, language),
        "maximum": _points_of(scheme, language),
        "source": scheme.source,
        "unscored": "\n".join(_without_total(scoring, language)),
        "elsewhere": _NO_FILE.text(language).format(", ".join(elsewhere)) if elsewhere else "",
    }
    return Words(
        [_ORIGINS[scheme.origin].text(language)],
        note=scheme.label.text(language),
        lines={_SCHEME_LINES[name].text(language): text for name, text in told.items() if text},
    )


def _in_force(scheme: Scheme, language: Language) -> str:
    since = format_date(scheme.valid_from, language)
    if scheme.valid_to is None:
        return _FROM.text(language).format(since)
    return _UNTIL.text(language).format(since, format_date(scheme.valid_to, language))


def _points_of(scheme: Scheme, language: Language) -> str:
    caps = ((_BONUS, scheme.bonus_cap), (_PENALTY, scheme.penalty_cap))
    told = [label.text(language).format(number(cap, language)) for label, cap in caps if cap is not None]
    return ", ".join([_MAXIMUM.text(language).format(number(scheme.maximum, language)), *told])


def _without_total(scoring: Scoring, language: Language) -> list[str]:
    words = ranks_in_words(scoring, language).filter(pl.col("rank").is_null())
    return [
        _NO_RANKS.text(language).format(unit=name, why=why)
        for name, why in words.select("unit_name", "note").iter_rows()
    ]
