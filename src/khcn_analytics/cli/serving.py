"""``khcn serve``, ``khcn studio`` and ``khcn user``."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from khcn_analytics.cli.moments import moment_of
from khcn_analytics.dashboards.serving.listening import listening
from khcn_analytics.dashboards.serving.loading import Loading, settle
from khcn_analytics.dashboards.serving.passwords import refuse_weak
from khcn_analytics.dashboards.serving.users import add_user as add_user_to
from khcn_analytics.dashboards.serving.users import remove_user as remove_user_from
from khcn_analytics.dashboards.serving.users import valid_name
from khcn_analytics.vocabulary.labels import Label, Language

if TYPE_CHECKING:
    from khcn_analytics.dashboards.serving.launching import Serving
    from khcn_analytics.store.versions import AsOf

_SERVING = Label("{name}: {url} (Ctrl+C để dừng)", "{name}: {url} (Ctrl+C stops)")
_ENDED = Label("Đã dừng.", "Stopped.")
_READABLE = Label(
    "Chú ý: mật khẩu và số liệu đi qua mạng mà không mã hóa. Hãy đặt sau một máy chủ có https (docs/serving.md).",
    "Note: passwords and figures cross the network unencrypted. Put it behind a server with https (docs/serving.md).",
)
_ASK, _AGAIN = Label("Mật khẩu", "Password"), Label("Gõ lại mật khẩu", "Password again")
_DIFFERENT = Label("Hai lần gõ không giống nhau, hãy gõ lại.", "The two differ; type it again.")
_ADDED = Label("Đã thêm “{name}” vào “{path}”.", "Added “{name}” to “{path}”.")
_CHANGED = Label("Đã đặt mật khẩu mới cho “{name}” trong “{path}”.", "New password of “{name}” set in “{path}”.")
_REMOVED = Label("Đã bỏ “{name}” khỏi “{path}”.", "Removed “{name}” from “{path}”.")


def serve(
    language: Language,
    workspace: Path | None,
    port: int,
    address: str,
    prefix: str,
    users: Path | None,
    oidc: Path | None,
    allowed: tuple[str, ...],
    as_of: str | None,
    page_language: Language,
    *,
    open_browser: bool,
) -> None:
    """Serve the leaders' dashboard until told to end."""
    where = listening(address, port, prefix, allowed)
    moment = moment_of(workspace, as_of)
    with _begun(workspace, moment, personal=False) as begun:
        from khcn_analytics.dashboards.serving import apps  # noqa: PLC0415

        serving = apps.dashboard(
            workspace, where, users=users, oidc=oidc, as_of=moment, language=page_language, begun=begun
        )
        if apps.is_readable_on_the_way(where):
            click.echo(_READABLE.text(language), err=True)
        apps.prepare_first_page(serving)
    _run(serving, where.url, language, open_browser=open_browser)


def studio(
    language: Language,
    workspace: Path,
    port: int,
    address: str,
    prefix: str,
    page_language: Language,
    *,
    open_browser: bool,
) -> None:
    """Serve the planner's studio until told to end."""
    where = listening(address, port, prefix, ())
    with _begun(workspace, personal=True) as begun:
        from khcn_analytics.dashboards.serving import apps  # noqa: PLC0415

        serving, url = apps.studio(workspace, where, language=page_language, begun=begun)
    _run(serving, url, language, open_browser=open_browser)


@contextmanager
def _begun(workspace: Path | None, as_of: AsOf | None = None, *, personal: bool) -> Iterator[Loading]:
    """A workspace that another process reads while this one imports what it will draw with."""
    signal.signal(signal.SIGTERM, _interrupt)
    with _interrupted_later():
        loading = Loading(workspace, as_of, personal=personal)
    with loading:
        # So many modules leave nothing behind: looking for garbage among them would take a quarter of the time.
        gc.disable()
        import_module("khcn_analytics.dashboards.serving.apps")
        settle()
        yield loading


@contextmanager
def _interrupted_later() -> Iterator[None]:
    """Wait with an interruption: a process that is half begun would tell of it in a traceback, and be left behind."""
    asked: list[int] = []
    before = {
        each: signal.signal(each, lambda which, _: asked.append(which)) for each in (signal.SIGINT, signal.SIGTERM)
    }
    yield
    for each, handler in before.items():
        signal.signal(each, handler)
    if asked:
        raise KeyboardInterrupt


def _interrupt(*_: object) -> NoReturn:
    """SIGTERM while data are read ends the command as Ctrl-C does, and the process that reads them with it."""
    raise KeyboardInterrupt


def _run(serving: Serving, url: str, language: Language, *, open_browser: bool) -> None:
    from khcn_analytics.cli.opening import tell_kept_out  # noqa: PLC0415
    from khcn_analytics.dashboards.serving.launching import make_server, run  # noqa: PLC0415

    data = serving.live.current.workspace
    tell_kept_out(data, language)
    told = _SERVING.text(language).format(name=data.name.text(language), url=url)
    run(make_server(serving), on_ready=lambda: click.echo(told), open_url=url if open_browser else None)
    click.echo(_ENDED.text(language))


def add_user(language: Language, name: str, users: Path) -> None:
    """Ask for a password and keep its hash."""
    key = valid_name(name)
    password = _asked_password(key, language) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    known = add_user_to(users, key, password)
    click.echo((_CHANGED if known else _ADDED).text(language).format(name=key, path=users))


def remove_user(language: Language, name: str, users: Path) -> None:
    """Take a user off the file."""
    remove_user_from(users, name)
    click.echo(_REMOVED.text(language).format(name=name, path=users))


def _asked_password(name: str, language: Language) -> str:
    """A password typed twice; a weak one is told before it is typed again."""
    while True:
        password: str = click.prompt(_ASK.text(language), hide_input=True)
        refuse_weak(name, password)
        if click.prompt(_AGAIN.text(language), hide_input=True) == password:
            return password
        click.echo(_DIFFERENT.text(language), err=True)
