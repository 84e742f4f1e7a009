"""From a value of a workspace back to its records, its law and the version of its data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from khcn_analytics.analysis.values import period_of
from khcn_analytics.explanation_card import explanation_card, where_text
from khcn_analytics.indicators.explain import Explanation
from khcn_analytics.indicators.explain import explain as explain_records
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.labels import Label, Language


@dataclass(frozen=True, eq=False, repr=False)
class ExplainedValue(Explanation):
    """An explanation that knows the data it is of; it shows itself in a notebook as a card.

    Attributes:
        card: The definition.
        period: The period.
        where: The group, dimension -> group.
        value: The value; ``None`` with the reason in ``flag``.
        numerator: What was counted or summed.
        denominator: What it was divided by; ``None`` for counts and sums.
        flag: Why there is no value.
        numerator_records: The records counted, with what each adds in the column ``counted``.
        denominator_records: The same for the denominator; ``None`` for counts and sums.
        data_name: Name of the workspace.
        data_version: Digest of its data, and the number of the import where there is one.
        departments: Name of each department by code.

    Examples:
        >>> import khcn_analytics as kh
        >>> why = kh.explain(kh.reconstructed_workspace("kon_tum_2022"), "tasks.accepted", "2022")
        >>> why.value, why.arithmetic()
        (9.0, 'đếm được 9 bản ghi')
    """

    data_name: Label
    data_version: str
    departments: Mapping[str, Label]

    def text(self, language: Language = "vi") -> str:
        """Definition, arithmetic, source and data in words."""
        group = where_text(self, language, self.departments)
        lines = [
            *super().text(language).splitlines(),
            *([f"{Label('Phạm vi', 'Group').text(language)}: {group}"] if group else []),
            f"{Label('Dữ liệu', 'Data').text(language)}: {self.data_text(language)}",
        ]
        return "\n".join(lines)

    def data_text(self, language: Language = "vi") -> str:
        """Name and version of the data."""
        return f"{self.data_name.text(language)} ({Label('phiên bản', 'version').text(language)} {self.data_version})"

    def _repr_html_(self) -> str:
        return explanation_card(self, data=self.data_text(), departments=self.departments)


def explain(
    workspace: Workspace, indicator: str, period: Period | str | int, where: Mapping[str, str] | None = None
) -> ExplainedValue:
    """The definition, the arithmetic and the records behind one value.

    Args:
        workspace: Where the value came from.
        indicator: Code of the indicator.
        period: The period, or a text that names it.
        where: The group, for example ``{"unit": "Văn phòng"}``; empty for the whole workspace.

    Returns:
        The value with its arithmetic and the records that add up to it; without a value its ``flag`` says why.

    Raises:
        UnknownNameError: If the indicator, a dimension or the group doesn't exist.
        InvalidPeriodError: If the text names no period.

    Examples:
        >>> from khcn_analytics.store.workspace import reconstructed_workspace
        >>> why = explain(reconstructed_workspace("kon_tum_2022"), "tasks.accepted", "2022")
        >>> why.value, why.numerator_records.height
        (9.0, 9)
    """
    explanation = explain_records(
        workspace.datasets,
        indicator,
        period_of(period, workspace),
        where,
        coverage=workspace.coverage,
        calendar=workspace.calendar,
    )
    number = workspace.import_version
    version = workspace.version if number is None else f"{number}, {workspace.version}"
    told = {each.name: getattr(explanation, each.name) for each in fields(explanation)}
    return ExplainedValue(**told, data_name=workspace.name, data_version=version, departments=workspace.departments)
