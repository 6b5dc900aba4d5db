/**
 * The words of the report sheet in Indonesian.
 *
 * It does not know when they are loaded. The invariant it keeps: the same as `report_en.ts`.
 *
 * @module
 */
import type { ReportTranslation } from "./report_en.ts";

/** The words. */
export const words: ReportTranslation = {
  title: "Apa yang terjadi?",
  sends: "Pilih satu, lalu dikirim bersama pesan-pesan terakhir teman bicaramu.",
  sendsPicture:
    "Pilih satu, lalu dikirim bersama pesan-pesan terakhir teman bicaramu dan, kalau bisa dilihat, gambar saat ini.",
  secret: "Teman bicaramu tidak diberi tahu.",
  ends: "Obrolan berakhir.",
  reasons: {
    "child-safety": "Ada anak dalam bahaya atau ditampilkan secara seksual",
    "threat": "Ancaman",
    "violence": "Kekerasan",
    "sexual": "Ketelanjangan atau konten seksual",
    "underage": "Tampak terlalu muda untuk berada di sini",
    "hate": "Kebencian",
    "harassment": "Pelecehan",
    "self-harm": "Mungkin akan menyakiti diri",
    "fraud": "Penipuan",
    "spam": "Iklan",
    "other": "Hal lain",
  },
  details: "Pilih yang dikirim, tambah kata-kata",
  note: "Dengan kata-katamu",
  messages: "Pesan yang dikirim",
  picture: "Gambar di seberang saat kamu membuka ini",
  look: "Tampilkan gambar",
  pictureHint: "Kirim bila gambar itu penting",
  whom: "Ini tentang siapa?",
  earlier: "Apakah tentang orang sebelumnya?",
  now: "Obrolan sekarang",
  until: "Obrolan sampai {0}",
  sending: "Laporanmu sedang dikirim",
  sent: "Terima kasih. Laporanmu sudah dikirim.",
  failed: {
    "failed": {
      title: "Laporanmu belum sampai.",
      hint: "Pilihanmu masih ada di sini. Periksa koneksimu lalu coba lagi.",
    },
    "too-often": {
      title: "Tadi banyak sekali laporan.",
      hint: "Pilihanmu masih ada di sini. Coba lagi satu menit lagi.",
    },
    "too-late": {
      title: "Sudah terlambat untuk obrolan itu.",
      hint: "Obrolan bisa dilaporkan sampai sepuluh menit setelah berakhir.",
    },
  },
};
