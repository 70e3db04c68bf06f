"""What a decision on somebody's performance must carry, and when it may be taken."""

from datetime import date

from karsa.rules.deadlines import Window
from karsa.rules.grade import Grade, Rating
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

# A reason shorter than this says nothing that the person could answer.
REASON_WORDS = 3
EXAMPLE_WORDS = 8
EXTREMES = frozenset({Grade.VERY_GOOD, Grade.VERY_POOR})


def needs_reason(
    proposed: tuple[Rating | None, Rating | None], decided: tuple[Rating, Rating]
) -> bool:
    """Say whether a decision (results, behaviour) departs from the proposal.

    Where the proposal says "belum cukup bukti" the person stands alone with the decision, so
    the reason is asked for there too.
    Source: UU 27/2022 (no purely automated decision): the departure is a person's, and explained.
    """
    return proposed != decided


def check_reason(
    proposed: tuple[Rating | None, Rating | None],
    decided: tuple[Rating, Rating],
    grade: Grade,
    reason: str,
) -> None:
    """Let a decision stand if it carries the words it needs.

    Raises: Refused without a reason where it departs from the proposal, or without an example
    (a reason of at least EXAMPLE_WORDS words) for the best and the worst grade.
    """
    words = len(reason.split())
    if grade in EXTREMES and words < EXAMPLE_WORDS:
        raise Refused(
            _(
                "Predikat ini perlu contoh nyata. Tulis di alasan paling sedikit satu kejadian: "
                "apa yang dikerjakan, kapan, dan apa akibatnya."
            )
        )
    if needs_reason(proposed, decided) and words < REASON_WORDS:
        raise Refused(
            _(
                "Keputusan Anda berbeda dari usulan, atau usulannya belum cukup bukti. "
                "Tulis alasannya; pegawai akan membacanya."
            )
        )


def check_turn(window: Window, today: date, *, superior: bool, alone: bool) -> None:
    """Let the rater decide inside the window, and the rater's superior only after it.

    `superior`: whoever acts is the rater's superior. `alone`: nobody stands above the rater
    (the head of region), who may then still decide late.
    Raises: Refused before the window, and to whoever's turn it is not.
    Source: PermenPANRB 6/2022, annex IV.A.8, IV.A.11.
    """
    if today < window.opens:
        raise Refused(
            _("Masa penilaian periode ini dibuka mulai %(opens)s. Bukti boleh dilihat dulu."),
            opens=window.opens.strftime("%d-%m-%Y"),
        )
    late = today > window.closes
    if superior and not late:
        raise Refused(
            _("Pejabat penilai masih dapat menilai sampai %(closes)s. Anda menilai sesudah itu."),
            closes=window.closes.strftime("%d-%m-%Y"),
        )
    if late and not superior and not alone:
        raise Refused(
            _(
                "Masa penilaian berakhir pada %(closes)s. Sesuai aturan, penilaian ini sekarang "
                "dilakukan oleh atasan pejabat penilai dan bersifat final."
            ),
            closes=window.closes.strftime("%d-%m-%Y"),
        )
