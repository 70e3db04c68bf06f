"""A reporter who wants it hears by mail that there is news; never what, nor the code."""

import logging
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils.translation import gettext, override

from karsa.complaints.models import Contact
from karsa.tenancy.models import Agency

_log = logging.getLogger(__name__)


def send(*, agency: Agency, case_id: int, now: datetime) -> int:
    """Write to the reporters of a case and of those joined with it; return to how many. One query.

    A letter that the server refuses is not tried again: the page tells the same.
    """
    about = Q(case=case_id) | Q(case__main=case_id)
    contacts = Contact.objects.filter(about, agency=agency, wants_mail=True)
    return sum(_send(agency, contact) for contact in contacts.select_related("case"))


def _send(agency: Agency, contact: Contact) -> bool:
    address = contact.opened()["email"]
    if not address or agency.is_practice:
        return False
    with override("id"):
        facts = {"number": contact.case.number, "agency": agency.name}
        subject = gettext("Ada kabar tentang laporan %(number)s") % facts
        text = gettext(
            "Ada perkembangan baru pada laporan Anda nomor %(number)s di %(agency)s.\n\n"
            "Buka halaman Lacak laporan di situs kami dan masukkan kode yang Anda simpan. Kami "
            "tidak pernah meminta kode itu lewat surel atau telepon."
        )
    try:
        EmailMessage(subject, text % facts, to=[address]).send()
    except (SMTPException, OSError) as problem:
        # The error's own words may hold the address.
        _log.warning("complaint letter not mailed: %s", type(problem).__name__)
        return False
    return True
