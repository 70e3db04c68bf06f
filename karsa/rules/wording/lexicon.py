"""Words that morphology alone does not decide. Lower case; one line, one kind of work."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Say that something was reached: at the head of a statement and as what is said of anything.
STATES = _words(
    """
    beres berfungsi berhasil berjalan berkurang berlangsung beroperasi bertambah berubah cair
    lancar lulus lunas mampu melampaui melebihi membaik memenuhi memiliki memperoleh mempunyai
    menang mencapai mendapat mendapatkan mengalami menguat meningkat menjadi menurun menyala meraih
    naik puas pulih rampung selesai sembuh stabil surplus terbit tertib tuntas turun
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
    akurat cermat lengkap memadai memuaskan mutakhir optimal terkini updated valid
    """
)
# … and a claim after "yang", "dengan" or a subject that is no process.
QUALITIES = _words(
    """
    akuntabel aman andal baik benar berdampak berintegritas berkualitas bermanfaat bermutu bersih
    cepat efektif efisien handal informatif inklusif jelas kompeten konsisten layak mandiri
    memuaskan merata mudah murah nyaman objektif partisipatif prima produktif profesional ramah
    rapi responsif rinci sah sehat sejahtera sempurna seragam sesuai tanggap tepat terampil
    terintegrasi terpadu tinggi transparan unggul
    """
)
# What a measure begins with; what follows is what is measured.
MEASURES = _words(
    """
    akurasi angka banyaknya besaran cakupan capaian deviasi durasi efektivitas efisiensi frekuensi
    hasil ikm indeks ipm jumlah kecepatan kelulusan kontribusi laju lama lamanya level luas luasan
    maturitas nilai opini pangsa panjang pencapaian penyerapan peringkat persen persentase
    persentasi predikat presentase prevalensi produktivitas proporsi prosentase rasio rata-rata
    rataan realisasi rerata respon respons response selisih serapan skor tingkat total usia volume
    waktu zero
    """
)
# How work went; after "yang" a claim of the whole.
ORDERLY = _words("lancar selesai stabil tertib tuntas")
# Nouns of a state (ke-…-an); others with ke-…-an name a field of work.
STATE_NOUNS = _words(
    """
    keaktifan keakuratan keandalan keberfungsian keberhasilan keberlanjutan kecocokan kecukupan
    kehadiran kejelasan kelancaran kelayakan kelengkapan kelulusan kemandirian kemantapan kemudahan
    kemutakhiran kenyamanan kepatuhan kepercayaan kepuasan kesalahan keselarasan kesembuhan
    kesesuaian kesiapan ketaatan ketepatan keterbukaan ketercapaian keterisian keterlaksanaan
    keterlambatan keterpenuhan ketersediaan ketidakhadiran penurunan
    """
)
# Made things: naming one says what will exist.
PRODUCTS = _words(
    """
    akta alur berita-acara blueprint buku dashboard dokumen draf draft gagasan ide infografis
    instrumen juknis kajian katalog laporan makalah manual masterplan materi modul naskah nota
    notula notulen panduan pedoman peta policy profil prototipe prototype rancangan raperda
    rekomendasi resume ringkasan risalah roadmap sertifikat sk skema sop sp2d telaahan usulan video
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
    akuntansi anamnesa anamnesis diagnosa diagnosis digitalisasi dokumentasi imunisasi jaminan
    kerja kerjasama komunikasi litbang mutasi pelaporan pelatihan pelestarian pemajuan pemasaran
    pembangunan pembelajaran pemberantasan pemberdayaan pembinaan pemeliharaan pemerintahan
    penanaman penanganan penanggulangan penataan penatausahaan pencatatan pencegahan pendaftaran
    pendidikan penegakan penelitian penempatan penertiban pengabdian pengadaan pengamanan
    penganggaran pengawasan pengelolaan pengembangan pengendalian penggajian penghijauan pengobatan
    penguatan peningkatan penjaminan penyehatan penyelenggaraan penyuluhan perawatan perbaikan
    perbendaharaan perdagangan perencanaan perizinan perjalanan perlindungan pertanahan produksi
    promosi reformasi rehabilitasi rekrutmen standardisasi standarisasi terapi tindakan
    transformasi vaksinasi
    """
)
# Acts whose names are no pe-…-an and no -isasi.
ACTS = _words(
    """
    advokasi analisa analisis apel arahan asesmen asistensi assessment audit backup bakti bimbingan
    bimtek branding briefing ceramah coaching coding debugging dekonsentrasi desk diseminasi
    diskusi distribusi download dukungan editing edukasi ekspose entri entry evakuasi evaluasi
    fasilitasi fgd follow-up hearing identifikasi input inspeksi instalasi install integrasi
    intervensi investigasi jemput kalibrasi kampanye kegiatan klarifikasi konfirmasi konseling
    konsolidasi konsultasi koordinasi kunjungan liputan lokakarya maintenance mapping mediasi
    meeting mengajar mentoring monev monitoring musyawarah negosiasi observasi operasi orientasi
    patroli piket pleno presentasi publikasi rapat razia recording register rekap rekonsiliasi
    replikasi review reviu sambutan scan scanning screening seleksi seminar sertifikasi setting
    sharing sidak simulasi skrining sortir sosialiasi sosialisasi studi supervisi survei survey
    telaah testing tindak tracing tracking training troubleshooting uji upacara update updating
    upload validasi verifikasi visitasi wawancara webinar workshop zoom
    """
)
# Counted, they show that something was done, not what came of it.
EVENTS = _words(
    """
    apel bimtek diskusi fgd kegiatan koordinasi kunjungan lokakarya monev monitoring musyawarah
    patroli pelatihan pembinaan penyuluhan pertemuan piket rapat razia seminar sosialisasi
    supervisi webinar workshop
    """
)
# Said bare, as to oneself: "buat laporan", "ikut rapat".
ORDERS = _words(
    """
    ajukan bantu bikin buat catat cek cetak dampingi hadir hadiri hitung ikut ikuti jaga kawal
    kelola kirim koordinasikan laksanakan lakukan laporkan layani ngajar ngecek nginput nyusun olah
    pantau pasang periksa sampaikan siapkan susun terima tulis turut upayakan urus
    """
)
# Nouns, adjectives and prepositions that only look like verbs.
NO_VERBS = _words(
    """
    beberapa benda bendahara benih beranda berapa beras berat berbagai berbahaya berbasis berbentuk
    berdampak berdasarkan berdaya berencana beresiko bergerak bergizi berhubungan berikut
    berintegritas berisiko berita berjalan berjenjang berkala berkas berkelanjutan berkualitas
    berlaku berlian bermain bermanfaat bermotor bermusik bermutu bernilai berorientasi bersalin
    bersama bersamaan bersangkutan bersejarah bersifat bersih bersubsidi bertahap bertanggung
    bertani bertingkat berupa berwenang besar beton diabetes diagnosa diagnosis dialisis dialog
    diam diare didik diesel diet difabel difteri digital digitalisasi dikdas dikelurahan diklat
    dikti dilapangan dilingkungan dimensi dinamika dinas dinding dini dinkes dipa diploma direksi
    direktif direktorat direktur diri disabilitas disdik disdukcapil diseminasi disertasi dishub
    disinfeksi disiplin diskominfo diskon diskriminasi diskusi dispensasi display disposisi
    distribusi distrik diversi diversifikasi dividen divisi mebel mebeler medali medan media
    mediasi medik medis meditasi mega megah mei meja mekanik mekanisme melalui melati melayu
    memadai member memo memorandum memori memuaskan menara mendalam mendesak menengah mengenai
    meningitis menit menstruasi mentah mental menteri mentor mentoring menu menuju menurut
    menyeluruh merah merata merdeka merek merger meriam merupakan mesin mesjid metal meter meterai
    meteran metode metodologi metrologi meubelair mewah terakhir terampil terang terapan terapi
    teras terasi teratur terbaik terbang terbaru terbatas terbuka tercepat terdakwa terdampak
    terdekat terdiri terduga terendah terhadap teri terima teritori teritorial terjemahan terkait
    terkini terlalu terlantar terlarang terluar termasuk termin terminal termometer ternak ternyata
    teror terowongan terpadu terpal terpencil terpidana terpusat tersangka tersebut tersendiri
    tertentu tertib tertinggal tertinggi terumbu terus terutama
    """
)
# pe-…-an that are no acts.
NO_ACTS = _words(
    """
    kepemudaan kualifikasi notifikasi organisasi pecahan pedesaan pegadaian pegunungan pekan
    pekerjaan pelabuhan pelanggan pelanggaran pemerintahan pendapatan penduduk pengadilan pengaduan
    pengalaman pengeluaran pengetahuan penghargaan penghasilan penyakit perairan peralatan peran
    perangkaan perantauan perasaan perasuransian peraturan perbankan perbatasan perbukitan
    perbukuan perdesaan perekonomian perempuan perhubungan perikanan perindustrian peristirahatan
    perjanjian perkantoran perkebunan perkotaan perlengkapan permasalahan permintaan permohonan
    permukiman pernyataan perparkiran perpustakaan persampahan persandian persediaan perselisihan
    perseorangan persidangan persyaratan pertamanan pertambangan pertanian pertanyaan pertokoan
    perumahan perundang-undangan perusahaan pesan peternakan pewarisan spesifikasi
    """
)
# Ends in -nya and says no state.
NO_STATES = _words(
    """
    agarnya antaranya bertanya biasanya dsbnya hanya karenanya kepadanya khususnya lainnya
    masing-masingnya misalnya olehnya padanya punya sebaiknya sebelumnya sebenarnya seharusnya
    sekurang-kurangnya selanjutnya seluruhnya semuanya sepenuhnya tanya utamanya
    """
)
PREPOSITIONS = _words(
    """
    akan antar antara atas bagi berdasarkan bersama dalam dari dengan di guna hingga ke kepada
    lewat melalui mengenai menuju menurut oleh pada per sampai sebagai sejak sekitar selaku selama
    seputar tentang terhadap terkait untuk
    """
)
CONJUNCTIONS = _words("dan serta atau & maupun dan/atau beserta dn and")
# Say nothing at the start.
FILLERS = _words(
    """
    adapun agar aktif dalam dapat guna kegiatan rangka secara selalu sudah supaya telah terus turut
    untuk
    """
)
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
    administrasi akademik eksternal gizi hukum internal kepegawaian kepuasan kesehatan keuangan
    kinerja lingkungan masyarakat mutu publik risiko sektoral sosial teknis umum
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
