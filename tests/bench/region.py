"""Writes a region of any size with the columns of real files: `python -m tests.bench.region N DIR`.

Deterministic: the same number gives the same files. A head per unit, some fifteen people in each.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

PER_UNIT = 15
OFFICES = 40
UNIT_COLUMNS = [
    "Id",
    "InstansiId",
    "DiatasanId",
    "EselonId",
    "NamaUnor",
    "NamaJabatan",
    "CepatKode",
    "IndukUnorId",
    "PemimpinPnsId",
    "JenisUnorId",
]
PERSON_COLUMNS = [
    "pns_id",
    "nip_baru",
    "nip_lama",
    "nama",
    "gelar_depan",
    "gelar_belakang",
    "tempat_lahir_nama",
    "tanggal_lahir",
    "jenis_kelamin",
    "agama_nama",
    "nik",
    "nomor_hp",
    "email",
    "email_gov",
    "alamat",
    "jenis_pegawai_nama",
    "kedudukan_hukum_nama",
    "status_cpns_pns",
    "tmt_cpns",
    "tmt_pns",
    "gol_akhir_nama",
    "tmt_golongan",
    "mk_tahun",
    "mk_bulan",
    "jenis_jabatan_nama",
    "jabatan_nama",
    "tmt_jabatan",
    "tingkat_pendidikan_nama",
    "lokasi_kerja_nama",
    "unor_id",
    "unor_nama",
    "instansi_induk_nama",
    "instansi_kerja_nama",
    "satuan_kerja_kerja_nama",
]
JOBS = ("GURU AHLI MUDA", "BIDAN MAHIR", "PERENCANA AHLI PERTAMA", "PERAWAT TERAMPIL")


def write(people: int, folder: Path) -> tuple[Path, Path]:
    """Write the unit and the employee file of a region of `people` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    count = max(2, people // PER_UNIT)
    units, staff = folder / "ref_unor.csv", folder / "siasn_pegawai.csv"
    _write(units, UNIT_COLUMNS, (_unit(number) for number in range(count)))
    _write(staff, PERSON_COLUMNS, (_person(number, count) for number in range(people)))
    return units, staff


def _write(path: Path, columns: list[str], rows: Iterator[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)


def _unit(number: int) -> dict[str, str]:
    is_office = number <= OFFICES
    parent = "" if number == 0 else f"U{0 if is_office else 1 + number % OFFICES}"
    name = "PEMERINTAH KABUPATEN BESAR" if number == 0 else f"UNIT {number}"
    return {
        "Id": f"U{number}",
        "InstansiId": "BESAR",
        "DiatasanId": parent,
        "EselonId": "22" if is_office else "41",
        "NamaUnor": f"DINAS {number}" if is_office and number else name,
        "NamaJabatan": f"KEPALA UNIT {number}",
        "CepatKode": f"{number:06d}",
        "PemimpinPnsId": f"P{number}",
    }


def _person(number: int, units: int) -> dict[str, str]:
    unit = number % units
    is_head = number < units
    year, month, day = 1965 + number % 38, 1 + number % 12, 1 + number % 28
    tail = f"{number // (38 * 12) % 900 + 1:03d}"
    joined = f"{2000 + number // 33 % 25}{1 + number // 7 % 12:02d}"
    nip = f"{year}{month:02d}{day:02d}{joined}{1 + number % 2}{tail}"
    return {
        "pns_id": f"P{number}",
        "nip_baru": nip,
        "nama": f"PEGAWAI NOMOR {number}",
        "gelar_belakang": "S.Sos.",
        "tempat_lahir_nama": "Padang",
        "tanggal_lahir": f"{day:02d}-{month:02d}-{year}",
        "jenis_kelamin": "MF"[number % 2],
        "nik": f"{number:016d}",
        "nomor_hp": f"0812{number:08d}",
        "jenis_pegawai_nama": "PNS",
        "kedudukan_hukum_nama": "Aktif",
        "status_cpns_pns": "PNS",
        "tmt_cpns": "01-03-2007",
        "gol_akhir_nama": "III/c",
        "jenis_jabatan_nama": "Struktural" if is_head else "Fungsional Tertentu",
        "jabatan_nama": f"KEPALA UNIT {unit}" if is_head else JOBS[number % len(JOBS)],
        "tmt_jabatan": "01-01-2024",
        "tingkat_pendidikan_nama": "S-1",
        "lokasi_kerja_nama": "KAB. BESAR",
        "unor_id": f"U{unit}",
        "unor_nama": f"UNIT {unit}",
        "instansi_induk_nama": "Pemerintah Kab. Besar",
        "instansi_kerja_nama": "Pemerintah Kab. Besar",
    }


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
