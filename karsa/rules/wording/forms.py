"""Forms of Indonesian verbs: what is done, and the state it leads to."""

import re

# me-…: the root's first letter comes back (menyusun → disusun, memeriksa → diperiksa).
_ROOTS = (
    (re.compile(r"^meny(?=[aiueo])"), "s"),
    (re.compile(r"^mem(?=pe|b|f|v|pr|pl)"), ""),
    (re.compile(r"^mem(?=[aiueo])"), "p"),
    (re.compile(r"^men(?=[cdjzs]|tr|tek)"), ""),
    (re.compile(r"^men(?=[aiueo])"), "t"),
    (
        re.compile(r"^meng(?=irim|etik|elola|umpul|urang|endali|erja|embang|oreksi|oordin|ompil)"),
        "k",
    ),
    (re.compile(r"^meng(?=onfirm|ontrol|unjung|aji|awal|emas|ategori|onsult|eluar|atalog)"), "k"),
    (re.compile(r"^meng(?=[aiueoghk])"), ""),
    (re.compile(r"^me(?=[lrwymn])"), ""),
)
# Verbs whose first letter belongs to the root.
_ODD = {
    "menilai": "dinilai",
    "menaikkan": "dinaikkan",
    "memuat": "dimuat",
    "meminta": "diminta",
    "mengecek": "dicek",
    "mengajar": "diajar",
    "memproses": "diproses",
    "memuktahirkan": "dimutakhirkan",
    "memutakhirkan": "dimutakhirkan",
    "memediasi": "dimediasi",
    "memonitor": "dimonitor",
}
_REACHED = {
    "melaksanakan": "terlaksananya",
    "melakukan": "terlaksananya",
    "memastikan": "terjaminnya",
    "membangun": "terbangunnya",
    "membina": "terbinanya",
    "membuat": "tersusunnya",
    "memelihara": "terpeliharanya",
    "memenuhi": "terpenuhinya",
    "memfasilitasi": "terfasilitasinya",
    "menangani": "tertanganinya",
    "mencegah": "tercegahnya",
    "mengarsipkan": "terarsipkannya",
    "mengelola": "terkelolanya",
    "mengembangkan": "terbangunnya",
    "mengendalikan": "terkendalinya",
    "mengoptimalkan": "optimalnya",
    "mengurangi": "berkurangnya",
    "meningkatkan": "meningkatnya",
    "menjaga": "terjaganya",
    "menurunkan": "menurunnya",
    "menyalurkan": "tersalurkannya",
    "menyediakan": "tersedianya",
    "menyelenggarakan": "terselenggaranya",
    "menyelesaikan": "terselesaikannya",
    "menyiapkan": "tersedianya",
    "menyusun": "tersusunnya",
    "mewujudkan": "terwujudnya",
    "melayani": "terlayaninya",
    "optimalisasi": "optimalnya",
    "pengoptimalan": "optimalnya",
    "pengurangan": "berkurangnya",
    "peningkatan": "meningkatnya",
}
# Acts as nouns, and what they leave done.
_DONE = {
    "asistensi": "didampingi",
    "audit": "diaudit",
    "entri": "dientri",
    "evaluasi": "dievaluasi",
    "fasilitasi": "difasilitasi",
    "imunisasi": "diimunisasi",
    "input": "diinput",
    "inventarisasi": "diinventarisasi",
    "monitoring": "dipantau",
    "pelayanan": "dilayani",
    "pemantauan": "dipantau",
    "pembangunan": "dibangun",
    "pembayaran": "dibayarkan",
    "pemberian": "diberikan",
    "pembinaan": "dibina",
    "pembuatan": "dibuat",
    "pemeliharaan": "dipelihara",
    "pemeriksaan": "diperiksa",
    "pemutakhiran": "dimutakhirkan",
    "penanganan": "ditangani",
    "pencatatan": "dicatat",
    "pencetakan": "dicetak",
    "pendampingan": "didampingi",
    "pendataan": "didata",
    "pengarsipan": "diarsipkan",
    "pengawasan": "diawasi",
    "pengelolaan": "dikelola",
    "penginputan": "diinput",
    "pengumpulan": "dikumpulkan",
    "penyaluran": "disalurkan",
    "penyampaian": "disampaikan",
    "penyediaan": "disediakan",
    "penyusunan": "disusun",
    "perbaikan": "diperbaiki",
    "rekapitulasi": "direkap",
    "reviu": "direviu",
    "sosialisasi": "disosialisasikan",
    "supervisi": "disupervisi",
    "vaksinasi": "divaksinasi",
    "validasi": "divalidasi",
    "verifikasi": "diverifikasi",
}


def passive(verb: str) -> str:
    """Return the passive of an active verb: "menyusun" → "disusun". Others come back as "di…"."""
    if verb in _ODD:
        return _ODD[verb]
    for pattern, letter in _ROOTS:
        root, found = pattern.subn(letter, verb)
        if found:
            return f"di{root}"
    return f"di{verb.removeprefix('me')}"


def reached(verb: str) -> str:
    """Return the state a verb leads to ("menyusun" → "tersusunnya"), or nothing."""
    return _REACHED.get(verb, "")


def done(act: str) -> str:
    """Return what a named act leaves done ("verifikasi" → "diverifikasi"), or nothing."""
    return _DONE.get(act, "")
