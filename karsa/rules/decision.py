"""What a decision on somebody's performance must carry, and when it may be taken."""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Hearing:
    """The rater's superior has taken a late rating over: until when the person is heard.

    `is_over`: the person has said all before the last day.
    """

    until: date
    is_over: bool = False

    def holds(self, today: date) -> bool:
        """Say whether the person may still explain and add evidence."""
        return today <= self.until and not self.is_over


def check_turn(
    window: Window, today: date, *, superior: bool, alone: bool, hearing: Hearing | None = None
) -> None:
    """Let the rater decide until the superior takes over, and the superior only after that.

    `superior`: whoever acts is the rater's superior. `alone`: nobody stands above the rater
    (the head of region). The window's end alone moves nothing: the superior takes over by a
    deliberate act, and hears the person first, because the result will be final.
    Raises: Refused before the window, and to whoever's turn it is not.
    Source: PermenPANRB 6/2022, annex IV.A.8, IV.A.11-12.
    """
    if today < window.opens:
        raise Refused(
            _("Masa penilaian periode ini dibuka mulai %(opens)s. Bukti boleh dilihat dulu."),
            opens=window.opens.strftime("%d-%m-%Y"),
        )
    if superior:
        _check_superior(window, today, hearing)
    elif hearing is not None and not alone:
        raise Refused(
            _(
                "Masa penilaian berakhir pada %(closes)s dan atasan Anda sudah mengambil alih "
                "penilaian ini. Hasilnya ditetapkan oleh atasan Anda dan bersifat final."
            ),
            closes=window.closes.strftime("%d-%m-%Y"),
        )


def _check_superior(window: Window, today: date, hearing: Hearing | None) -> None:
    if today <= window.closes:
        raise Refused(
            _("Pejabat penilai masih dapat menilai sampai %(closes)s. Anda menilai sesudah itu."),
            closes=window.closes.strftime("%d-%m-%Y"),
        )
    if hearing is None:
        raise Refused(
            _(
                "Ambil alih dulu penilaian ini. Pegawai lalu mendapat lima hari kerja untuk "
                "memberi bukti dan penjelasan, karena hasilnya nanti final."
            )
        )
    if hearing.holds(today):
        raise Refused(
            _(
                "Pegawai masih dapat memberi bukti dan penjelasan sampai %(until)s. "
                "Putuskan sesudahnya."
            ),
            until=hearing.until.strftime("%d-%m-%Y"),
        )


def check_takeover(window: Window, today: date, *, is_rated: bool, is_taken: bool) -> None:
    """Let the rater's superior take over what a rater has left undone.

    Raises: Refused inside the window, a second time, and where the rater has signed.
    Source: PermenPANRB 6/2022, annex IV.A.11.
    """
    if today <= window.closes:
        raise Refused(
            _("Pejabat penilai masih dapat menilai sampai %(closes)s. Anda menilai sesudah itu."),
            closes=window.closes.strftime("%d-%m-%Y"),
        )
    if is_rated:
        raise Refused(_("Pejabat penilai sudah menetapkan hasilnya, jadi tidak diambil alih."))
    if is_taken:
        raise Refused(_("Penilaian ini sudah diambil alih."))
