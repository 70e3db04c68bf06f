"""Which agency a command is about."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from karsa.tenancy.models import Agency

WRONG_USE = 2


def agency_named(code: str) -> Agency:
    """Return the agency of that code, or the only one. Raises CommandError. One query."""
    rows = Agency.objects.real()
    found = list(rows.filter(code=code) if code else rows[:2])
    if len(found) == 1:
        return found[0]
    if not found and code:
        text = _("Tidak ada instansi berkode “%(code)s”.") % {"code": code}
    elif found:
        text = _("Ada beberapa instansi. Sebutkan kodenya dengan --agency.")
    else:
        text = _("Belum ada instansi. Buat dulu instansinya, lalu ulangi.")
    raise CommandError(text, returncode=WRONG_USE if code or found else 1)
