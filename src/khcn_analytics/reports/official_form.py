"""The frame of an administrative document: Appendix I of Decree 30/2020/NĐ-CP.

What only the office knows, such as number, place, signer and recipients, is left as a blank that is seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from khcn_analytics.vocabulary.labels import Label, Language

BLANK = "……"
_SUPERIOR = Label(f"ỦY BAN NHÂN DÂN {BLANK}", f"PEOPLE'S COMMITTEE OF {BLANK}")
_STATE = Label("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM")
_MOTTO = Label("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness")
_NUMBER = Label(f"Số: {BLANK}/BC-{BLANK}", f"No.: {BLANK}/BC-{BLANK}")
_PLACE_AND_DAY = Label("{place}, ngày {day} tháng {month} năm {year}", "{place}, {year}-{month}-{day}")
_KIND = Label("BÁO CÁO", "REPORT")
_RECIPIENTS = Label("Nơi nhận:", "Recipients:")
_LINES = Label(f"- {BLANK};\n- Lưu: VT, {BLANK}.", f"- {BLANK};\n- Filed: VT, {BLANK}.")
_SIGNER = Label("(Quyền hạn, chức vụ của người ký)", "(Authority and position of the signer)")
_SIGNATURE = Label("(Chữ ký, dấu, họ và tên)", "(Signature, seal, full name)")


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """The texts around the content of an administrative document.

    Attributes:
        superior: The office above the one that issues it.
        issuer: The office that issues it.
        state: Name of the state.
        motto: Motto of the state.
        number: Number and sign.
        place_and_day: Where and when it is issued.
        kind: Kind of document.
        recipients: Heading of the recipients, and the lines below it.
        signer: As whom it is signed, and the room for the signature.
    """

    superior: str
    issuer: str
    state: str
    motto: str
    number: str
    place_and_day: str
    kind: str
    recipients: tuple[str, str]
    signer: tuple[str, str, str]


def official_form(issuer: str, language: Language = "vi", day: date | None = None) -> OfficialForm:
    """The frame of a report of an office.

    Args:
        issuer: The office.
        language: ``vi`` or ``en``.
        day: The day of the report; ``None`` leaves it blank.

    Examples:
        >>> official_form("Sở A", day=date(2026, 2, 5)).place_and_day
        '……, ngày 05 tháng 02 năm 2026'
        >>> official_form("Sở A").place_and_day
        '……, ngày …… tháng …… năm ……'
    """
    return OfficialForm(
        superior=_SUPERIOR.text(language),
        issuer=issuer.upper(),
        state=_STATE.text(language),
        motto=_MOTTO.text(language),
        number=_NUMBER.text(language),
        place_and_day=_PLACE_AND_DAY.text(language).format(place=BLANK, **_day_parts(day)),
        kind=_KIND.text(language),
        recipients=(_RECIPIENTS.text(language), _LINES.text(language)),
        signer=(_SIGNER.text(language), BLANK, _SIGNATURE.text(language)),
    )


def _day_parts(day: date | None) -> dict[str, str]:
    """Days below 10 and the months 1 and 2 have a zero in front (Decree 30/2020/NĐ-CP, Appendix I)."""
    if day is None:
        return dict.fromkeys(("day", "month", "year"), BLANK)
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return {"day": f"{day.day:02}", "month": month, "year": str(day.year)}
