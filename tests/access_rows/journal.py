"""Entries, what was asked about them, and what was said back."""

from uuid import UUID

from karsa.indicators.tests import make as indicators
from karsa.journal import services
from karsa.journal.tests import make as journal
from karsa.org.tests import make
from karsa.plans.tests import make as plans
from tests.access_rows.common import reported


def entry(people: make.People) -> int:
    """A day's report of hers that waits for Andi."""
    return journal.entry(plans.result(reported(people))).pk


def question(people: make.People) -> int:
    """An odd thing about her report, known to her superiors by now."""
    asked = journal.entry(plans.result(reported(people)))
    return journal.note(asked, shown_from=make.TODAY).pk


def asked(people: make.People) -> int:
    """What Andi asked about her report."""
    row = journal.entry(plans.result(reported(people)))
    services.ask(actor=make.actor(people.andi), entry=row, text="Boleh lihat fotonya?")
    return row.questions.get().pk


def entry_key(people: make.People) -> UUID:
    return journal.entry(plans.result(reported(people))).key


def proof(people: make.People) -> int:
    """The photo of such a report."""
    return journal.evidence(journal.entry(plans.result(reported(people)))).pk


def figure(people: make.People) -> int:
    """A figure that Andi reported for it, with a file."""
    row = indicators.figure(indicators.indicator(people.clinic), 1, 90)
    row.evidence = journal.evidence(journal.entry(plans.result(reported(people)))).file
    row.reported_by = people.andi
    row.save(update_fields=["reported_by", "evidence"])
    return row.pk
