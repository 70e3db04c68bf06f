"""What a page says and reads where somebody who rates others leaves a post."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karsa.accounts.requests import StaffRequest
from karsa.org.forms.acts import EndForm, EndPostForm
from karsa.org.models import Assignment, RaterLine
from karsa.org.queries.heads import heads_above
from karsa.org.services.handover import Handover
from karsa.org.services.raters_derived import derive_raters_by
from karsa.org.views.acting import Cleaned, read, read_pick


def heirs(request: StaffRequest, post: Assignment | None) -> dict[str, list[tuple[str, str]]]:
    """Suggest who leads the unit or one above it as successor of a post's holder."""
    if post is None:
        return {}
    heads = heads_above(post.unit, request.actor.today)
    others = [head for head in heads if head.employee_id != post.employee_id]
    return {
        "successor": [
            (str(head.employee_id), f"{head.employee.full_name} · {head.unit.name}")
            for head in others
        ]
    }


def end_form(
    request: StaffRequest, lines: Sequence[RaterLine], post: Assignment | None
) -> forms.Form:
    """The form that ends a post; it asks for the next rater only where somebody is rated."""
    if not lines:
        return read(request, EndForm)
    return read_pick(request, EndPostForm, suggest=heirs(request, post))


def next_rater(typed: Cleaned) -> Handover:
    """Read the choice; a form that did not ask leaves it for later."""
    if "handover" not in typed:
        return Handover()
    return Handover(typed["handover"], typed["successor"] or None)


def with_rest(done: str, rest: Sequence[RaterLine]) -> str:
    """Add to the message of an act how many people still wait for another rater."""
    if not rest:
        return done
    count = len({line.assignment.employee_id for line in rest})
    text = ngettext(
        "%(n)s orang masih perlu penilai baru: buka halaman Penilai.",
        "%(n)s orang masih perlu penilai baru: buka halaman Penilai.",
        count,
    )
    return f"{done} {text % {'n': count}}"


def read_anew(request: StaffRequest, day: date) -> str:
    """Derive the raters for `day` on, at the earliest from today; return what changed, in words."""
    derived = derive_raters_by(request.actor, max(day, request.actor.today))
    text = _("%(opened)s penilai diperbarui, %(unrated)s penempatan belum punya penilai.")
    return text % {"opened": derived.opened + derived.amended, "unrated": derived.unrated}
