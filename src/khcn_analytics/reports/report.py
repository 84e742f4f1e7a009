"""A report as data, and how it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.io.writing import refuse_place, write_bytes
from khcn_analytics.reports.content import Section
from khcn_analytics.reports.labels import CONTENTS, DATA, DEPARTMENT, PERIOD
from khcn_analytics.reports.official_form import OfficialForm
from khcn_analytics.reports.web import web_page
from khcn_analytics.reports.word import word_document
from khcn_analytics.reports.workbook import workbook
from khcn_analytics.vocabulary.labels import Label, Language

_WRITERS = {".docx": word_document, ".html": web_page, ".xlsx": workbook}
ENDINGS = tuple(_WRITERS)
"""The kinds of file a report can be written to."""


_KIND = Label("Báo cáo", "Report")


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Report(Shown):
    """What is reported, ready to be written; shows itself in a notebook.

    The same report always gives the same bytes: no clock is read.

    Attributes:
        title: What it is about.
        period: The period, in words; empty where it is of no one period.
        department: Whose report it is.
        sections: What it holds, in order.
        source: The data behind it, and their version.
        day: The day its files are dated with.
        language: The language it is in.
        origin: What has to be known of data that are not a department's own; empty where they are.
        about: More about it, such as chosen filters: names and values.
        form: The frame of an administrative document; ``None``: a plain heading.

    Examples:
        >>> import khcn_analytics as kh
        >>> made = kh.report(kh.reconstructed_workspace("kon_tum_2022"), "2022")
        >>> made.day, made.language
        (datetime.date(2022, 12, 31), 'vi')
    """

    title: str
    period: str
    department: str
    sections: tuple[Section, ...]
    source: str
    day: date
    language: Language = "vi"
    origin: str = ""
    about: tuple[tuple[str, str], ...] = ()
    form: OfficialForm | None = None

    def every_section(self) -> Iterator[Section]:
        """Its sections and what they are divided into, in reading order."""
        waiting = list(self.sections)
        while waiting:
            first = waiting.pop(0)
            yield first
            waiting = [*first.sections, *waiting]

    def to_bytes(self, ending: str) -> bytes:
        """The report as a file.

        Args:
            ending: ``.docx``, ``.html`` or ``.xlsx``.

        Raises:
            KeyError: If there is no such kind of file.
        """
        return _WRITERS[ending](self)

    def save(self, path: str | Path, *, overwrite: bool = False) -> Path:
        """Write the report; the end of the name says which kind of file.

        Args:
            path: A file that ends in ``.docx``, ``.html`` or ``.xlsx``.
            overwrite: Whether a file that is there may be replaced.

        Returns:
            The path.

        Raises:
            WrongUseError: If the name ends in something else, or it can't be written there.
        """
        target = Path(path)
        refuse_place(target, ENDINGS, overwrite=overwrite)
        write_bytes(self.to_bytes(target.suffix.casefold()), target, overwrite=overwrite)
        return target

    def _shown(self) -> Display:
        facts = [(PERIOD, self.period), (DEPARTMENT, self.department), (DATA, self.source)]
        parts = [(CONTENTS, "; ".join(each.heading for each in self.sections))]
        return Display(_KIND, self.title, facts=[*facts, *parts], warning=self.origin, then=['.save("bao-cao.docx")'])

    def _repr_html_(self) -> str:
        page = escape(web_page(self).decode("utf-8"))
        # A frame of its own: neither do its styles reach the notebook, nor those of the notebook the report.
        return (
            f'<iframe sandbox title="{escape(self.title)}" srcdoc="{page}" '
            'style="width: 100%; height: 36rem; border: 1px solid #ccd6dd; background: #fff"></iframe>'
        )
