"""The columns we ask of a file, and the names they go by. What is not listed is never read."""

from karsa.kit.spreadsheets import Columns

UNITS: Columns = {
    "external_id": ("Id", "unor_id", "id unor", "kode unor"),
    "parent": ("DiatasanId", "diatasan", "id atasan", "unor atasan id", "parent id"),
    "echelon": ("EselonId", "eselon", "kode eselon"),
    "name": ("NamaUnor", "nama unit", "unor", "unor nama", "unit organisasi"),
    "head_title": ("NamaJabatan", "jabatan pimpinan", "jabatan"),
    "order": ("CepatKode", "kode cepat", "urutan"),
    "head": ("PemimpinPnsId", "pemimpin", "pemimpin pns", "id pemimpin"),
}
UNITS_REQUIRED = ("external_id", "parent", "name")

EMPLOYEES: Columns = {
    "nip": ("nip_baru", "NIP", "nomor induk pegawai", "nip nipppk", "nomor pegawai", "nip pegawai"),
    "name": ("nama", "nama pegawai", "nama lengkap"),
    "external_id": ("pns_id", "id pns", "pnsid"),
    "title_before": ("gelar_depan", "gelar dpn"),
    "title_after": ("gelar_belakang", "gelar blk"),
    "born": ("tanggal_lahir", "tgl lahir", "tgl_lhr"),
    "sex": ("jenis_kelamin", "jk", "kelamin"),
    "phone": ("nomor_hp", "no hp", "hp", "telepon", "no telepon"),
    "employment": ("jenis_pegawai_nama", "jenis pegawai", "status kepegawaian"),
    "standing": ("kedudukan_hukum_nama", "kedudukan hukum", "status aktif"),
    "rank": ("gol_akhir_nama", "gol akhir", "golongan", "gol ruang", "pangkat golongan"),
    "position_kind": ("jenis_jabatan_nama", "jenis jabatan"),
    "position": ("jabatan_nama", "nama jabatan", "jabatan"),
    "since": ("tmt_jabatan", "tmt jab"),
    "unit_id": ("unor_id", "id unor", "kode unor"),
    "unit": ("unor_nama", "nama unor", "unor", "unit kerja", "nama unit"),
    "office": ("satuan_kerja_kerja_nama", "satuan kerja", "unor induk", "unor induk nama", "opd"),
}
EMPLOYEES_REQUIRED = ("nip", "name", "position", "unit")

RATERS: Columns = {
    "nip": ("NIP", "nip pegawai"),
    "name": ("nama", "nama pegawai"),
    "rater_nip": ("NIP penilai", "nip pejabat penilai", "nip atasan"),
    "starts": ("berlaku dari", "berlaku mulai", "tmt", "mulai"),
    "decree": ("SK", "nomor sk", "nomor keputusan"),
    "post": ("kode penempatan", "penempatan"),
}
RATERS_REQUIRED = ("nip", "rater_nip", "starts")

LEAVE: Columns = {
    "nip": ("NIP", "nip pegawai"),
    "name": ("nama", "nama pegawai"),
    "kind": ("jenis cuti", "jenis", "cuti"),
    "starts": ("mulai", "tanggal mulai", "dari", "tmt"),
    "ends": ("selesai", "tanggal selesai", "sampai", "berakhir"),
}
LEAVE_REQUIRED = ("nip", "kind", "starts", "ends")

ROSTER: Columns = {
    "nip": ("NIP", "nip pegawai"),
    "name": ("nama", "nama pegawai"),
    "day": ("tanggal", "hari"),
    "starts_at": ("jam mulai", "mulai", "masuk"),
    "ends_at": ("jam selesai", "selesai", "pulang"),
}
ROSTER_REQUIRED = ("nip", "day", "starts_at", "ends_at")
