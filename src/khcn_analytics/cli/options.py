"""Arguments and options that several commands share, and how a command finds what it does."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import click

from khcn_analytics.cli.grammar import argument, option
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.legacy import LegacyEncoding

DATASET_NAMES = (
    *("tasks", "funding", "inspections", "initiatives", "awards", "activities"),
    *("dossiers", "ratings", "reviews", "campaigns", "targets", "staff"),
    *("score_groups", "score_entries", "score_events", "published"),
)
"""What the help tells of the datasets, without loading them."""

FILE, FOLDER = Label("TỆP", "FILE"), Label("THƯ-MỤC", "FOLDER")
WORKSPACE = Label("KHO", "WORKSPACE")
DATASET = Label("BỘ-DỮ-LIỆU", "DATASET")
A_PATH = click.Path(path_type=Path)


def workspace_argument(language: Language, *, required: bool = False) -> click.Argument:
    """The folder of a workspace."""
    return argument(language, "workspace", WORKSPACE, required=required, type=A_PATH)


def files_argument(language: Language) -> click.Argument:
    """Files, any number of them."""
    return argument(language, "files", FILE, nargs=-1, type=A_PATH)


def dataset_option(language: Language) -> click.Option:
    """The dataset the files hold."""
    text = Label(
        f"{dataset_names('hoặc')}; bỏ trống thì nhận theo tiêu đề cột.",
        f"{dataset_names('or')}; else recognised by the headers.",
    )
    return option(language, "--dataset", metavar=DATASET.text(language), text=text)


def dataset_names(last: str) -> str:
    """The names of the datasets, ``last`` (“or”) before the last one."""
    return f"{', '.join(DATASET_NAMES[:-1])} {last} {DATASET_NAMES[-1]}"


def layout_option(language: Language) -> click.Option:
    """A department's own layout."""
    text = Label("Tệp bố cục .toml: cột nào là gì, tiêu đề ở dòng nào.", "Layout .toml: which column is what.")
    return option(language, "--layout", type=A_PATH, metavar=FILE.text(language), text=text)


def legacy_option(language: Language) -> click.Option:
    """The legacy encoding of texts."""
    text = Label("Bảng mã cũ của chữ trong tệp.", "Legacy encoding of the texts.")
    return option(language, "--legacy", type=click.Choice(get_args(LegacyEncoding)), text=text)


def as_of_option(language: Language) -> click.Option:
    """The version or day of a workspace."""
    return option(
        language,
        "--as-of",
        metavar=Label("PHIÊN BẢN|NGÀY", "VERSION|DATE").text(language),
        text=Label(
            "Xem kho dữ liệu như ở phiên bản hay ngày đó: 12, 31/12/2025.",
            "See the workspace as of a version or a day: 12, 2025-12-31.",
        ),
    )


def who_option(language: Language) -> click.Option:
    """Who imports or takes back."""
    return option(
        language,
        "--who",
        metavar=Label("TÊN", "NAME").text(language),
        text=Label("Ai làm; bỏ trống là người dùng máy này.", "Who does it; else the user of this computer."),
    )


def periods_option(language: Language, otherwise: Label) -> click.Option:
    """Periods, and what is taken without any."""
    return option(
        language,
        *("--period", "-p", "periods"),
        multiple=True,
        metavar=Label("KỲ", "PERIOD").text(language),
        text=Label(f"2025, 6T/2025, 2025Q1 …; {otherwise.vi}.", f"2025, 2025H1, 2025Q1 …; {otherwise.en}."),
    )


def by_option(language: Language) -> click.Option:
    """Dimensions to split by."""
    return option(
        language,
        *("--by", "-b"),
        multiple=True,
        metavar=Label("CHIỀU", "DIMENSION").text(language),
        text=Label(
            "Chia theo: unit, level, field … (dùng nhiều lần được).", "Split by: unit, level, field … (repeat)."
        ),
    )


def codes_option(language: Language) -> click.Option:
    """Codes of indicators."""
    return option(
        language,
        *("--indicator", "-i", "indicators"),
        multiple=True,
        metavar=Label("MÃ", "CODE").text(language),
        text=Label("Chỉ số, ví dụ tasks.accepted; bỏ trống là tất cả.", "Indicator, e.g. tasks.accepted; else all."),
    )


def json_option(language: Language) -> click.Option:
    """Output for machines."""
    return option(language, "--json", "as_json", is_flag=True, text=Label("In JSON cho máy đọc.", "Print JSON."))


def later(module: str, name: str, *first: Any) -> Callable[..., Any]:
    """Call a function of a sibling module, loading the module only then.

    click hands over what was typed by the names of the parameters, which differ from command to command.
    """

    def run(**options: Any) -> Any:
        return getattr(import_module(f"khcn_analytics.cli.{module}"), name)(*first, **options)

    return run
