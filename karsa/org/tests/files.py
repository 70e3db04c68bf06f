"""Small files as regions send them, written where a test wants them."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from karsa.jobs.verdict import Verdict
from karsa.org.imports.run import run
from karsa.org.tests import make
from karsa.tenancy.models import Agency

UNIT = {"Id": "", "DiatasanId": "", "EselonId": "", "NamaUnor": "", "NamaJabatan": ""}
PERSON = {
    "pns_id": "",
    "nip_baru": "199001012015032001",
    "nama": "RINA KARTIKASARI",
    "tanggal_lahir": "01-01-1990",
    "jenis_kelamin": "F",
    "agama_nama": "RAHASIA",
    "nik": "3201999999999999",
    "alamat": "JALAN RAHASIA 1",
    "jenis_pegawai_nama": "PNS",
    "kedudukan_hukum_nama": "Aktif",
    "gol_akhir_nama": "III/a",
    "jenis_jabatan_nama": "Fungsional Tertentu",
    "jabatan_nama": "BIDAN TERAMPIL",
    "tmt_jabatan": "01-01-2024",
    "unor_id": "",
    "unor_nama": "PUSKESMAS MELATI",
    "satuan_kerja_kerja_nama": "DINAS KESEHATAN",
}


def unit(external_id: str, parent: str, name: str, **over: str) -> dict[str, str]:
    facts = {"Id": external_id, "DiatasanId": parent, "NamaUnor": name}
    return UNIT | facts | {"NamaJabatan": f"KEPALA {name}"} | over


def person(number: int = 1, **over: str) -> dict[str, str]:
    own = {"pns_id": f"P{number}", "nip_baru": f"19900101201503{2000 + number}"}
    return PERSON | own | over


def head(number: int, title: str, **over: str) -> dict[str, str]:
    return person(number, jenis_jabatan_nama="Struktural", jabatan_nama=title, **over)


# A region of five units: the government, two offices, a clinic and a school.
REGION = (
    unit("G", "", "PEMERINTAH KABUPATEN CONTOH", NamaJabatan="BUPATI CONTOH"),
    unit("S", "G", "SEKRETARIAT DAERAH", EselonId="21", NamaJabatan="SEKRETARIS DAERAH"),
    unit("D", "G", "DINAS KESEHATAN", EselonId="22"),
    unit("P", "D", "PUSKESMAS MELATI", NamaJabatan="KEPALA PUSKESMAS"),
    unit("N", "D", "SD NEGERI 1 MELATI", NamaJabatan="KEPALA SEKOLAH"),
)
# Its secretary, the head of the office, the heads of clinic and school, and one person in each.
STAFF = (
    head(1, "SEKRETARIS DAERAH", unor_id="S"),
    head(2, "KEPALA DINAS KESEHATAN", unor_id="D"),
    head(3, "KEPALA PUSKESMAS", unor_id="P"),
    head(4, "KEPALA SEKOLAH", unor_id="N"),
    person(5, unor_id="P", nama="RINA KARTIKASARI"),
    person(6, unor_id="N", nama="DEDI KURNIAWAN", jabatan_nama="GURU AHLI MUDA"),
)


def write(path: Path, *rows: dict[str, str], delimiter: str = ",", **options: Any) -> Path:
    """Write rows as CSV; the columns are those of the first row and any that others add."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding=options.get("encoding", "utf-8"), newline="") as stream:
        stream.write(options.get("above", ""))
        writer = csv.DictWriter(stream, columns, restval="", delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def take_people(
    agency: Agency,
    folder: Path,
    *rows: dict[str, str],
    day: date = make.TODAY,
    write_down: bool = True,
    **options: Any,
) -> list[Verdict]:
    """Import the small region's units, then rows of people; return the people's verdicts."""
    units = write(folder / "unor.csv", *REGION)
    people = write(folder / "pegawai.csv", *rows, **options)
    list(run(agency=agency, today=day, kind="units", path=units, write_down=True))
    steps = run(agency=agency, today=day, kind="employees", path=people, write_down=write_down)
    return [verdict for step in steps for verdict in step]


def outcomes(verdicts: list[Verdict]) -> list[str]:
    return [str(verdict.outcome) for verdict in verdicts]
