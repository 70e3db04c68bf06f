"""A session's memo as a form to print."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from karsa.documents.language import in_indonesian
from karsa.documents.shapes.memo import MemoItem, MemoLine, SessionMemo
from karsa.kit import formats
from karsa.monitoring.models import ReviewSession
from karsa.monitoring.queries.memo import Memo, MemoObstacle, MemoSignal, lines_of, read_memo


@in_indonesian
def memo_form(session: ReviewSession) -> SessionMemo:
    """Return the printed memo of a session with its team, unit and agency at hand. One query."""
    memo = read_memo(session)
    taken = session.memo_at.astimezone(ZoneInfo(session.agency.zone))
    there = session.attendance.filter(is_present=True).select_related("employee")
    return SessionMemo(
        agency=session.agency.name,
        team=session.team.name,
        unit=memo.unit,
        day=formats.weekday(session.day),
        taken=f"{formats.day(taken)}, {formats.clock(taken)}",
        place=session.place or None,
        summary=tuple(summary_of(memo)),
        last=tuple(map(_item, memo.last)),
        last_conclusions=tuple(memo.last_conclusions),
        indicators=tuple(map(_line, memo.signals)),
        obstacles=tuple(map(_item, memo.obstacles)),
        present=tuple(row.employee.full_name for row in there.order_by("employee__name")),
        guests=tuple(lines_of(session.guests)),
        notes=tuple(lines_of(session.notes)),
        conclusions=tuple(lines_of(session.conclusions)),
    )


def summary_of(memo: Memo) -> list[str]:
    """Return the memo's counts in sentences. No query."""
    cycle = memo.cycle
    facts = [
        (_("%(n)s dari %(total)s indikator di jalur"), memo.good, memo.total),
        (_("%(n)s dari %(total)s butir rapat lalu selesai"), memo.done, len(memo.last)),
        (
            _("%(n)s dari %(total)s jabatan belum punya rencana yang ditetapkan"),
            cycle.without_plan,
            cycle.owed,
        ),
    ]
    told = [text % {"n": n, "total": total} for text, n, total in facts if total]
    if cycle.waiting_long:
        text = _("%(n)s catatan menunggu atasan lebih dari tujuh hari")
        told.append(text % {"n": cycle.waiting_long})
    if cycle.directives_late:
        told.append(_("%(n)s arahan untuk unit lewat tanggalnya") % {"n": cycle.directives_late})
    return told


def _item(one: MemoObstacle) -> MemoItem:
    state = one.state_name
    if one.late:
        state = _("%(state)s, lewat %(n)s hari") % {"state": state, "n": one.late}
    return MemoItem(
        text=one.text,
        owner=one.owner or _("Belum ada"),
        due=formats.day(one.due_on) if one.due_on else "–",
        state=state,
    )


def _line(one: MemoSignal) -> MemoLine:
    return MemoLine(
        name=one.name,
        unit=one.unit,
        status=_status(one),
        value=_number(one.value, one.measure),
        gap=_gap(one),
        forecast=_forecast(one),
        causes="; ".join(one.causes),
    )


def _status(one: MemoSignal) -> str:
    if not one.trend:
        return one.reason
    facts = {"reason": one.reason, "trend": one.trend_name.lower()}
    return _("%(reason)s; tiga bulan terakhir %(trend)s") % facts


def _gap(one: MemoSignal) -> str:
    if not one.gap_words or not one.since:
        return one.gap_words or "–"
    return _("%(gap)s sejak %(month)s") % {"gap": one.gap_words, "month": one.since_name}


def _number(value: str | None, measure: str) -> str:
    return f"{formats.number(value)} {measure}" if value is not None else "–"


def _forecast(one: MemoSignal) -> str:
    if one.forecast is None:
        return one.chance
    return f"{_number(one.forecast, one.measure)}\n{one.chance}"
