"""What the forms of guidance (pembinaan kinerja) ask, in the words of the regulation. Pure.

Source: PermenPANRB 6/2022 annex III.D, forms B.1.6 to B.1.9.
"""

# B.1.8: what the employee says about the guidance; the superior of the leader reads it.
OF_EMPLOYEE, OF_GUIDE, OF_BOTH = range(3)
OPINION: tuple[tuple[int, str], ...] = (
    (OF_EMPLOYEE, "Saya merasa diperhatikan dan dipahami"),
    (OF_EMPLOYEE, "Saya merasa tindakan/langkah yang telah saya lakukan dihargai"),
    (OF_EMPLOYEE, "Saya merasa dapat dengan bebas mengemukakan pendapat/pemikiran saya"),
    (
        OF_GUIDE,
        "Saya merasa bahwa pandangan yang diberikan berdasarkan data/fakta yang akurat",
    ),
    (
        OF_GUIDE,
        "Saya merasa bahwa pandangan/pendapat yang diberikan kepada saya bersifat positif",
    ),
    (OF_GUIDE, "Lebih banyak menggunakan metode bertanya dibandingkan menggurui"),
    (OF_BOTH, "Saya merasa dibantu dalam mencari solusi dan aksi tindak lanjut"),
    (
        OF_BOTH,
        "Saya tahu apa yang harus saya lakukan setelah mengikuti kegiatan bimbingan kinerja ini",
    ),
    (OF_BOTH, "Saya memahami maksud dan tujuan kegiatan bimbingan kinerja ini"),
)

# B.1.9: competences with a score of 1 to 5; the technical one is named by the guide.
MANAGERIAL = (
    "Integritas",
    "Kerjasama",
    "Komunikasi",
    "Orientasi pada Hasil",
    "Pelayanan Publik",
    "Pengembangan Diri dan Orang Lain",
    "Mengelola Perubahan",
    "Pengambilan Keputusan",
)
SOCIOCULTURAL = ("Perekat dan Pemersatu Bangsa",)
COMPETENCES = MANAGERIAL + SOCIOCULTURAL
SCALE = ("Sangat Kurang", "Kurang memadai", "Memadai", "Diatas Memadai", "Istimewa")
