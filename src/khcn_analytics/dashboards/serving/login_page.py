"""The page to log in: HTML and CSS of this server, no script, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import ceil
from pathlib import Path
from urllib.parse import urlencode

import panel_material_ui

from khcn_analytics.charts.theme import BASE_TICK, BRAND, FONT, GRID, INK, MUTED
from khcn_analytics.dashboards.texts import TITLE
from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language

LOGIN_FIRST = Label("Hãy đăng nhập trước.", "Log in first.")
WRONG = Label(
    "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi thử lại.",
    "Wrong name or password. Check the keyboard's input method and Caps Lock, then try again.",
)
_LOG_IN = Label("Đăng nhập", "Log in")
_INTRODUCTION = Label(
    "Dùng tên và mật khẩu do người quản trị của Sở cấp.", "With the name and password your administrator gave you."
)
_INTRODUCTION_ACCOUNT = Label("Dùng {account}.", "With {account}.")
_INTRODUCTION_BOTH = Label(
    "Dùng {account}, hoặc tên và mật khẩu do người quản trị của Sở cấp.",
    "With {account}, or with the name and password your administrator gave you.",
)
_LOG_IN_WITH = Label("Đăng nhập bằng {account}", "Log in with {account}")
_OR = Label("hoặc", "or")
_NAME = Label("Tên đăng nhập", "User name")
_PASSWORD = Label("Mật khẩu", "Password")
_FORGOTTEN = Label(
    "Quên mật khẩu? Người quản trị đặt lại được ngay, không ai xem được mật khẩu cũ.",
    "Forgotten? Your administrator can set a new one; nobody can see the old one.",
)
_SUBTITLE = Label(
    "Số liệu thi đua, tiến độ và xu hướng của Sở, trên một trang.",
    "Emulation figures, progress and trends of the department, on one page.",
)
_LOG_OUT = Label("Đăng xuất", "Log out")
_LEAVING = Label("{user} đang đăng nhập. Đăng xuất khỏi máy này?", "{user} is logged in. Log out on this computer?")
_ACCOUNT_STAYS = Label(
    "Nếu đã đăng nhập bằng tài khoản cơ quan thì tài khoản đó vẫn mở ở trình duyệt này: trên máy dùng chung, hãy đăng "
    "xuất cả ở nơi cấp tài khoản.",
    "An office account you came by stays logged in to in this browser: on a shared computer, log out of it at its "
    "provider too.",
)
_BACK = Label("Trở lại bảng điều khiển", "Back to the dashboard")
_LANGUAGE_NAMES: dict[Language, str] = {"vi": "Tiếng Việt", "en": "English"}

_CURRENT = ' aria-current="true"'

_FONTS = Path(panel_material_ui.__file__).parent / "dist"
_FONTS_ROUTE = "static/extensions/panel-material-ui"
_RANGES = {
    "vietnamese": "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,"
    "U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB",
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+2000-206F,U+20AC,U+2212",
}


@dataclass(frozen=True, slots=True)
class LoginPage:
    """What the page to log in says and where it stands.

    Attributes:
        owner: Whose figures are behind it.
        prefix: What the paths of the server begin with.
        language: The language unless another is chosen.
        has_passwords: Whether one may log in by name and password.
        account: What the accounts of the office are called, if one may log in by them.
    """

    owner: Label
    prefix: str
    language: Language
    has_passwords: bool = True
    account: Label | None = None

    def html(self, language: Language, *, name: str | None, error: Label | None, following: str) -> str:
        """The page.

        Args:
            language: ``vi`` or ``en``.
            name: What was typed as name before; ``None``: nothing was, the error is not about a password.
            error: Why the last try failed.
            following: The query of the page that was asked for.
        """
        told = f'<p class="error" role="alert">{_text(error, language)}</p>' if error else ""
        here = {"next": following} if following else {}
        ways = [self._button(language, here)] if self.account else []
        if self.has_passwords:
            ways.append(self._form(language, here, name=name or "", is_wrong=error is not None and name is not None))
        form = (
            f"<h2>{_text(_LOG_IN, language)}</h2><p>{escape(self._introduction(language))}</p>{told}"
            + f'<p class="or">{_text(_OR, language)}</p>'.join(ways)
        )
        return self._around(form, language, _LOG_IN, self._languages(language, "login", here))

    def _introduction(self, language: Language) -> str:
        if self.account is None:
            return _INTRODUCTION.text(language)
        told = _INTRODUCTION_BOTH if self.has_passwords else _INTRODUCTION_ACCOUNT
        return told.text(language).format(account=self.account.text(language))

    def _button(self, language: Language, here: dict[str, str]) -> str:
        """The way by an account: a link, since forms may not lead to another site."""
        told = _LOG_IN_WITH.text(language).format(account=self.account.text(language) if self.account else "")
        address = self._link("login/account", {"language": language, **here})
        return f'<a class="button" href="{address}">{escape(told)}</a>'

    def _form(self, language: Language, here: dict[str, str], *, name: str, is_wrong: bool) -> str:
        """The way by name and password."""
        wrong = ' aria-invalid="true"' if is_wrong else ""
        return (
            f'<form method="post" action="{self._link("login", {"language": language, **here})}">'
            f'<label for="name">{_text(_NAME, language)}</label>'
            f'<input id="name" name="name" value="{escape(name)}" autocomplete="username" autocapitalize="none" '
            f'spellcheck="false" maxlength="64" required{"" if name else " autofocus"}{wrong}>'
            f'<label for="password">{_text(_PASSWORD, language)}</label>'
            f'<input id="password" name="password" type="password" autocomplete="current-password" maxlength="256" '
            f"required{' autofocus' if name else ''}{wrong}>"
            f"<button>{_text(_LOG_IN, language)}</button></form>"
            f'<p class="small">{_text(_FORGOTTEN, language)}</p>'
        )

    def logout_html(self, language: Language, user: str) -> str:
        """The page that asks whether to log out."""
        stays = f'<p class="stays">{_text(_ACCOUNT_STAYS, language)}</p>' if self.account else ""
        form = (
            f"<h2>{_text(_LOG_OUT, language)}</h2><p>{escape(_LEAVING.text(language).format(user=user))}</p>{stays}"
            f'<form method="post" action="{self._link("logout", {})}"><button>{_text(_LOG_OUT, language)}</button></form>'
            f'<p class="small"><a href="{self._link("", {})}">{_text(_BACK, language)}</a></p>'
        )
        return self._around(form, language, _LOG_OUT, self._languages(language, "logout", {}))

    def _around(self, form: str, language: Language, title: Label, languages: str) -> str:
        return (
            f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="theme-color" content="{BRAND}">'
            f"<title>{_text(title, language)} – {_text(TITLE, language)}</title>"
            f"<style>{_font_faces(self.prefix)}{_STYLE}</style></head><body>"
            f'<header>{_PICTURE}<div class="about"><p class="owner">{_text(self.owner, language)}</p>'
            f"<h1>{_text(TITLE, language)}</h1><p>{_text(_SUBTITLE, language)}</p></div></header>"
            f'<main><div class="card">{form}</div><nav>{languages}</nav></main></body></html>'
        )

    def _languages(self, language: Language, route: str, here: dict[str, str]) -> str:
        return "".join(
            f'<a lang="{each}" href="{self._link(route, {"language": each, **here})}"'
            f"{_CURRENT if each == language else ''}>{_LANGUAGE_NAMES[each]}</a>"
            for each in LANGUAGES
        )

    def _link(self, route: str, query: dict[str, str]) -> str:
        return escape(f"{self.prefix}/{route}" + (f"?{urlencode(query)}" if query else ""))


def too_often(wait: float) -> Label:
    """What is told after too many wrong passwords.

    Args:
        wait: Seconds to wait.
    """
    minutes = ceil(wait / 60)
    return Label(
        f"Sai quá nhiều lần. Hãy thử lại sau {minutes} phút; nếu quên mật khẩu, nhờ người quản trị đặt lại.",
        f"Too many wrong tries. Try again in {minutes} min; if you forgot the password, ask your administrator.",
    )


def _text(label: Label, language: Language) -> str:
    return escape(label.text(language))


def _font_faces(prefix: str) -> str:
    """The font of the dashboard, from the very files it loads."""
    faces = (
        (file, weight, letters)
        for letters in _RANGES
        for weight in (400, 700)
        for file in _FONTS.glob(f"roboto-{letters}-{weight}-normal-*.woff2")
    )
    return "".join(
        f"@font-face{{font-family:Roboto;font-weight:{weight};font-display:swap;"
        f"src:url({prefix}/{_FONTS_ROUTE}/{file.name}) format('woff2');unicode-range:{_RANGES[letters]}}}"
        for file, weight, letters in faces
    )


# Columns that grow, and the line of a trend through them.
_PICTURE = (
    '<svg viewBox="0 0 600 300" preserveAspectRatio="xMaxYMax slice" aria-hidden="true">'
    + "".join(
        f'<rect x="{20 + 58 * place}" y="{300 - height}" width="36" height="{height}" rx="6" fill="#fff" opacity=".09"/>'
        for place, height in enumerate((60, 84, 72, 112, 104, 140, 156, 148, 190, 226))
    )
    + '<polyline points="38,216 96,196 154,204 212,168 270,172 328,140 386,120 444,126 502,84 560,50" fill="none" '
    f'stroke="{BASE_TICK}" stroke-width="4" stroke-linecap="round" stroke-linejoin="round" opacity=".9"/>'
    f'<circle cx="560" cy="50" r="8" fill="{BASE_TICK}"/></svg>'
)

_STYLE = f"""
* {{ box-sizing: border-box; }}
html, body {{ margin: 0; min-height: 100vh; }}
body {{ display: grid; grid-template-columns: minmax(0, 11fr) minmax(0, 9fr); font: 16px/1.5 {FONT}; color: {INK};
        background: #f2f5f7; }}
header {{ position: relative; overflow: hidden; color: #fff; display: flex; align-items: center; padding: 0 8% 24vh;
          background: linear-gradient(150deg, #083f60, {BRAND} 60%, #1b7fb3); }}
header svg {{ position: absolute; inset: auto 0 0 0; width: 100%; height: 50%; }}
.about {{ position: relative; max-width: 34rem; }}
.owner {{ font-size: 15px; font-weight: 700; letter-spacing: .02em; margin: 0 0 14px; opacity: .92; }}
h1 {{ font-size: clamp(28px, 3.2vw, 44px); line-height: 1.15; letter-spacing: -.02em; margin: 0 0 14px; text-wrap: balance; }}
.about p:last-child {{ font-size: 18px; margin: 0; opacity: .9; max-width: 26em; text-wrap: balance; }}
main {{ display: flex; flex-direction: column; align-items: center; justify-content: center; padding: 32px 20px; }}
.card {{ width: 100%; max-width: 400px; background: #fff; border: 1px solid {GRID}; border-radius: 16px;
         padding: 34px 34px 26px; box-shadow: 0 1px 2px #0b2b4010, 0 12px 32px #0b2b4014; }}
h2 {{ font-size: 25px; line-height: 1.2; margin: 0 0 6px; letter-spacing: -.01em; }}
.card > p {{ margin: 0; color: {MUTED}; font-size: 15px; text-wrap: pretty; }}
.card > .error {{ margin-top: 18px; padding: 11px 14px; border-radius: 10px; color: #7d2a12; background: #fdeee9;
                  border: 1px solid #f2c4b6; border-left: 4px solid #b3401f; }}
form {{ margin: 22px 0 18px; display: grid; }}
label {{ font-size: 14px; font-weight: 700; margin-bottom: 6px; }}
input {{ font: inherit; color: inherit; padding: 11px 13px; margin-bottom: 18px; border: 1px solid #9fb0bc;
         border-radius: 10px; background: #fff; min-width: 0; }}
input[aria-invalid] {{ border-color: #b3401f; }}
input:focus-visible, button:focus-visible, a:focus-visible {{ outline: 3px solid #56b4e9; outline-offset: 1px; border-color: {BRAND}; }}
button, .button {{ font: 700 16px/1.5 {FONT}; color: #fff; background: {BRAND}; border: 0; border-radius: 10px; padding: 12px;
          margin-top: 4px; cursor: pointer; }}
button:hover, .button:hover {{ background: #094a70; }}
.button {{ display: block; margin-top: 22px; text-align: center; text-decoration: none; text-wrap: balance; }}
.card > .or {{ display: flex; align-items: center; gap: 14px; margin: 20px 0 -4px; font-size: 14px; }}
.or::before, .or::after {{ content: ""; flex: 1; border-top: 1px solid {GRID}; }}
.or ~ form button {{ color: {BRAND}; background: #fff; border: 1px solid {BRAND}; }}
.or ~ form button:hover {{ background: #eaf2f7; }}
.card > .stays {{ margin-top: 12px; }}
.card > .small {{ font-size: 13.5px; border-top: 1px solid {GRID}; padding-top: 16px; }}
a {{ color: {BRAND}; }}
nav {{ margin-top: 20px; display: flex; gap: 4px; font-size: 14px; }}
nav a {{ color: {MUTED}; text-decoration: none; padding: 6px 12px; border-radius: 99px; }}
nav a:hover {{ color: {INK}; }}
nav a[aria-current] {{ color: {BRAND}; background: #dfeaf1; font-weight: 700; }}
@media (max-width: 800px) {{
  body {{ grid-template-columns: minmax(0, 1fr); grid-template-rows: auto 1fr; }}
  header {{ padding: 34px 24px 84px; }}
  header svg {{ height: 80%; }}
  header svg :is(polyline, circle) {{ display: none; }}
  .owner {{ font-size: 14px; margin-bottom: 6px; }}
  h1 {{ font-size: 26px; margin-bottom: 6px; }}
  .about p:last-child {{ display: none; }}
  main {{ justify-content: flex-start; margin-top: -50px; padding: 0 16px 28px; position: relative; }}
  .card {{ padding: 26px 22px 20px; }}
}}
"""
