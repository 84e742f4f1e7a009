"""Text in legacy Vietnamese encodings: found, told, and converted only when asked."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.io.cells.parsing import COERCIONS
from khcn_analytics.io.files.sheets import Document
from khcn_analytics.schemas.rules import Severity
from khcn_analytics.schemas.validation import problem
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.legacy import LegacyEncoding, detect_legacy, from_legacy
from khcn_analytics.vocabulary.syllables import is_syllable

# Letters of Latin-1 that Vietnamese does not have: without one a text is not looked at closer.
_SUSPECT = "[\u00a1-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff]"
# Letters that only Unicode has.
_UNICODE = "[\u0100-\u01b0\u1ea0-\u1ef9]"
_NAMES: dict[LegacyEncoding, str] = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}


def in_unicode(document: Document, legacy: LegacyEncoding | None) -> tuple[Document, pl.DataFrame]:
    """The file with its text converted, if a legacy encoding is named, and how many cells that changed."""
    if legacy is None:
        return document, pl.DataFrame(schema=COERCIONS)
    sheets, told = [], [pl.DataFrame(schema=COERCIONS)]
    is_mixed = any(column.str.contains(_UNICODE).any() for sheet in document.sheets for column in sheet.cells)
    for sheet in document.sheets:
        texts = {text for column in sheet.cells for text in column.drop_nulls().unique() if not text.isascii()}
        changed = {text: new for text in sorted(texts) if (new := _converted(text, legacy, is_mixed=is_mixed)) != text}
        cells = sheet.cells.with_columns(pl.all().replace(changed)) if changed else sheet.cells
        sheets.append(replace(sheet, cells=cells))
        touched = (
            sheet.cells.select(pl.all().is_in(list(changed)).sum()).sum_horizontal() if changed else pl.Series([0])
        )
        if changed:
            first = next(iter(changed))
            row = (sheet.name, None, "legacy", int(touched[0]), None, first, changed[first])
            told.append(pl.DataFrame([row], schema=COERCIONS, orient="row"))
    return replace(document, sheets=tuple(sheets)), pl.concat(told)


def _converted(text: str, legacy: LegacyEncoding, *, is_mixed: bool) -> str:
    """A text in Unicode; one that reads well as it stands is left alone, if it may be Unicode already.

    "có" may be "cú" of a legacy encoding: among texts that can only be Unicode it is not.
    """
    new = from_legacy(text, legacy)
    return text if _reads_well(text) and (is_mixed or not _reads_well(new)) else new


def _reads_well(text: str) -> bool:
    return all(each.isascii() or is_syllable(each) for each in _WORD.findall(text))


# Signs of Latin-1 count as letters: in a legacy encoding they are.
_WORD = re.compile("[A-Za-z\u00a1-\uffff]+")


def encoding_told(document: Document) -> pl.DataFrame:
    """That a file was not in UTF-8, for the report on what reading took upon itself."""
    is_usual = document.encoding is None or document.encoding.startswith("utf-8")
    rows = [] if is_usual else [(None, None, "encoding", 1, None, None, document.encoding)]
    return pl.DataFrame(rows, schema=COERCIONS, orient="row")


def refuse_legacy_headers(document: Document) -> None:
    """Say so, if the reason why no table was found may be a legacy encoding.

    Raises:
        UnreadableDataError: If the file has text in one.
    """
    texts = pl.concat(
        [pl.Series([], dtype=pl.String), *(column for sheet in document.sheets for column in sheet.cells)]
    )
    found = detect_legacy(texts.filter(texts.str.contains(_SUSPECT).fill_null(value=False)).unique(maintain_order=True))
    if found is not None:
        name = _NAMES[found.encoding]
        raise UnreadableDataError(
            document.path,
            vi=(
                f"chữ ở bảng mã cũ {name}: {found.count} ô, ví dụ “{found.example}” là “{found.converted}”; "
                f"hãy thêm --legacy {found.encoding} để chuyển sang Unicode"
            ),
            en=(
                f"text in the legacy encoding {name}: {found.count} cells, for example “{found.example}” is "
                f"“{found.converted}”; add --legacy {found.encoding} to convert it"
            ),
        )


def legacy_problems(raw: pl.DataFrame) -> list[pl.DataFrame]:
    """Cells of records in a legacy encoding, with the text they mean as a suggestion."""
    suspects = raw.select(pl.all().str.contains(_SUSPECT).any())
    found_in = [raw[name].filter(raw[name].str.contains(_SUSPECT)) for name in raw.columns if suspects[name].item()]
    texts = pl.concat([pl.Series([], dtype=pl.String), *found_in]).unique(maintain_order=True)
    found = detect_legacy(texts) if texts.len() else None
    if found is None:
        return []
    meant = {text: new for text in texts if (new := _converted(text, found.encoding, is_mixed=True)) != text}
    name = _NAMES[found.encoding]
    cells = {column.name: column.is_in(list(meant)).fill_null(value=False) for column in raw}
    return [
        problem(
            rule="legacy_text",
            severity=Severity.ERROR,
            field=field,
            rows=are_meant.arg_true() + 1,
            values=raw[field].filter(are_meant),
            message=Label(f"Chữ ở bảng mã cũ {name}, không phải Unicode", f"Text in the legacy encoding {name}"),
            fix=Label(
                f"Thêm --legacy {found.encoding} để chuyển cả tệp sang Unicode",
                f"Add --legacy {found.encoding} to convert the whole file",
            ),
        ).with_columns(raw[field].filter(are_meant).replace(meant).alias("suggestion"))
        for field, are_meant in cells.items()
        if are_meant.any()
    ]
