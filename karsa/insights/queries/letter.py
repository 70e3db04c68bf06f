"""The briefing as a letter: plain text and the same as HTML, without a name in subject or log."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.insights.queries.briefing import Briefing, briefing_of
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes out, without the address it goes to."""

    subject: str
    text: str
    html: str


def letter_of(actor: Actor, first: date) -> Letter:
    """Return the letter about the month that begins on `first`. Six queries."""
    briefing = briefing_of(actor, first)
    facts = words_of(actor.agency, briefing)
    return Letter(
        subject=gettext("Ringkasan kinerja %(month)s: %(finding)s")
        % {"month": briefing.name, "finding": briefing.finding.lower()},
        text=render_to_string("insights/briefing.txt", facts).strip() + "\n",
        html=render_to_string("insights/briefing_mail.html", facts),
    )


def words_of(agency: Agency, briefing: Briefing) -> dict[str, Any]:
    """Return what the templates of a briefing print. No query."""
    host = address_of(agency)
    return {
        "agency": agency,
        "briefing": briefing,
        "host": host,
        "page": f"{host}{reverse('insights:briefing')}?bulan={briefing.year}-{briefing.month:02}",
    }


def address_of(agency: Agency) -> str:
    """Return where the agency's pages are found from outside. No query."""
    scheme = "https" if settings.HTTPS else "http"
    return f"{scheme}://{agency.host or settings.ALLOWED_HOSTS[0]}"
