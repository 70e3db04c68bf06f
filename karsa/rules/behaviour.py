"""The seven BerAKHLAK values with their guides, in the words of the regulation."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    """One value: a code, the name as printed, its three guides.

    `guides` are the words of Pasal 10 (3); `form_guides` those printed in form A.1.1,
    which differ in a few words. Documents print the form's, screens show the article's.
    """

    key: str
    name: str
    guides: tuple[str, str, str]
    form_guides: tuple[str, str, str]


def _same(key: str, name: str, *guides: str) -> Value:
    first, second, third = guides
    return Value(key, name, (first, second, third), (first, second, third))


# Source: PermenPANRB 6/2022 Pasal 10 (3) and annex II, form A.1.1.
VALUES: tuple[Value, ...] = (
    _same(
        "service_oriented",
        "Berorientasi pelayanan",
        "Memahami dan memenuhi kebutuhan masyarakat",
        "Ramah, cekatan, solutif, dan dapat diandalkan",
        "Melakukan perbaikan tiada henti",
    ),
    Value(
        "accountable",
        "Akuntabel",
        (
            "Melaksanakan tugas dengan jujur, bertanggung jawab cermat, disiplin, "
            "dan berintegritas tinggi",
            "Menggunakan kekayaan dan barang milik negara secara bertanggung jawab, "
            "efektif, dan efisien",
            "Tidak menyalahgunakan kewenangan jabatan",
        ),
        (
            "Melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin, "
            "dan berintegritas tinggi",
            "Menggunakan kekayaan dan barang milik negara secara bertanggung jawab, "
            "efektif, dan efisien.",
            "Tidak menyalahgunakan kewenangan jabatan",
        ),
    ),
    _same(
        "competent",
        "Kompeten",
        "Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah",
        "Membantu orang lain belajar",
        "Melaksanakan tugas dengan kualitas terbaik",
    ),
    _same(
        "harmonious",
        "Harmonis",
        "Menghargai setiap orang apapun latar belakangnya",
        "Suka menolong orang lain",
        "Membangun lingkungan kerja yang kondusif",
    ),
    Value(
        "loyal",
        "Loyal",
        (
            "Memegang teguh ideologi Pancasila, Undang-Undang Dasar Negara Republik "
            "Indonesia Tahun 1945, setia kepada Negara Kesatuan Republik Indonesia "
            "serta pemerintahan yang sah",
            "Menjaga nama baik sesama aparatur sipil negara, Pimpinan, instansi, dan negara",
            "Menjaga rahasia jabatan dan negara",
        ),
        (
            "Memegang teguh ideologi Pancasila, Undang-Undang Dasar Negara Republik "
            "Indonesia Tahun 1945, setia pada Negara Kesatuan Republik Indonesia "
            "serta pemerintahan yang sah",
            "Menjaga nama baik sesama ASN, Pimpinan, Instansi, dan Negara",
            "Menjaga rahasia jabatan dan negara",
        ),
    ),
    _same(
        "adaptive",
        "Adaptif",
        "Cepat menyesuaikan diri menghadapi perubahan",
        "Terus berinovasi dan mengembangkan kreativitas",
        "Bertindak proaktif",
    ),
    _same(
        "collaborative",
        "Kolaboratif",
        "Memberi kesempatan kepada berbagai pihak untuk berkontribusi",
        "Terbuka dalam bekerja sama untuk menghasilkan nilai tambah",
        "Menggerakkan pemanfaatan berbagai sumberdaya untuk tujuan bersama",
    ),
)

VALUE_KEYS: tuple[str, ...] = tuple(value.key for value in VALUES)
