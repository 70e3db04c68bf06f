"""What a plan still lacks before it can be proposed: each gap a sentence that says what to do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """A measure as far as it is written: words, target and aspect (for heads the perspective)."""

    text: str
    target: str = ""
    aspect: str = ""


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """A result as far as it is written."""

    text: str
    main: bool
    measures: tuple[MeasureDraft, ...] = ()


def gaps(
    results: Sequence[ResultDraft], *, for_head: bool, quantitative: bool, has_rater: bool
) -> tuple[Refused, ...]:
    """Return what is missing, the weightiest first; empty when the plan can be proposed.

    Source: PermenPANRB 6/2022 annex II.A: main results, a measure for each; aspect and target on
    quantitative forms; for heads a perspective for each measure, anggaran at least once.
    """
    found = [*_of_plan(results, for_head, has_rater)]
    for result in results:
        found += _of_result(result, for_head, quantitative)
    return tuple(found)


def _of_plan(results: Sequence[ResultDraft], for_head: bool, has_rater: bool) -> Iterator[Refused]:
    if not has_rater:
        yield Refused(
            _(
                "Pejabat penilai Anda belum ditetapkan. Minta pengelola kepegawaian unit Anda "
                "menetapkannya; isi rencana ini tetap tersimpan."
            )
        )
    if not any(result.main for result in results):
        yield Refused(
            _("Belum ada hasil kerja utama. Tulis paling sedikit satu sebelum mengajukan.")
        )
    budget = any(measure.aspect == "budget" for one in results for measure in one.measures)
    if for_head and not budget:
        yield Refused(
            _(
                "Rencana pimpinan wajib memuat perspektif anggaran. Pilih perspektif Anggaran "
                "pada paling sedikit satu ukuran."
            )
        )


def _of_result(result: ResultDraft, for_head: bool, quantitative: bool) -> Iterator[Refused]:
    if not result.measures:
        yield Refused(
            _("Hasil “%(result)s” belum punya ukuran keberhasilan. Tambahkan paling sedikit satu."),
            result=_short(result.text),
        )
    for measure in result.measures:
        if for_head and not measure.aspect:
            yield Refused(
                _("Ukuran “%(measure)s” belum punya perspektif. Pilih salah satu."),
                measure=_short(measure.text),
            )
        elif quantitative and not (measure.aspect and measure.target):
            yield Refused(
                _(
                    "Ukuran “%(measure)s” belum lengkap. Pendekatan kuantitatif meminta aspek "
                    "dan target pada tiap ukuran."
                ),
                measure=_short(measure.text),
            )


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"
