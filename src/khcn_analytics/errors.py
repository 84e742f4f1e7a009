"""What can go wrong, and how it is told.

KhcnError
├── DataNotFoundError        a file or folder that is not there
├── UnreadableDataError      a file that is there but holds no table we can read
├── MissingColumnsError      a table that lacks columns a dataset must have
├── InvalidDataError         records that break rules, where only valid ones are allowed
├── UnknownNameError         an indicator, dataset, dimension … that does not exist
├── InvalidPeriodError       a text or a number that names no period
├── IncomparableError        two values that must not be compared
├── SchemeError              a scheme of scores that can't be used as it is written
├── ScoreInputsError         records of a scoring that don't fit its scheme
└── WrongUseError            a call, an option or an environment that cannot work

Bottom layer: this module imports nothing from the package. Each message says what, where, how
many and what now, once in Vietnamese and once in English.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal


class KhcnError(Exception):
    """Any error this library raises on purpose.

    Attributes:
        vi: The message in Vietnamese.
        en: The same message in English.

    Examples:
        >>> try:
        ...     raise KhcnError("Thiếu tệp.", "The file is missing.")
        ... except KhcnError as error:
        ...     print(error.text("en"))
        The file is missing.
    """

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi, en)
        self.vi = vi
        self.en = en

    def __str__(self) -> str:
        return f"{self.vi}\n{self.en}"

    def __reduce__(self) -> tuple[object, ...]:
        """Errors travel between processes with their message, however their class builds it."""
        return _restored, (type(self), self.vi, self.en, self.__dict__)

    def text(self, language: Literal["vi", "en"] = "vi") -> str:
        """The message in one language."""
        return self.en if language == "en" else self.vi


def _restored(kind: type[KhcnError], vi: str, en: str, state: dict[str, object]) -> KhcnError:
    error = kind.__new__(kind, vi, en)
    error.__dict__.update(state)
    return error


class DataNotFoundError(KhcnError):
    """A file or folder that is not there."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"Không tìm thấy “{path}”. Hãy kiểm tra lại đường dẫn và tên tệp.",
            f"“{path}” was not found. Check the path and the file name.",
        )


class UnreadableDataError(KhcnError):
    """A file that is there but holds no table we can read."""

    def __init__(self, path: object, *, vi: str, en: str) -> None:
        super().__init__(f"Không đọc được “{path}”: {vi}", f"“{path}” could not be read: {en}")


class MissingColumnsError(KhcnError):
    """A table that lacks columns a dataset must have."""

    def __init__(self, dataset: str, missing: Sequence[tuple[str, str]], found: Sequence[str]) -> None:
        vi = ", ".join(f"“{label}” ({column})" for column, label in missing)
        en = ", ".join(column for column, _ in missing)
        shown = ", ".join(f"“{each}”" for each in found[:12]) + (" …" if len(found) > 12 else "")
        super().__init__(
            f"Bảng “{dataset}” thiếu {len(missing)} cột bắt buộc: {vi}. Các cột đã có: {shown or 'không có'}. "
            "Hãy thêm cột còn thiếu hoặc đổi tên cột cho đúng.",
            f"Table “{dataset}” lacks {len(missing)} required column(s): {en}. Columns found: {shown or 'none'}. "
            "Add the missing columns or rename the headers.",
        )


class InvalidDataError(KhcnError):
    """Records that break rules, where only valid records are allowed.

    Attributes:
        count: How many errors there are in all.
    """

    def __init__(self, dataset: str, count: int, examples: Sequence[tuple[str, str]]) -> None:
        self.count = count
        more = count - len(examples)
        vi = "; ".join(each for each, _ in examples) + (f"; và {more} lỗi khác" if more > 0 else "")
        en = "; ".join(each for _, each in examples) + (f"; and {more} more" if more > 0 else "")
        super().__init__(
            f"Bảng “{dataset}” có {count} lỗi: {vi}. Dùng khcn check để xem toàn bộ và cách sửa.",
            f"Table “{dataset}” has {count} error(s): {en}. Use khcn check to see all of them and how to mend them.",
        )


class UnknownNameError(KhcnError):
    """A name that is not in a list of names; close ones are suggested."""

    def __init__(self, kind_vi: str, kind_en: str, name: object, known: Iterable[str]) -> None:
        choices = sorted(known)
        close = get_close_matches(str(name), choices, n=3)
        listed = ", ".join(close or choices[:12])
        super().__init__(
            f"Không có {kind_vi} “{name}”. " + (f"Có phải: {listed}?" if close else f"Có thể chọn: {listed}."),
            f"There is no {kind_en} “{name}”. " + (f"Did you mean: {listed}?" if close else f"Choose from: {listed}."),
        )


class InvalidPeriodError(KhcnError):
    """A text or a number that names no period."""

    def __init__(self, value: object) -> None:
        super().__init__(
            f"Không hiểu kỳ “{value}”. Ví dụ đúng: 2020, 2020H1, 6T/2020, 9T/2020, Quý I/2020, tháng 3/2020.",
            f"“{value}” names no period. Examples: 2020, 2020H1, 6T/2020, 2020-9M, 2020Q1, 2020-03.",
        )


class IncomparableError(KhcnError):
    """Two values that must not be compared."""


@dataclass(frozen=True, slots=True)
class SchemeMistake:
    """One thing that is wrong in a scheme.

    Attributes:
        line: Line of the text, or row of the sheet, counted from 1.
        vi: What is wrong, in Vietnamese.
        en: The same in English.
        sheet: Sheet of the workbook; ``None`` in a text.

    Examples:
        >>> SchemeMistake(7, "thiếu “code”.", "“code” is missing.").placed("en")
        'line 7: “code” is missing.'
    """

    line: int
    vi: str
    en: str
    sheet: str | None = None

    def placed(self, language: Literal["vi", "en"] = "vi") -> str:
        """Where it is and what is wrong."""
        if language == "en":
            return (
                f"line {self.line}: {self.en}" if self.sheet is None else f"“{self.sheet}” row {self.line}: {self.en}"
            )
        return f"dòng {self.line}: {self.vi}" if self.sheet is None else f"“{self.sheet}” dòng {self.line}: {self.vi}"


class SchemeError(KhcnError):
    """A scheme of scores that can't be used as it is written.

    Attributes:
        mistakes: Everything that is wrong, in the order of the lines.
    """

    def __init__(self, name: str, mistakes: Sequence[SchemeMistake]) -> None:
        self.mistakes = tuple(mistakes)
        vi, en = ("\n".join(f"- {each.placed(language)}" for each in mistakes) for language in ("vi", "en"))
        super().__init__(
            f"Bảng tiêu chí “{name}” có {len(mistakes)} lỗi, cần sửa hết mới dùng được:\n{vi}",
            f"The scheme “{name}” has {len(mistakes)} mistake(s), all to be mended before it can be used:\n{en}",
        )


class ScoreInputsError(KhcnError):
    """Records of a scoring that don't fit its scheme.

    Attributes:
        mistakes: Everything that is wrong, in Vietnamese and in English.
    """

    def __init__(self, scheme: str, mistakes: Sequence[tuple[str, str]]) -> None:
        self.mistakes = tuple(mistakes)
        vi, en = ("\n".join(f"- {each[place]}" for each in mistakes) for place in (0, 1))
        super().__init__(
            f"Số liệu chấm điểm theo “{scheme}” có {len(mistakes)} loại lỗi, cần sửa hết mới chấm được:\n{vi}",
            f"What is scored by “{scheme}” has {len(mistakes)} kind(s) of mistake, all to be mended first:\n{en}",
        )


class WrongUseError(KhcnError):
    """A call, an option or an environment that cannot work."""
