"""The letters of a process, as papers print them: what is decided, why, and what one may do."""

from collections.abc import Mapping

from django.utils.translation import gettext

from karsa.consequences.models import DisciplineCase, DisciplineStep, Improvement, ImprovementStep
from karsa.consequences.queries.terms import discipline_rules
from karsa.documents.language import in_indonesian
from karsa.documents.shapes import LetterForm, Signature
from karsa.kit import formats

_RIGHT = (
    "Anda berhak menanggapi surat ini. Tulis tanggapan Anda pada halaman Tindak lanjut; "
    "tanggapan itu tersimpan bersama surat ini."
)
_TITLES: Mapping[str, str] = {
    DisciplineStep.Kind.SUMMONED: "Surat panggilan",
    DisciplineStep.Kind.HEARD: "Berita acara pemeriksaan",
    DisciplineStep.Kind.DECIDED: "Keputusan hukuman disiplin",
    DisciplineStep.Kind.AFFIRMED: "Putusan atas keberatan",
    DisciplineStep.Kind.DROPPED: "Pemberitahuan penghentian perkara",
}


@in_indonesian
def begun_letter(row: Improvement, step: ImprovementStep) -> LetterForm:
    """Return the letter that begins an improvement period. Two queries."""
    goals = row.goals.order_by("due", "pk")
    lines = "\n".join(f"– {one.text} (paling lambat {formats.day(one.due)})" for one in goals)
    basis = row.source if row.is_pns else f"Perjanjian kerja: {row.contract}"
    facts = (
        ("Masa perbaikan", f"{formats.day(row.starts)} sampai {formats.day(row.ends)}"),
        ("Dasar", basis),
        ("Predikat", str(row.evaluation.get_grade_display())),
        ("Periode", row.evaluation.period.name),
    )
    words = (step.text, f"Sasaran perbaikan:\n{lines}", _RIGHT)
    return _letter(row, step, "Surat masa perbaikan kinerja", facts, words)


@in_indonesian
def placed_letter(row: Improvement, step: ImprovementStep) -> LetterForm:
    """Return the letter of the decision after an improvement period. One query."""
    facts = (("Keputusan", str(row.get_outcome_display())), ("Dasar", row.contract or row.source))
    return _letter(
        row, step, "Keputusan setelah masa perbaikan kinerja", facts, (step.text, _RIGHT)
    )


@in_indonesian
def case_letter(row: DisciplineCase, step: DisciplineStep) -> LetterForm:
    """Return the letter or record of a step of a case. One query."""
    facts = [("Nomor perkara", row.number)]
    if step.kind == DisciplineStep.Kind.SUMMONED and step.day:
        facts.append(("Hari pemeriksaan", formats.weekday(step.day)))
    if step.is_present is not None:
        facts.append(("Kehadiran pegawai", "Hadir" if step.is_present else "Tidak hadir"))
    if row.sanction and step.kind in (DisciplineStep.Kind.DECIDED, DisciplineStep.Kind.AFFIRMED):
        facts.append(("Tingkat", str(row.get_level_display())))
        facts.append(("Hukuman", gettext(row.sanction_name)))
        facts.append(("Dasar", row.source))
    until = discipline_rules(row.agency, step.on).appeal
    appeal = f"Keberatan dapat diajukan paling lama {until} hari kerja sejak surat ini diterima."
    may = (appeal,) if step.kind == DisciplineStep.Kind.DECIDED else ()
    said = (f"Keterangan pegawai:\n{step.words}",) if step.words else ()
    words = (step.text, *said, *may, _RIGHT)
    return _letter(row, step, _TITLES[step.kind], tuple(facts), words, is_confidential=True)


def _letter(
    row: Improvement | DisciplineCase,
    step: ImprovementStep | DisciplineStep,
    title: str,
    facts: tuple[tuple[str, str], ...],
    words: tuple[str, ...],
    *,
    is_confidential: bool = False,
) -> LetterForm:
    return LetterForm(
        agency=row.agency.name,
        title=title,
        place_date=formats.day(step.on),
        addressee=row.employee.full_name,
        facts=facts,
        paragraphs=words,
        signature=Signature(role="", name=step.by.full_name, nip=step.by.nip),
        is_confidential=is_confidential,
    )
