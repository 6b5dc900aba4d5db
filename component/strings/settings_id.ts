/**
 * The words of the settings panel in Indonesian.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `settings_en.ts`.
 *
 * @module
 */
import type { PanelTranslation } from "./own_words.ts";

const relay = { title: "Tertutup.", hint: "" };
const failed = { title: "Tidak menyala.", hint: "Coba lagi." };

const deviceAdvice = (the: string, device: string) => ({
  denied: {
    title: `${the} tidak diizinkan di halaman ini.`,
    hint: "Izinkan di bilah alamat, lalu cek lagi.",
  },
  missing: { title: `Tidak ada ${device}.`, hint: "Pasang satu, atau menulis saja." },
  busy: {
    title: `${the} sedang dipakai program lain.`,
    hint: "Tutup di sana, lalu cek lagi.",
  },
  silent: {
    title: `${the} menyala tapi tidak memberi apa-apa.`,
    hint: "Mungkin dimatikan lewat tombolnya sendiri. Atau pilih yang lain di atas.",
  },
  insecure: {
    title: `${the} butuh halaman yang aman.`,
    hint: "Alamat halaman harus diawali https.",
  },
});

/** The words of the panel in Indonesian. */
export const words: PanelTranslation = {
  title: "Kamera, mikrofon, koneksi",
  camera: "Kamera",
  microphone: "Mikrofon",
  speaker: "Pengeras suara",
  automatic: "Dipilih peramban",
  numbered: (name, number) => `${name} ${number}`,
  level: "Ucapkan sesuatu, batangnya bergerak.",
  look: "Lihat dan dengar",
  lookHint:
    "Peramban meminta kamera dan mikrofon. Di sini tak ada orang lain yang melihat atau mendengarmu.",
  preview: "Gambarmu",
  check: "Cek koneksi",
  checkAgain: "Cek lagi",
  checkHint: "Kami lihat apakah panggilan bisa lewat jaringanmu. Butuh beberapa detik.",
  names: {
    "camera": "Kamera",
    "microphone": "Mikrofon",
    "server": "Tempat bertemu",
    "stream": "Kabar darinya",
    "stun": "Jalan keluar untuk panggilan",
    "turn-udp": "Perantara, jalan cepat",
    "turn-tcp": "Perantara, jalan pasti",
    "turn-tls": "Perantara, jalan tersandi",
    "ice": "Panggilan",
  },
  pending: "Mengecek",
  absent: "Tidak ada di sini.",
  fine: {
    "camera": "Ada gambarnya.",
    "microphone": "Ada suaranya.",
    "server": "Terjangkau.",
    "stream": "Langsung sampai.",
    "stun": "Jaringanmu membiarkan panggilan keluar.",
    "turn-udp": "Terbuka.",
    "turn-tcp": "Terbuka.",
    "turn-tls": "Terbuka.",
    "ice": "Tersambung.",
  },
  device: {
    camera: deviceAdvice("Kamera", "kamera"),
    microphone: deviceAdvice("Mikrofon", "mikrofon"),
  },
  network: {
    "camera": failed,
    "microphone": failed,
    "server": {
      title: "Tidak terjangkau.",
      hint: "Lihat apakah halaman lain terbuka. Mungkin diblokir penyaring atau ekstensi.",
    },
    "stream": {
      title: "Tertahan di jalan.",
      hint: "Mungkin ditahan proksi atau antivirus. Coba tanpa itu.",
    },
    "stun": {
      title: "Jaringanmu menahan panggilan langsung.",
      hint: "Panggilan lalu lewat perantara, kalau di bawah ada yang terbuka.",
    },
    "turn-udp": relay,
    "turn-tcp": relay,
    "turn-tls": relay,
    "ice": { title: "Tidak tersambung.", hint: "" },
  },
  blocked: { title: "Halaman ini tidak mengizinkan panggilan.", hint: "Menulis tetap bisa." },
  refused: {
    title: "Halaman ini belum disiapkan untuk mengobrol.",
    hint: "Pengelolanya bisa menambahkannya.",
  },
  full: { title: "Sedang penuh.", hint: "Coba lagi sebentar lagi." },
  verdict: {
    "running": "Melihat jaringanmu",
    "good": "Panggilan akan jalan di sini.",
    "relayed": "Panggilan akan jalan di sini, lewat perantara.",
    "direct-only":
      "Panggilan akan jalan dengan kebanyakan orang. Di jaringan ketat perlu perantara, dan dari sini tak ada yang terbuka.",
    "text-only":
      "Panggilan tidak bisa lewat jaringan ini. Jaringan lain, misalnya ponselmu, mungkin lebih baik. Menulis selalu bisa.",
    "no-server": "Tempat bertemu tidak terjangkau dari sini.",
  },
  quietMicrophone: "Tak ada suara dari mikrofonmu. Mungkin dimatikan lewat tombolnya sendiri.",
  close: "Tutup",
};
