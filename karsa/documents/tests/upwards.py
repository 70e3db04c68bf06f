"""Samples of what goes upwards: angka kredit, and everybody's results."""

from karsa.documents import shapes


def reported(head, holder, leader):
    """Angka kredit, and the results of everybody upwards."""
    year = shapes.CreditLine("Tahun 2026", "Sangat Baik", "150%", "12,5", "12", "18,75")
    yield (
        "credit",
        shapes.CreditForm(
            **head,
            holder=holder,
            level="Ahli Pertama",
            held_since="1 Januari 2024",
            lines=(year,),
            total="18,75",
            source="PermenPANRB 1/2023",
            signatures=(leader,),
        ),
    )
    line = shapes.ResultsLine("Puskesmas A", "1985", "Siti", "Bidan", "Baik", "12,5", "Final")
    yield (
        "results",
        shapes.ResultsReport(
            "Pemerintah Kota Contoh",
            "Triwulan I 2026",
            "1",
            "12 Juni 2026",
            (("Sangat Baik", "0"), ("Baik", "1")),
            "0",
            (line,),
            (leader,),
        ),
    )
