"""Words that morphology alone does not decide. Lower case; one line, one kind of work."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Say that something was reached: at the head of a statement and as what is said of anything.
STATES = _words(
    """
    beres berfungsi berhasil berjalan berkurang berlangsung beroperasi bertambah berubah cair
    lancar lulus lunas mampu melampaui melebihi membaik memenuhi memiliki memperoleh mempunyai
    mencapai mendapat mendapatkan mengalami menguat meningkat menjadi menang menurun menyala meraih naik puas
    pulih rampung sembuh selesai stabil surplus terbit tertib tuntas turun
    """
)
# The same of a subject only: elsewhere they tell one thing from another ("surat masuk").
LOOSE_STATES = _words(
    """
    ada aktif berdiri berhak berizin berkembang bersedia bersertifikat cukup habis hidup jadi juara
    kembali kondusif mantap masuk melek pasti punya sanggup siap tahu tumbuh usai
    """
)
# Say how well: a claim wherever they stand …
CLAIMS = _words(
    """
    akurat cermat lengkap memadai memuaskan mutakhir optimal valid terkini updated
    """
)
# … and a claim after "yang", "dengan" or a subject that is no process.
QUALITIES = _words(
    """
    aman akuntabel andal baik benar bermanfaat bermutu berkualitas bersih cepat efektif efisien
    handal handal inklusif informatif jelas kompeten konsisten layak merata mandiri memuaskan
    mudah murah nyaman objektif partisipatif prima produktif profesional rapi ramah responsif
    rinci sehat sesuai sempurna sah seragam tanggap terampil terpadu terintegrasi tinggi
    transparan unggul berintegritas berdampak sejahtera tepat
    """
)
# What a measure begins with; what follows is what is measured.
MEASURES = _words(
    """
    akurasi angka banyaknya besaran  capaian cakupan deviasi durasi efektivitas efisiensi
    frekuensi hasil ikm indeks ipm jumlah kecepatan kelulusan kontribusi laju lama lamanya
    level luas luasan maturitas nilai opini pangsa panjang pencapaian penyerapan peringkat
    persen persentase persentasi presentase  prosentase predikat prevalensi
    produktivitas  proporsi rasio rata-rata rataan realisasi rerata respon respons
    response selisih serapan skor   tingkat total usia volume waktu zero 
    """
)
# How work went; after "yang" a claim of the whole.
ORDERLY = _words("lancar selesai stabil tertib tuntas")
# Nouns of a state (ke-…-an); others with ke-…-an name a field of work.
STATE_NOUNS = _words(
    """
    kecocokan kecukupan kehadiran kelancaran kelayakan kelengkapan kelulusan kemantapan
    kemandirian kemudahan kemutakhiran kepatuhan kepuasan kepercayaan kesalahan kesembuhan
    keselarasan kesesuaian kesiapan ketaatan ketepatan ketercapaian keterisian keterlaksanaan
    ketersediaan kejelasan keaktifan keakuratan keandalan keberhasilan keberfungsian
    keberlanjutan keterbukaan keterlambatan keterpenuhan kenyamanan kesesuian ketidakhadiran
    penurunan
    """
)
# Made things: naming one says what will exist.
PRODUCTS = _words(
    """
    akta alur berita-acara buku dokumen draf draft gagasan ide instrumen juknis kajian katalog
    laporan makalah manual materi modul naskah nota notula notulen panduan pedoman peta policy
    profil prototipe rancangan raperda rekomendasi resume ringkasan risalah sertifikat skema sk
    sop sp2d telaahan usulan video infografis masterplan roadmap blueprint prototype dashboard
    """
)
# The same once it is said what for.
MADE_FOR = _words(
    "aplikasi data inovasi kebijakan konsep masukan saran sistem solusi strategi terobosan"
)
# Headings of a field of work, whatever follows.
SERVICES = _words(
    """
    administrasi bagian bidang jasa layanan manajemen pelayanan program seksi sistem sub-bagian
    subbag subbagian tata urusan
    """
)
# Work on a whole field ("pengelolaan keuangan"): a heading until something particular follows.
FIELDS = _words(
    """
    akuntansi dokumentasi edukasi-publik jaminan litbang mutasi pelatihan pelaporan pembangunan
    pembelajaran pemberdayaan pembinaan pemerintahan penataan penanaman penanganan
    penanggulangan pencatatan pencegahan pendaftaran pendidikan penegakan penelitian penempatan
    pengadaan pengamanan pengawasan pengelolaan pengembangan pengendalian penggajian
    penganggaran penguatan penyuluhan peningkatan penyelenggaraan perbendaharaan perdagangan
    perencanaan perizinan perjalanan perlindungan pertanahan promosi rehabilitasi rekrutmen
    pemasaran pemeliharaan pemajuan pelestarian penertiban penyehatan perbaikan
    kerjasama kerja anamnesa anamnesis diagnosa diagnosis digitalisasi imunisasi komunikasi pemberantasan
    pengabdian pengobatan penghijauan penjaminan penatausahaan perawatan produksi reformasi vaksinasi transformasi standardisasi standarisasi terapi tindakan
    """
)
# Acts whose names are no pe-…-an and no -isasi.
ACTS = _words(
    """
    advokasi analisa analisis apel asesmen asistensi assessment audit backup bakti bimbingan
    bimtek briefing coaching dekonsentrasi desk diskusi diseminasi distribusi edukasi ekspose
    entri entry evakuasi evaluasi fasilitasi fgd follow-up identifikasi input inspeksi instalasi
    integrasi intervensi investigasi jemput kalibrasi kampanye kegiatan klarifikasi konfirmasi
    konseling konsolidasi konsultasi koordinasi kunjungan lokakarya maintenance mediasi mengajar
    mentoring monev monitoring musyawarah negosiasi observasi operasi orientasi
    patroli piket pleno publikasi rapat razia register rekap rekonsiliasi replikasi reviu review
    seleksi seminar sertifikasi sidak simulasi skrining supervisi survei survey studi telaah
    troubleshooting tindak upacara update upload updating uji validasi verifikasi
    visitasi webinar wawancara workshop zoom sosialiasi sosialisasi arahan dukungan
    liputan sambutan ceramah training meeting branding scanning screening tracking mapping editing
    recording tracing setting testing sharing coding debugging download install scan presentasi
    hearing sortir
    """
)
# Counted, they show that something was done, not what came of it.
EVENTS = _words(
    """
    apel bimtek diskusi fgd kegiatan koordinasi kunjungan lokakarya monev monitoring musyawarah
    patroli pelatihan pembinaan penyuluhan pertemuan rapat razia seminar sosialisasi supervisi
    webinar workshop piket
    """
)
# Said bare, as to oneself: "buat laporan", "ikut rapat".
ORDERS = _words(
    """
    ajukan bantu bikin buat catat cek cetak hadiri hadir hitung ikut ikuti jaga kelola
    kirim koordinasikan laksanakan lakukan laporkan layani ngajar ngecek nginput nyusun olah
    pantau pasang periksa sampaikan siapkan susun terima tulis turut urus upayakan kawal dampingi
    """
)
# Nouns, adjectives and prepositions that only look like verbs.
NO_VERBS = _words(
    """
    medali medan media mediasi medis medik mega megah mei meja mekanik mekanisme melalui melati
    melayu member memo memorandum memori menara menengah mengenai menit mental mentah menteri
    mentor mentoring menu menuju menurut menyeluruh mendalam mendesak meningitis merah merata
    merdeka merek meriam merupakan mesin mesjid metal meter meteran meterai metode metodologi
    metrologi meubelair mebel mebeler mewah memadai memuaskan meditasi merger menstruasi
    berkas berita beras bersama berat berbagai beberapa bersih berbasis berkala berdasarkan
    berikut berapa beranda berlian beton bendahara benih bersalin berupa berbahaya bertingkat
    berjenjang bersubsidi berencana bertanggung bermotor bergerak berkualitas bermutu bermanfaat
    berkelanjutan berorientasi berjalan berisiko beresiko berhubungan bersifat berdaya bergizi
    bersangkutan bersejarah bertani besar benda bernilai berbentuk bersamaan bermain berlaku
    berintegritas berdampak bermusik berat-sedang berwenang bertahap
    diabetes diagnosa diagnosis dialog dialisis diam diare didik diesel diet difabel difteri
    digital digitalisasi diklat dikdas dimensi dinamika dinas dinding dini diploma direksi direktif
    direktorat direktur disabilitas diseminasi disinfeksi disiplin diskon diskriminasi diskusi
    dispensasi display disposisi distribusi distrik dividen divisi diversi diversifikasi disertasi
    dikelurahan dilapangan dinkes dishub disdik disdukcapil diskominfo dilingkungan dipa dikti diri
    terakhir terapan terapi teras terasi terbaik terbang terbaru terbuka tercepat terdakwa terdampak
    terdekat terdiri terduga terendah terhadap terima teritorial terjemahan terkait terkini
    terlalu terlantar terlarang termasuk termin terminal termometer ternak ternyata terowongan
    terpadu terpal terpencil terpidana tersangka tersebut tertentu tertib tertinggal tertinggi teror
    terumbu terus terutama terampil teri terang teratur terpusat terluar teritori terbatas tersendiri
    """
)
# Ends in -nya and says no state.
NO_STATES = _words(
    """
    agarnya antaranya biasanya dsbnya dll-nya hanya karenanya khususnya lainnya masing-masingnya
    misalnya olehnya punya sebaiknya sebelumnya sebenarnya selanjutnya sekurang-kurangnya
    seluruhnya seharusnya semuanya sepenuhnya tanya utamanya padanya bertanya kepadanya
    """
)
PREPOSITIONS = _words(
    """
    akan antar antara atas bagi bersama dalam dari dengan di guna hingga kepada ke lewat melalui
    mengenai menuju oleh pada per sampai selama seputar sekitar tentang terhadap terkait untuk
    menurut sebagai selaku sejak berdasarkan
    """
)
CONJUNCTIONS = _words("dan serta atau & maupun dan/atau beserta dn and")
# Between "yang" and what it claims.
PARTICLES = _words(
    "akan belum dapat harus masih perlu sangat secara selalu semakin sudah telah tidak lebih makin "
    "bisa berhasil dengan langsung ingin tdk telh sdh"
)
LIMITS = _words("maksimal maksimum maks minimal minimum min paling selambat-lambatnya sebelum")
NEGATIONS = _words("bebas nihil nol tanpa zero tidak tak nir")
# A heading's attributes: with these alone an act is still a field of work.
GENERAL = _words(
    """
    administrasi eksternal gizi hukum internal kepegawaian kepuasan kesehatan keuangan kinerja
    lingkungan masyarakat mutu publik risiko sektoral sosial teknis umum
    """
)
# "Gemar membaca", "lomba mewarnai": the verb belongs to the noun.
VERB_NOUNS = _words(
    "budaya cara gemar gerakan hak izin kegiatan kemampuan kewajiban lomba minat proses tata tugas "
    "teknik upaya wajib belajar sekolah"
)
# Who reports of himself in the third person.
SELVES = _words("kami panitia petugas saya staf tim")
# A subject of which more or all is claimed.
QUANTIFIERS = _words("hampir sebagian sedikit semakin seluruh semua setiap tiap makin segenap")
# A whole said in several words, that names one field.
FIXED = (
    "barang milik daerah",
    "barang dan jasa",
    "sumber daya manusia",
    "sumber daya alam",
    "sumber daya air",
    "lingkungan hidup",
    "perangkat daerah",
    "sarana dan prasarana",
    "usaha mikro kecil dan menengah",
    "ibu dan anak",
    "rawat inap",
    "rawat jalan",
    "gawat darurat",
    "keluarga berencana",
    "anak usia dini",
    "tepat guna",
    "satu pintu",
    "belajar mengajar",
    "surat menyurat",
    "kerja sama",
    "air bersih",
    "pemerintahan daerah",
    "tenaga kerja",
    "tata kelola",
)
