"""A rater's own mirror: each habit in a sentence, with its range and what is usual."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.evaluations.models import Evaluation, RaterEffect
from karsa.kit.formats import number
from karsa.org.models import Period
from karsa.rules.disclosure import LEAST
from karsa.rules.fairness import departs_often, middle_half, stands_out
from karsa.rules.grade import RATING_NAMES, Rating
from karsa.stats.habits import share


@dataclass(frozen=True, slots=True)
class Habit:
    """One sentence about a rater beside what is usual, and whether it is worth a talk."""

    title: str
    text: str
    usual: str
    is_notable: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """One of the rater's own people whose rating is not what the evidence proposed."""

    evaluation_id: int
    name: str
    sides: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Mirror:
    """A rater's own figures of a period; no habits where too few people were rated."""

    effect: RaterEffect
    habits: tuple[Habit, ...]
    pairs: tuple[Pair, ...]

    @property
    def is_linked(self) -> bool:
        """Whether severity could be told of this rater."""
        return self.effect.severity is not None


def mirror_of(actor: Actor, period: Period) -> Mirror | None:
    """Return the actor's own figures beside the agency's raters; None before they are measured.

    Three queries.
    """
    effect = RaterEffect.objects.filter(period=period, rater_id=actor.employee_id).first()
    if effect is None:
        return None
    habits = _habits(effect, _peers(effect)) if effect.people >= LEAST else ()
    return Mirror(effect, habits, _pairs(actor, period))


def _pairs(actor: Actor, period: Period) -> tuple[Pair, ...]:
    """Whom the actor rated otherwise than proposed; read by the actor alone. One query."""
    rows = Evaluation.objects.filter(agency=actor.agency, period=period, decided_by=actor.me)
    rows = rows.exclude(state=Evaluation.State.DRAFT).select_related("assignment__employee")
    found = ((row, _sides(row)) for row in rows.order_by("assignment__employee__name", "pk"))
    return tuple(
        Pair(row.pk, row.assignment.employee.full_name, sides, row.departure_reason)
        for row, sides in found
        if sides
    )


def _sides(row: Evaluation) -> tuple[str, ...]:
    """What differs, in words; where the evidence proposed nothing, nothing does."""
    given = {"result": row.result_rating, "behaviour": row.behaviour_rating}
    names = {"result": _("Hasil"), "behaviour": _("Perilaku")}
    told = {side: row.proposal.get(side, {}).get("rating") for side in given}
    return tuple(
        _("%(side)s: bukti %(told)s, nilai Anda %(given)s")
        % {
            "side": names[side],
            "told": _(RATING_NAMES[Rating(told[side])]).lower(),
            "given": _(RATING_NAMES[Rating(given[side])]).lower(),
        }
        for side in given
        if told[side] and told[side] != given[side]
    )


def _peers(effect: RaterEffect) -> list[RaterEffect]:
    """The other raters of the period."""
    rows = RaterEffect.objects.filter(period=effect.period_id, people__gte=LEAST)
    figures = ("people", "middle", "alike", "severity", "halo", "recency", "drift")
    return list(rows.exclude(pk=effect.pk).only(*figures))


def _habits(effect: RaterEffect, peers: Sequence[RaterEffect]) -> tuple[Habit, ...]:
    words = {"people": effect.people}
    return (
        *_severity(effect, peers),
        Habit(
            _("Nilai di tengah"),
            _(
                "%(part)s dari %(people)s orang Anda nilai “sesuai” untuk hasil dan "
                "perilaku%(range)s."
            )
            % {"part": effect.middle, "range": _range(effect.middle, effect.people), **words},
            _usual([100 * Decimal(one.middle) / one.people for one in peers], "%"),
        ),
        Habit(
            _("Hasil dan perilaku sama"),
            _("%(part)s dari %(people)s orang mendapat nilai yang sama untuk keduanya%(range)s.")
            % {"part": effect.alike, "range": _range(effect.alike, effect.people), **words},
            _usual([100 * Decimal(one.alike) / one.people for one in peers], "%"),
        ),
        *_halo(effect, peers),
        *_recency(effect, peers),
        *_drift(effect, peers),
        *_objections(effect),
        Habit(
            _("Dibanding bukti"),
            _("%(lifted)s orang dinilai di atas usulan bukti, %(lowered)s orang di bawahnya.")
            % {"lifted": effect.lifted, "lowered": effect.lowered},
            _("Perbedaan yang beralasan itu wajar. Periksa apakah alasannya tertulis."),
            is_notable=departs_often(max(effect.lifted, effect.lowered), effect.people),
        ),
    )


def _range(part: int, people: int) -> str:
    """The range of a share: few people tell little of a habit."""
    told = share(part, people)
    if told is None:
        return ""
    bounds = {"low": number(100 * told.low, 0), "high": number(100 * told.high, 0)}
    return _("; kisaran kebiasaan %(low)s sampai %(high)s %%") % bounds


def _severity(effect: RaterEffect, peers: Sequence[RaterEffect]) -> tuple[Habit, ...]:
    def found(side: int) -> str:
        if side == 0:
            return _("Sejalan dengan penilai lain")
        return _("Lebih tegas") if side > 0 else _("Lebih longgar")

    text = _("%(found)s: %(size)s tingkat, kisaran %(low)s sampai %(high)s (plus: tegas).")
    known = [one.severity for one in peers if one.severity is not None]
    notable = stands_out(effect.severity, effect.error, effect.people)
    told = _told(effect.severity, effect.error, found, text, places=1)
    title, usual = _("Tegas atau longgar"), _usual(known, _("tingkat"))
    return (Habit(title, told, usual, notable),) if told else ()


def _halo(effect: RaterEffect, peers: Sequence[RaterEffect]) -> tuple[Habit, ...]:
    def found(side: int) -> str:
        if side > 0:
            return _("Hasil dan perilaku naik turun bersama di luar yang ditunjukkan buktinya")
        return _("Hasil dan perilaku Anda nilai terpisah, seperti buktinya")

    text = _("%(found)s: %(size)s, kisaran %(low)s sampai %(high)s (0 terpisah, 1 selalu bersama).")
    told = _told(effect.halo, effect.halo_error, found, text)
    known = [one.halo for one in peers if one.halo is not None]
    return (Habit(_("Satu kesan untuk semua"), told, _usual(known, "")),) if told else ()


def _recency(effect: RaterEffect, peers: Sequence[RaterEffect]) -> tuple[Habit, ...]:
    def found(side: int) -> str:
        if side == 0:
            return _("Kapan buktinya terkumpul tidak terlihat memengaruhi nilai")
        if side > 0:
            return _("Pada bukti yang setara, kerja di akhir periode Anda nilai lebih tinggi")
        return _("Pada bukti yang setara, kerja di awal periode Anda nilai lebih tinggi")

    text = _("%(found)s: %(size)s tingkat, kisaran %(low)s sampai %(high)s.")
    told = _told(effect.recency, effect.recency_error, found, text)
    known = [one.recency for one in peers if one.recency is not None]
    return (Habit(_("Awal atau akhir periode"), told, _usual(known, _("tingkat"))),) if told else ()


def _drift(effect: RaterEffect, peers: Sequence[RaterEffect]) -> tuple[Habit, ...]:
    def found(side: int) -> str:
        if side == 0:
            return _("Orang yang sama Anda nilai seperti periode lalu")
        if side > 0:
            return _("Orang yang sama Anda nilai lebih tinggi daripada periode lalu")
        return _("Orang yang sama Anda nilai lebih rendah daripada periode lalu")

    text = _(
        "%(found)s, dibanding perubahan pada penilai lain: %(size)s tingkat, kisaran %(low)s "
        "sampai %(high)s."
    )
    told = _told(effect.drift, effect.drift_error, found, text)
    known = [one.drift for one in peers if one.drift is not None]
    title = _("Berubah antarperiode")
    return (Habit(title, told, _usual(known, _("tingkat"))),) if told else ()


def _objections(effect: RaterEffect) -> tuple[Habit, ...]:
    """One's own only: the others' numbers would be about their people."""
    if not effect.objections:
        return ()
    text = _("%(count)s keberatan diputus atasan Anda, %(changed)s di antaranya mengubah hasil.")
    told = text % {"count": effect.objections, "changed": effect.changed}
    return (Habit(_("Keberatan"), told, _("Hanya Anda yang melihat jumlah sekecil ini.")),)


def _told(
    value: Decimal | None,
    error: Decimal | None,
    found: Callable[[int], str],
    text: str,
    places: int = 2,
) -> str:
    """A figure with its range of two errors; `found` words which side of none it lies on."""
    if value is None or error is None:
        return ""
    low, high = value - 2 * error, value + 2 * error
    side = 0 if low <= 0 <= high else (1 if value > 0 else -1)
    numbers = {"size": value, "low": low, "high": high}
    return text % {
        "found": found(side),
        **{name: number(one, places) for name, one in numbers.items()},
    }


def _usual(values: Sequence[Decimal], unit: str) -> str:
    found = middle_half(values)
    if found is None:
        return _("Penilai lain terlalu sedikit untuk dibandingkan.")
    low, high = (number(value, 0 if unit == "%" else 1) for value in found)
    words = {"low": low, "high": high, "unit": unit}
    return (_("Separuh penilai lain: %(low)s sampai %(high)s %(unit)s.") % words).replace(" .", ".")
