"""The frames of eligibility. They name people: they are for those who prepare proposals, not for show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandera.polars as pa
from pandera.typing.polars import DataFrame

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.law.condition_kinds import CONDITION_KINDS
from khcn_analytics.law.displays import eligibility_display
from khcn_analytics.law.results import REASON_LABELS
from khcn_analytics.schemas.columns import Boolean, Integer, Number, Text
from khcn_analytics.vocabulary.award_codes import AWARD_STATUSES, AWARDS_OF_BOTH_LISTS
from khcn_analytics.vocabulary.law_codes import CONFIDENCE_LABELS, VERDICT_LABELS
from khcn_analytics.vocabulary.review_codes import REVIEW_SUBJECT_KINDS


class EligibilityVerdicts(pa.DataFrameModel):
    """Who may be proposed: one row is one subject and one award.

    ``status`` tells whether the award is already proposed or granted for the year. ``reason`` says
    what holds, what fails or what is missing, and ``reason_citation`` where what fails is written (of
    others where the award is). ``confidence``, ``citation`` and ``note`` (what is not
    judged, what was not checked) are those of the standard in force; null where none is known, and
    then the verdict is ``unknown``.
    """

    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    subject_kind: Text = pa.Field(isin=REVIEW_SUBJECT_KINDS.codes)
    subject: Text = pa.Field()
    award: Text = pa.Field(isin=AWARDS_OF_BOTH_LISTS.codes)
    year: Integer = pa.Field()
    verdict: Text = pa.Field(isin=list(VERDICT_LABELS))
    reason_vi: Text = pa.Field()
    reason_en: Text = pa.Field()
    reason_citation: Text = pa.Field(nullable=True)
    status: Text = pa.Field(nullable=True, isin=AWARD_STATUSES.codes)
    votes_for: Integer = pa.Field(nullable=True)
    voters: Integer = pa.Field(nullable=True)
    confidence: Text = pa.Field(nullable=True, isin=list(CONFIDENCE_LABELS))
    citation: Text = pa.Field(nullable=True)
    note_vi: Text = pa.Field(nullable=True)
    note_en: Text = pa.Field(nullable=True)

    class Config:
        strict = True


class EligibilityConditions(pa.DataFrameModel):
    """Every condition judged: one row is one condition of one award held against one subject.

    ``place`` numbers them within the award: 2.1 is the first part of condition 2. ``holds`` is null
    where that can't be told; ``found`` then says what is missing.
    """

    department: Text = pa.Field()
    subject_kind: Text = pa.Field(isin=REVIEW_SUBJECT_KINDS.codes)
    subject: Text = pa.Field()
    award: Text = pa.Field(isin=AWARDS_OF_BOTH_LISTS.codes)
    year: Integer = pa.Field()
    place: Text = pa.Field()
    kind: Text = pa.Field(isin=list(CONDITION_KINDS))
    holds: Boolean = pa.Field(nullable=True)
    asks_vi: Text = pa.Field()
    asks_en: Text = pa.Field()
    found_vi: Text = pa.Field()
    found_en: Text = pa.Field()
    citation: Text = pa.Field()

    class Config:
        strict = True


class Quotas(pa.DataFrameModel):
    """How much of a cap is used: one row is one rule in one department and year.

    ``used`` counts what is proposed as well; ``proposed`` says how many of them are. ``ceiling`` is
    the most the ``limit`` allows of ``base``, and ``room`` what is left, negative where it is
    passed. ``reason`` tells why there is no ceiling, as in :class:`~khcn_analytics.law.results.LawFindings`;
    ``reason_vi`` and ``reason_en`` say it in words.
    """

    rule: Text = pa.Field()
    department: Text = pa.Field()
    year: Integer = pa.Field()
    counted_vi: Text = pa.Field()
    counted_en: Text = pa.Field()
    base_name_vi: Text = pa.Field()
    base_name_en: Text = pa.Field()
    used: Integer = pa.Field()
    proposed: Integer = pa.Field()
    base: Integer = pa.Field(nullable=True)
    share: Number = pa.Field(nullable=True)
    limit: Number = pa.Field(nullable=True)
    ceiling: Integer = pa.Field(nullable=True)
    room: Integer = pa.Field(nullable=True)
    holds: Boolean = pa.Field(nullable=True)
    reason: Text = pa.Field(nullable=True, isin=list(REASON_LABELS))
    reason_vi: Text = pa.Field(nullable=True)
    reason_en: Text = pa.Field(nullable=True)
    citation: Text = pa.Field()

    class Config:
        strict = True


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Eligibility(Shown):
    """Who may be proposed for which award of a year, and why.

    Attributes:
        year: The year.
        verdicts: One row a subject and award.
        conditions: Every condition judged.
        quotas: How much of each cap is used; counts only.
        personal: ``verdicts`` and ``conditions`` name people. Pages for everybody refuse what says so.

    Examples:
        >>> import khcn_analytics as kh
        >>> found = kh.eligibility(kh.example_workspace(), 2024)
        >>> found.verdicts["verdict"].unique().sort().to_list()
        ['eligible', 'not_eligible', 'unknown']
    """

    personal: ClassVar[bool] = True

    year: int
    verdicts: DataFrame[EligibilityVerdicts]
    conditions: DataFrame[EligibilityConditions]
    quotas: DataFrame[Quotas]

    def _shown(self) -> Display:
        return eligibility_display(self)
