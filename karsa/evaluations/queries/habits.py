"""A rater's own mirror: each habit in a sentence, with its range and what is usual."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.evaluations.models import RaterEffect
from karsa.kit.formats import number
from karsa.org.models import Period
from karsa.rules.disclosure import LEAST
from karsa.rules.fairness import departs_often, middle_half, stands_out


@dataclass(frozen=True, slots=True)
class Habit:
    """One sentence about a rater beside what is usual, and whether it is worth a talk."""

    title: str
    text: str
    usual: str
    is_notable: bool = False


@dataclass(frozen=True, slots=True)
class Mirror:
    """A rater's own figures of a period; no habits where too few people were rated."""

    effect: RaterEffect
    habits: tuple[Habit, ...]

    @property
    def is_linked(self) -> bool:
        """Whether severity could be told of this rater."""
        return self.effect.severity is not None


def mirror_of(actor: Actor, period: Period) -> Mirror | None:
    """Return the actor's own figures beside the agency's raters; None before they are measured.

    Two queries.
    """
    effect = RaterEffect.objects.filter(period=period, rater_id=actor.employee_id).first()
    if effect is None:
        return None
    habits = _habits(effect, _peers(effect)) if effect.people >= LEAST else ()
    return Mirror(effect, habits)


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
            _("%(part)s dari %(people)s orang Anda nilai “sesuai” untuk hasil dan perilaku.")
            % {"part": effect.middle, **words},
            _usual([100 * Decimal(one.middle) / one.people for one in peers], "%"),
        ),
        Habit(
            _("Hasil dan perilaku sama"),
            _("%(part)s dari %(people)s orang mendapat nilai yang sama untuk keduanya.")
            % {"part": effect.alike, **words},
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


def _severity(effect: RaterEffect, peers: Sequence[RaterEffect]) -> tuple[Habit, ...]:
    def found(side: int) -> str:
        if side == 0:
            return _("Sejalan dengan penilai lain")
        return _("Lebih tegas") if side > 0 else _("Lebih longgar")

    text = _("%(found)s: %(size)s tingkat, kisaran %(low)s sampai %(high)s (plus: tegas).")
    known = [one.severity for one in peers if one.severity is not None]
    notable = stands_out(effect.severity, effect.error, effect.people)
    told = _told(effect.severity, effect.error, found, text)
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
    value: Decimal | None, error: Decimal | None, found: Callable[[int], str], text: str
) -> str:
    """A figure with its range of two errors; `found` words which side of none it lies on."""
    if value is None or error is None:
        return ""
    low, high = value - 2 * error, value + 2 * error
    side = 0 if low <= 0 <= high else (1 if value > 0 else -1)
    numbers = {"size": value, "low": low, "high": high}
    return text % {
        "found": found(side),
        **{name: number(one, 1) for name, one in numbers.items()},
    }


def _usual(values: Sequence[Decimal], unit: str) -> str:
    found = middle_half(values)
    if found is None:
        return _("Penilai lain terlalu sedikit untuk dibandingkan.")
    low, high = (number(value, 0 if unit == "%" else 1) for value in found)
    words = {"low": low, "high": high, "unit": unit}
    return (_("Separuh penilai lain: %(low)s sampai %(high)s %(unit)s.") % words).replace(" .", ".")
