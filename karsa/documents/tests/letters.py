"""A certificate and a letter, filled."""

from typing import Any

from karsa.documents import shapes


def papers(date, signer):
    """The papers of rewards and of due process."""
    agency: Any = {"agency": "Pemerintah Kota Contoh"}
    yield (
        "certificate",
        shapes.CertificateForm(
            award="Pegawai Teladan",
            year="2026",
            name="Siti Rahmawati",
            place="Puskesmas A",
            reason="Semua ibu hamil risiko tinggi terpantau",
            basis="Keputusan Bupati 12/2026",
            signature=signer,
            **agency,
        ),
    )
    yield (
        "letter",
        shapes.LetterForm(
            title="Surat panggilan",
            place_date=date,
            addressee="Siti Rahmawati",
            facts=(("Hari", "Rabu, 7 Januari 2026"), ("Tempat", "Ruang rapat")),
            paragraphs=("Diminta hadir untuk memberi keterangan.",),
            signature=signer,
            is_confidential=True,
            **agency,
        ),
    )
