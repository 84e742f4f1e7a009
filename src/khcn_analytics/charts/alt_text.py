"""One sentence that says what a chart shows, from words and numbers that stand in its frame."""

from __future__ import annotations

from collections.abc import Sequence

from khcn_analytics.vocabulary.labels import Label, Language

_MORE = Label("và {count} dòng khác", "and {count} more")
_NOTHING = Label("chưa có giá trị", "no values yet")
_FROM_TO = Label(
    "{name} từ {first} ({first_period}) đến {last} ({last_period})",
    "{name} from {first} ({first_period}) to {last} ({last_period})",
)


def sentence(
    kind: Label,
    facts: Sequence[str],
    language: Language = "vi",
    *,
    title: str | None = None,
    shown: int = 6,
    marks: Sequence[str] = (),
) -> str:
    """The kind of chart, its title, and what stands in it; facts beyond ``shown`` are counted, marks are all told.

    Examples:
        >>> sentence(Label("Biểu đồ cột", "Bar chart"), ["Văn phòng 3", "Thanh tra 5"], title="Sáng kiến")
        'Biểu đồ cột “Sáng kiến”: Văn phòng 3; Thanh tra 5.'
    """
    told = [*facts[:shown]]
    if len(facts) > shown:
        told.append(_MORE.text(language).format(count=len(facts) - shown))
    told += marks
    if not told:
        told = [_NOTHING.text(language)]
    heading = kind.text(language) if title is None else f"{kind.text(language)} “{title}”"
    return f"{heading}: {'; '.join(told)}."


def from_to(name: str, first: tuple[str, str], last: tuple[str, str], language: Language = "vi") -> str:
    """How a line goes: its first and its last value, each with its period.

    Examples:
        >>> from_to("Toàn sở", ("22", "năm 2018"), ("30", "năm 2025"))
        'Toàn sở từ 22 (năm 2018) đến 30 (năm 2025)'
    """
    pattern = _FROM_TO.text(language)
    return pattern.format(name=name, first=first[0], first_period=first[1], last=last[0], last_period=last[1])
