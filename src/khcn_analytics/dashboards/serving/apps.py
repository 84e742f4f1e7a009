"""``khcn serve`` and ``khcn studio``: two processes with different data.

Panel can't keep roles apart inside one process, so the leaders' server never holds what identifies
people, and the planner's is for whoever sits at the machine.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import panel as pn

from khcn_analytics.dashboards.pages import dashboard_page, prepare
from khcn_analytics.dashboards.pages.registry import App
from khcn_analytics.dashboards.serving.gate import LOGOUT, OpenDoor
from khcn_analytics.dashboards.serving.launching import Serving
from khcn_analytics.dashboards.serving.listening import Listening
from khcn_analytics.dashboards.serving.live_store import LiveStore
from khcn_analytics.dashboards.serving.loading import Loading, stamp
from khcn_analytics.dashboards.serving.login_door import LoginDoor
from khcn_analytics.dashboards.serving.login_page import LoginPage
from khcn_analytics.dashboards.serving.logins import Logins
from khcn_analytics.dashboards.serving.notice import add_notice, add_way_out
from khcn_analytics.dashboards.serving.throttling import Throttle
from khcn_analytics.dashboards.serving.token_door import TokenDoor
from khcn_analytics.dashboards.serving.users import Users
from khcn_analytics.dashboards.store import Store
from khcn_analytics.dashboards.texts import TITLE
from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.versions import AsOf
from khcn_analytics.vocabulary.labels import Label, Language

if TYPE_CHECKING:
    from khcn_analytics.dashboards.serving.oidc_accounts import Accounts

STUDIO_TITLE = Label("Bàn làm việc KH&CN", "S&T studio")
# Files are uploaded through the socket.
_STUDIO_MESSAGE = 20 * 2**20


def dashboard(
    folder: Path | None,
    where: Listening,
    *,
    users: Path | None = None,
    oidc: Path | None = None,
    as_of: AsOf | None = None,
    language: Language = "vi",
    begun: Loading | None = None,
) -> Serving:
    """The leaders' dashboard: figures only, without what identifies people, and nothing to change.

    Args:
        folder: Folder of the workspace; ``None`` is the bundled example.
        where: Where to listen.
        users: The users file; it or ``oidc`` is needed as soon as other machines can come.
        oidc: The file of logins by the accounts of an office.
        as_of: The version, day or moment to stay at; ``None`` follows the newest.
        language: Language unless the reader chooses another.
        begun: The reading of just these data, if it was begun before.

    Raises:
        WrongUseError: If other machines could come without login or by an address that is not named.
        KhcnError: If one of the files, the provider of the accounts or the workspace can't be used.
    """
    refuse_unsafe(where, has_login=users is not None or oidc is not None)
    known = None if users is None else Users(users)
    accounts = None if oidc is None else _open_accounts(oidc, where)
    live = _live(folder, as_of, begun or Loading(folder, as_of, personal=False), personal=False)
    if known is None and accounts is None:
        return Serving(
            title=TITLE.text(language),
            language=language,
            page=partial(_page, live, language, "leaders"),
            live=live,
            where=where,
            door=OpenDoor(),
        )
    door = _door(where, _owner(live), language, users=known, accounts=accounts)
    return Serving(
        title=TITLE.text(language),
        language=language,
        page=partial(_page, live, language, "leaders", f"{where.prefix}{LOGOUT}"),
        live=live,
        where=where,
        door=door,
        handlers=door.handlers,
    )


def studio(
    folder: Path | None, where: Listening, *, language: Language = "vi", begun: Loading | None = None
) -> tuple[Serving, str]:
    """The planner's studio, whole records and all, for whoever sits at the machine; and the address to open.

    Args:
        folder: Folder of the workspace; ``None`` is the bundled example.
        where: Where to listen: this machine only.
        language: Language unless the reader chooses another.
        begun: The reading of just these data, if it was begun before.

    Raises:
        WrongUseError: If other machines could come.
        KhcnError: If the workspace can't be used.
    """
    if not where.is_for_this_machine_only:
        raise WrongUseError(
            f"Bàn làm việc có dữ liệu cá nhân nên chỉ mở trên máy này (127.0.0.1), không mở tại “{where.address}”. "
            "Người ở máy khác dùng bảng điều khiển: khcn serve.",
            f"The studio holds personal data and opens on this machine only (127.0.0.1), not on “{where.address}”. "
            "Others use the dashboard: khcn serve.",
        )
    live = _live(folder, None, begun or Loading(folder, personal=True), personal=True)
    door = TokenDoor(where)
    serving = Serving(
        title=STUDIO_TITLE.text(language),
        language=language,
        page=partial(_page, live, language, "studio"),
        live=live,
        where=where,
        door=door,
        largest_message=_STUDIO_MESSAGE,
    )
    return serving, door.url


def prepare_first_page(serving: Serving) -> None:
    """Compute the leaders' first page before anybody asks for it."""
    prepare(serving.live.current, serving.language)


def refuse_unsafe(where: Listening, *, has_login: bool) -> None:
    """Other machines come in by login only, and by an address that is named.

    Raises:
        WrongUseError: If they could come otherwise; it says how to mend it.
    """
    if where.is_for_this_machine_only:
        return
    if not has_login:
        raise WrongUseError(
            f"Phục vụ máy khác (“{where.address}”) thì cần đăng nhập. Tạo người dùng rồi chỉ tệp đó:\n"
            "  khcn user add TÊN --users nguoi-dung.txt\n"
            "  khcn serve … --users nguoi-dung.txt --allow-origin https://ĐỊA-CHỈ-NGƯỜI-DÙNG-GÕ\n"
            "hoặc đăng nhập bằng tài khoản cơ quan: --oidc oidc.toml (docs/serving.md)",
            f"Serving other machines (“{where.address}”) would need login. Make a user, then name the file:\n"
            "  khcn user add NAME --users users.txt\n"
            "  khcn serve … --users users.txt --allow-origin https://ADDRESS-PEOPLE-OPEN\n"
            "or have people log in by accounts of their office: --oidc oidc.toml (docs/serving.md)",
        )
    if not where.allowed:
        raise WrongUseError(
            f"Phục vụ máy khác (“{where.address}”) thì cần nêu địa chỉ người dùng gõ vào trình duyệt, ví dụ "
            f"--allow-origin http://10.0.0.5:{where.port} hoặc --allow-origin https://bang.tinh.gov.vn.",
            f"Serving other machines (“{where.address}”) needs the address people open, for example "
            f"--allow-origin http://10.0.0.5:{where.port} or --allow-origin https://bang.tinh.gov.vn.",
        )


def is_readable_on_the_way(where: Listening) -> bool:
    """Whether passwords and figures cross the network unencrypted."""
    return not where.is_for_this_machine_only and not where.is_encrypted


def _open_accounts(oidc: Path, where: Listening) -> Accounts:
    # The libraries of OpenID Connect are loaded where somebody logs in by it.
    from khcn_analytics.dashboards.serving.oidc_accounts import open_accounts  # noqa: PLC0415

    return open_accounts(oidc, where)


def _door(
    where: Listening, owner: Label, language: Language, *, users: Users | None, accounts: Accounts | None
) -> LoginDoor:
    name = accounts.settings.name if accounts else None
    page = LoginPage(owner, where.prefix, language, has_passwords=users is not None, account=name)
    if accounts is None:
        return LoginDoor(where, Logins(), page, Throttle(), users=users)
    from khcn_analytics.dashboards.serving.oidc_door import OidcDoor  # noqa: PLC0415

    return OidcDoor(where, Logins(), page, Throttle(), users=users, accounts=accounts)


def _live(folder: Path | None, as_of: AsOf | None, first: Loading, *, personal: bool) -> LiveStore:
    """Figures that follow their workspace.

    Args:
        folder: Folder of the workspace; ``None`` is the bundled example.
        as_of: The version, day or moment to stay at; ``None`` follows the newest.
        first: The first reading of it; each later one has a process of its own again.
        personal: Whether whoever sees them may see what identifies people.
    """
    begun = [first]

    def load() -> Store:
        reading = begun.pop() if begun else _whole(Loading(folder, as_of, personal=personal))
        # Whoever sees whole records is the one who may bring in more.
        return Store(reading.workspace, folder if personal else None, lambda: reading.eligible)

    follow: Callable[[], Any] | None = None if folder is None or as_of is not None else partial(stamp, folder)
    return LiveStore(load, follow, first.stamp)


def _whole(reading: Loading) -> Loading:
    """A reading that has told everything: of what is taken over nobody waits for more."""
    _ = reading.eligible
    return reading


def _owner(live: LiveStore) -> Label:
    """The department whose figures they are."""
    (name,) = live.current.workspace.departments.values()
    return name


def _page(live: LiveStore, language: Language, app: App, way_out: str | None = None) -> Any:
    """The page of one session, made of the newest figures of this moment."""
    page = dashboard_page(live.current, language, app=app)
    shown = _language_of_address(language)
    add_notice(page, live, shown)
    if way_out:
        add_way_out(page, way_out, shown)
    return page


def _language_of_address(otherwise: Language) -> Language:
    asked = pn.state.location.query_params.get("language") if pn.state.location else None
    return asked if asked in ("vi", "en") else otherwise
