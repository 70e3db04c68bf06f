"""The printed form B.1.2, and the head that it shares with other forms of a plan."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karsa.documents.language import in_indonesian
from karsa.documents.shapes import ActionLine, ActionsForm, Party, Signature
from karsa.journal.queries.documentation import (
    Documentation,
    DocumentedAction,
    DocumentedResult,
)
from karsa.kit import formats
from karsa.org.models import Assignment, Employee, Period
from karsa.plans.models import PerformancePlan

MOST_NAMES = 5


@in_indonesian
def documentation_form(plan: PerformancePlan, found: Documentation, period: Period) -> ActionsForm:
    """Return B.1.2 of a plan (with its post and people at hand) for one period. One query."""
    holder, rater = parties_of(plan)
    return ActionsForm(
        code="B.1.2",
        holder=holder,
        rater=rater,
        lines=tuple(map(_line, found.results)),
        signatures=(Signature(_("Pegawai yang Dinilai"), holder.name, holder.nip),),
        agency=plan.agency.name,
        period=period_words(plan),
        term=f"{period.name} {period.year}",
    )


def parties_of(plan: PerformancePlan) -> tuple[Party, Party]:
    """Return the head of a form: who is rated, and who rates. One query."""
    rater = plan.rater
    post = (
        Assignment.objects.filter(employee=rater, kind=Assignment.Kind.DEFINITIVE)
        .select_related("position", "unit")
        .order_by("-starts")
        .first()
    )
    return _party(plan.assignment.employee, plan.assignment), _party(rater, post)


def period_words(plan: PerformancePlan) -> str:
    """The days a plan covers: "1 JANUARI SD 31 DESEMBER TAHUN 2026"."""
    first, last = (
        f"{day.day} {formats.MONTHS[day.month - 1]}".upper() for day in (plan.starts, plan.ends)
    )
    return f"{first} SD {last} TAHUN {plan.ends.year}"


def _party(person: Employee | None, post: Assignment | None) -> Party:
    if person is None:
        return Party()
    return Party(
        name=person.full_name,
        nip=person.nip,
        rank=person.rank or None,
        position=post.position.name if post else None,
        unit=post.unit.name if post else None,
    )


def _line(result: DocumentedResult) -> ActionLine:
    return ActionLine(
        number=result.number,
        result=result.text,
        actions=tuple(action.title for action in result.actions if action.title),
        realisations=tuple(map(realised, result.actions)),
    )


def realised(action: DocumentedAction) -> str:
    """Say in one line what was realised and what shows it: "52 orang (7 catatan). Bukti: …"."""
    if not action.entries:
        return "–"
    parts = [", ".join(f"{formats.number(total)} {unit}".strip() for total, unit in action.sums)]
    parts += [f"{formats.day(entry.day)}: {entry.text}" for entry in action.texts]
    said = "; ".join(part for part in parts if part) or _("Dilaporkan dengan bukti")
    count = len(action.entries)
    line = ngettext("%(said)s (%(n)s catatan).", "%(said)s (%(n)s catatan).", count)
    return (line % {"said": said, "n": count}) + _proofs(action.proofs)


def _proofs(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    rest = _(" dan %(n)s berkas lain") % {"n": more} if more > 0 else ""
    return " " + _("Bukti: %(names)s%(rest)s.") % {"names": shown, "rest": rest}
