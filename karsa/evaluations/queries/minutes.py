"""The minutes of a session for the member who prints them."""

from collections import defaultdict
from collections.abc import Iterable

from karsa.documents.shapes import CalibrationCase, CalibrationMinutes
from karsa.evaluations.models import CaseNote
from karsa.evaluations.queries.calibration import CaseCard, Table
from karsa.kit.formats import day


def minutes_of(table: Table) -> CalibrationMinutes:
    """Return what was said and what came of it; cases the reader keeps out of are not in it.

    One query.
    """
    session = table.session
    cases = [card for card in table.cases if not card.is_out]
    said: dict[int, list[CaseNote]] = defaultdict(list)
    rows = CaseNote.objects.filter(case__in=[card.row.pk for card in cases])
    for note in rows.select_related("member__employee").order_by("at", "pk"):
        said[note.case_id].append(note)
    return CalibrationMinutes(
        agency=session.period.agency.name,
        unit=session.unit.name,
        period=session.period.name,
        day=day(session.opened_on),
        led_by=session.led_by.full_name,
        present=tuple(one.employee.full_name for one in table.members),
        guidance=table.notes,
        cases=tuple(_case(card, said[card.row.pk]) for card in cases),
    )


def _case(card: CaseCard, notes: Iterable[CaseNote]) -> CalibrationCase:
    return CalibrationCase(
        name=card.name,
        post=card.post,
        grade=card.decided,
        votes=tuple((one.label, str(one.result), str(one.behaviour)) for one in card.choices),
        notes=tuple(f"{one.text} ({one.member.employee.full_name})" for one in notes),
        changes=tuple(f"{one.old[2]} → {one.new[2]}: {one.reason}" for one in card.changes),
    )
