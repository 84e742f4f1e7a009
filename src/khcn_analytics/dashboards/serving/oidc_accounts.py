"""The accounts of an office by which one may log in: settings, provider and who may come in, ready to be used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from khcn_analytics.dashboards.serving.followed_file import FollowedFile
from khcn_analytics.dashboards.serving.listening import Listening
from khcn_analytics.dashboards.serving.oidc_allowed import Allowed, Claims
from khcn_analytics.dashboards.serving.oidc_provider import Provider
from khcn_analytics.dashboards.serving.oidc_settings import (
    OidcSettings,
    client_secret,
    read_settings,
    refuse_other_address,
)
from khcn_analytics.vocabulary.labels import Label


@dataclass(frozen=True, slots=True)
class Accounts:
    """What logging in by accounts takes.

    Attributes:
        settings: How to log in by them.
        provider: Who is asked.
        allowed: Which of them may come in, by the file as it is now.
    """

    settings: OidcSettings
    provider: Provider
    allowed: FollowedFile[Allowed]

    def why_not(self, claims: Claims) -> Label | None:
        """Why an account may not come in now; ``None`` lets it in."""
        return self.allowed.now.why_not(claims)


def open_accounts(path: Path, where: Listening) -> Accounts:
    """Read the file of ``--oidc``, and ask the provider about itself.

    Args:
        path: The file.
        where: Where the server listens.

    Raises:
        DataNotFoundError: If the file, or the one of the secret, is not there.
        UnreadableDataError: If one of them can't be read.
        WrongUseError: If it would not be safe, or the provider can't be used; it says how to mend it.
    """
    settings = read_settings(path)
    refuse_other_address(settings, where)
    provider = Provider(settings, client_secret(settings))
    return Accounts(settings, provider, FollowedFile(path, lambda each: read_settings(each).allowed, Allowed()))
