"""The yearly table for LaTeX."""

from __future__ import annotations

import polars as pl

from khcn_analytics.tables.noted import NUMBERS, Cell, NotedTable, noted
from khcn_analytics.vocabulary.labels import Label, Language

_CONTINUED = Label("(tiếp theo)", "(continued)")
_MARKUP = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        # Brackets at the start of a row would be read as an option of the row before.
        "[": "{[}",
        "]": "{]}",
        "-": "-{}",
        "\u00a0": "~",
        "\n": " ",
        # Few text fonts have these.
        "≥": r"$\geq$",
        "≤": r"$\leq$",
        "−": "$-$",
    }
)


def yearly_latex(
    frame: pl.DataFrame, language: Language = "vi", *, title: str | None = None, group_header: str | None = None
) -> str:
    """The yearly table for LaTeX: as wide as the text, its header on each page, and the notes below.

    It needs the packages array, booktabs and longtable and, for its letters, XeLaTeX or LuaLaTeX.

    Args:
        frame: Rows in words (see ``yearly_wording.yearly_in_words``), all of one period.
        language: ``vi`` or ``en``.
        title: Heading.
        group_header: What ``group_name`` tells apart; ``None`` leaves that column out.

    Returns:
        The source of a ``longtable`` and its notes, to be included in a document.

    Examples:
        >>> import khcn_analytics as kh
        >>> workspace, (last, this) = kh.example_workspace(), kh.years(2023, 2024)
        >>> values = kh.analyse(workspace, [last, this], indicators=["tasks.accepted"]).values
        >>> rows = kh.yearly_in_words(kh.trends.yearly(values, this))
        >>> "Nhiệm vụ nghiệm thu" in kh.yearly_latex(rows)
        True
    """
    held = noted(frame, language, group_header)
    head = " & ".join(rf"\centering\arraybackslash\bfseries {_escaped(each)}" for each in held.headers.values())
    lines = [
        rf"\begin{{longtable}}{{@{{}}{''.join(_columns(held))}@{{}}}}",
        *([_across(held, rf"\bfseries {_escaped(title)}") + r"\\[4pt]"] if title else []),
        rf"\toprule {head} \\ \midrule",
        r"\endfirsthead",
        *([_across(held, rf"\bfseries {_escaped(title)} {_CONTINUED.text(language)}") + r"\\[4pt]"] if title else []),
        rf"\toprule {head} \\ \midrule",
        r"\endhead",
        r"\midrule",
        r"\endfoot",
        r"\bottomrule",
        r"\endlastfoot",
    ]
    for theme, rows in held.sections:
        # The star keeps a theme on the page of its first row.
        lines.append(_across(held, rf"\bfseries {_escaped(theme)}") + r"\\*")
        lines += [f"{' & '.join(_cell(each) for each in row)} \\\\" for row in rows]
    notes = [rf"{_raised(mark)} {_escaped(note)}" for mark, note in held.notes.items()]
    told = [
        rf"\noindent{{\footnotesize {each}\par}}" for each in [*notes, *([_escaped(held.legend)] * bool(held.legend))]
    ]
    return "\n".join([*lines, r"\end{longtable}", *told, ""])


def _columns(held: NotedTable) -> list[str]:
    """Each column with its width and side; long texts go on in another line."""
    sides = [r"\raggedleft" if name in NUMBERS else r"\raggedright" for name in held.headers]
    return [
        rf">{{{side}\arraybackslash}}p{{\dimexpr {share:.4f}\linewidth-2\tabcolsep\relax}}"
        for side, share in zip(sides, held.shares, strict=True)
    ]


def _across(held: NotedTable, latex: str) -> str:
    """A text over all columns."""
    width = r"\dimexpr\linewidth-2\tabcolsep\relax"
    return rf"\multicolumn{{{len(held.headers)}}}{{@{{}}>{{\raggedright\arraybackslash}}p{{{width}}}@{{}}}}{{{latex}}}"


def _cell(cell: Cell) -> str:
    text = _escaped(cell.printed)
    return rf"{text}\,{_raised(cell.mark)}" if cell.mark else text


def _raised(mark: str) -> str:
    return rf"\textsuperscript{{{mark}}}"


def _escaped(text: str) -> str:
    """A text of LaTeX: what data hold is never read as markup."""
    return text.translate(_MARKUP)
