"""What must not be so where real people are rated: `karsa check --deploy`, and before `serve`."""

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from django.utils.translation import gettext as _

_LOOPBACK = {"127.0.0.1", "localhost", "::1", "[::1]"}
_SHORT = 32
_ROLE = """
    SELECT rolsuper, rolbypassrls,
           EXISTS (SELECT 1 FROM pg_class WHERE relname = 'org_employee' AND relowner = role.oid)
    FROM pg_roles AS role WHERE rolname = current_user
"""


def is_local() -> bool:
    """Whether only this machine's own browser is answered: the demo, a laptop."""
    return set(settings.ALLOWED_HOSTS) <= _LOOPBACK and not settings.HTTPS


def problems() -> list[CheckMessage]:
    """Return our own errors for this installation; none, where only this machine is answered."""
    found = [] if is_local() else settings_are_safe(None) + role_is_bound(None, databases=True)
    return [one for one in found if one.level >= checks.ERROR]


@register(Tags.security, deploy=True)
def settings_are_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Name each setting that is unsafe, why, and what to do."""
    return [*_answers(), *_secrets(), *_mail()]


@register(Tags.database, deploy=True)
def role_is_bound(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """On PostgreSQL the web must run as a role that row-level security binds."""
    if connection.vendor != "postgresql" or not kwargs.get("databases"):
        return []
    with connection.cursor() as cursor:
        cursor.execute(_ROLE)
        is_free = any(cursor.fetchone() or ())
    if not is_free:
        return []
    return [
        Error(
            _("Peran di DATABASE_URL tidak terikat pagar antarinstansi (row-level security)."),
            hint=_(
                "Pakai peran yang tidak memiliki tabel, tanpa SUPERUSER dan BYPASSRLS; "
                "pemilik tabel hanya di DATABASE_ADMIN_URL."
            ),
            id="karsa.E005",
        )
    ]


def _answers() -> Iterator[CheckMessage]:
    if "*" in settings.ALLOWED_HOSTS:
        yield Error(
            _("KARSA_ALLOWED_HOSTS menjawab nama apa saja."),
            hint=_("Sebutkan nama yang dipakai orang: KARSA_ALLOWED_HOSTS=kinerja.contoh.go.id"),
            id="karsa.E001",
        )
    if not settings.HTTPS and not is_local():
        yield Error(
            _("Tanpa KARSA_HTTPS=1 sandi dan sesi orang terbaca di jaringan."),
            hint=_("Pasang proksi bersertifikat (deploy/README.md), lalu KARSA_HTTPS=1."),
            id="karsa.E002",
        )


def _secrets() -> Iterator[CheckMessage]:
    if len(settings.SECRET_KEY) < _SHORT:
        yield Error(
            _("KARSA_SECRET_KEY begitu pendek, sehingga dapat ditebak."),
            hint=_("Kosongkan: Karsa membuat satu dan menyimpannya di folder data."),
            id="karsa.E003",
        )
    if Path(settings.DATA).stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        yield checks.Warning(
            _("Semua orang di mesin ini dapat membaca folder data."),
            hint=f"chmod 700 {settings.DATA}",
            id="karsa.W001",
        )


def _mail() -> Iterator[CheckMessage]:
    is_plain = not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL)
    if settings.EMAIL_HOST and settings.EMAIL_HOST not in _LOOPBACK and is_plain:
        yield Error(
            _("Surat dikirim ke mesin lain tanpa penyandian."),
            hint=_("KARSA_MAIL_TLS=starttls atau ssl."),
            id="karsa.E004",
        )
