"""What values that show themselves have in common: HTML for notebooks, text for everything else."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khcn_analytics.displays.display import Display, in_language, next_label
from khcn_analytics.vocabulary.labels import Language

if TYPE_CHECKING:
    from jinja2 import Template


class Shown:
    """A value that says what is to be shown of it, and is shown so wherever it stands last in a cell.

    Whoever takes part says it in ``_shown``. ``repr`` is one line, unless the class has a better one; ``print`` and
    the terminal of IPython get the whole text, notebooks a card of HTML.

    Examples:
        >>> from khcn_analytics.vocabulary.labels import Label
        >>> class Cup(Shown):
        ...     def _shown(self) -> Display:
        ...         return Display(Label("Cúp", "Cup"), "<A>", facts=[(Label("Số", "Number"), "2")])
        >>> Cup()
        <Cup: Cúp: <A>>
        >>> print(Cup())
        Cúp: <A>
          Số: 2
        >>> "&lt;A&gt;" in Cup()._repr_html_(), "<A>" in Cup()._repr_html_()
        (True, False)
    """

    __slots__ = ()

    def __init_subclass__(cls, **settings: Any) -> None:
        super().__init_subclass__(**settings)
        # IPython asks a class for it before its bases, and takes the repr of a dataclass instead.
        if "_repr_pretty_" not in cls.__dict__:
            cls._repr_pretty_ = cls._repr_pretty_  # type: ignore[method-assign]

    def _shown(self) -> Display:
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self._shown().line()}>"

    def __str__(self) -> str:
        return self._shown().text()

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001  # as IPython calls it
        # Inside a list or a dictionary there is room for a line.
        is_inside = cycle or len(getattr(printer, "stack", ())) > 1
        printer.text(repr(self) if is_inside else self._shown().text())

    def _repr_html_(self) -> str:
        return as_html(self._shown())


def as_html(display: Display, language: Language = "vi") -> str:
    """A display as a block that styles nothing outside itself and holds no script.

    Args:
        display: What is shown.
        language: ``vi`` or ``en``.

    Returns:
        HTML of one ``div``; every text is escaped.
    """
    return _template().render(
        lang=language, display=display, told=lambda text: in_language(text, language), next=next_label(language)
    )


@cache
def _template() -> Template:
    # Whoever only computes needs no templates.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    folder = FileSystemLoader(Path(__file__).parents[1], encoding="utf-8")
    environment = Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("displays/card.html.jinja")
