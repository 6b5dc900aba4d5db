/**
 * The words of the element in Indonesian: "kamu".
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `en.ts`.
 *
 * @module
 */
import type { Translation } from "./own_words.ts";

const deviceAdvice = (device: string) => {
  const without = "atau lanjut tanpa itu.";
  return {
    denied: {
      title: `${capital(device)}mu tetap mati.`,
      hint: "Kamu bisa mengizinkannya di bilah alamat. Menulis selalu bisa.",
    },
    missing: {
      title: `Tidak ada ${device}.`,
      hint: `Pasang satu lalu coba lagi, ${without}`,
    },
    busy: {
      title: `Program lain sedang memakai ${device}mu.`,
      hint: `Tutup di sana lalu coba lagi, ${without}`,
    },
    insecure: {
      title: `${capital(device)}mu hanya jalan di halaman aman.`,
      hint: "Alamatnya harus diawali https. Di sini pun bisa menulis.",
    },
    unsupported: {
      title: "Peramban ini tidak bisa menelepon.",
      hint: "Di sini pun bisa menulis.",
    },
    unknown: { title: `${capital(device)}mu tidak menyala.`, hint: `Coba lagi, ${without}` },
    unplugged: {
      title: `${capital(device)}mu terlepas.`,
      hint: "Pasang lagi, atau pilih yang lain.",
    },
  };
};

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The words of the element in Indonesian. */
export const words: Translation = (say) => ({
  you: "Kamu",
  stranger: "Teman bicara",

  welcomeTitle: "Temui orang baru",
  welcomeLead: "Satu obrolan setiap kali, dengan orang yang suka hal yang sama.",
  modeLegend: "Mau ngobrol lewat apa?",
  mode: { video: "Video", voice: "Suara", text: "Teks" },
  modeHint: {
    video: "Kamera dan mikrofon, diminta saat mulai.",
    voice: "Mikrofon saja. Tak ada yang melihatmu.",
    text: "Menulis saja. Tanpa kamera, tanpa mikrofon.",
  },
  interestsLabel: "Kamu suka apa?",
  interestsPlaceholder: "catur, berkebun, jaz",
  interestsMore: "Tambah lagi",
  interestsHint: "Koma atau Enter setelah tiap hal. Kosongkan untuk bertemu siapa saja.",
  interestsFull: "Sudah sepuluh, tidak bisa lebih.",
  suggestionsLabel: "Saran",
  languagesLabel: "Kamu berbahasa apa?",
  addLanguage: "Bahasa lain",
  strictLanguages: "Hanya yang berbahasa ini",
  remove: (what) => `Hapus ${what}`,
  add: (what) => `Tambah ${what}`,

  start: "Mulai",
  stop: "Berhenti",
  next: "Lanjut",
  back: "Kembali",
  done: "Selesai",
  tryAgain: "Coba lagi",
  instead: { video: "Pakai video", voice: "Suara saja", text: "Menulis saja" },

  askingTitle: {
    video: "Boleh kami pakai kamera dan mikrofonmu?",
    voice: "Boleh kami pakai mikrofonmu?",
  },
  askingHint:
    "Sebentar lagi peramban bertanya. Hanya orang yang kamu temui yang melihat dan mendengarmu. Tak ada yang direkam.",
  device: { camera: deviceAdvice("kamera"), microphone: deviceAdvice("mikrofon") },

  openingTitle: "Membuka pintu",
  lookingFor: {
    interest: (tags) => `Mencari orang yang suka ${say.either(tags)}.`,
    language: (names) =>
      names.length > 0 ? `Mencari orang yang berbahasa ${say.either(names)}.` : "Mencari orang.",
    anyone: () => "Mencari siapa saja yang ada di sini.",
  },
  widens: {
    language: (inSeconds, names) =>
      names.length > 0
        ? `${say.seconds(inSeconds)} lagi kami juga mencari yang berbahasa ${say.either(names)}.`
        : `${say.seconds(inSeconds)} lagi kami juga mencari yang lain.`,
    anyone: (inSeconds) => `${say.seconds(inSeconds)} lagi kami mencari siapa saja.`,
  },
  waitingSteps: "Jalannya pencarian",
  stepInterest: (tags) => `Suka ${say.either(tags)}`,
  stepLanguage: (names) =>
    names.length > 0 ? `Berbahasa ${say.either(names)}` : "Berbahasa sama denganmu",
  stepAnyone: "Siapa saja yang ada di sini",
  quiet: "Sekarang sedang sepi. Biarkan ini terbuka dan lakukan hal lain.",
  near: (count, names) => {
    const language = names.length > 0 ? say.either(names) : null;
    if (count === 0) {
      return language ? `Tak ada orang lain yang berbahasa ${language}.` : "Tak ada orang lain.";
    }
    if (count === "few") {
      return language ? `Ada orang lain yang berbahasa ${language}.` : "Ada orang lain di sini.";
    }
    return language
      ? `Sekitar ${say.number(count)} orang lain berbahasa ${language}.`
      : `Sekitar ${say.number(count)} orang lain ada di sini.`;
  },
  askThemToo: "Tanya mereka juga",
  widenNow: "Cari lebih luas sekarang",
  callMe: "Kabari aku kalau ada orang",
  called: {
    on: "Kami kabari kalau ada orang. Biarkan tab ini terbuka.",
    denied: "Perambanmu menolak notifikasi. Judul tab ini yang akan memberi tahu.",
    missing: "Peramban ini tak punya notifikasi. Judul tab ini yang akan memberi tahu.",
  },
  callConfirmed: "Begini kami mengabari",
  call: { title: "Ada orang", body: "Ayo sapa." },
  paused: "Kamu sedang luring. Pencarian lanjut saat kamu kembali.",

  matched: "Kalian sudah bertemu.",
  whyInterests: (tags) => `Kalian sama-sama suka ${say.both(tags)}`,
  whyLanguage: (name) => `Kalian sama-sama berbahasa ${name}`,
  whyNothing: "Kalian sama-sama di sini, dan penasaran",
  connecting: "Menyambungkan gambar dan suara",
  reconnecting: "Menyambungkan lagi gambar dan suara",
  callFailed: "Gambar dan suara tidak sampai. Kalian tetap bisa menulis.",
  tapToHear: "Ketuk untuk mendengar",
  quality: {
    "own-slow": "Koneksimu lambat.",
    "own-unsteady": "Koneksimu tidak stabil.",
    "their-unsteady": "Koneksi di seberang tidak stabil.",
    "unsteady": "Koneksi tidak stabil.",
    "far": "Ucapanmu agak lama sampainya.",
  },
  sends: {
    video: "",
    reduced: "Gambarmu lebih kecil untuk sementara.",
    voice: "Gambarmu istirahat, suaramu jalan terus.",
    text: "Gambar dan suara istirahat. Menulis jalan terus.",
  },
  theirsIsSlow: "Koneksi di seberang lambat.",
  theirPictureRests: "Gambar di seberang istirahat, koneksinya lambat.",
  theirCameraOff: "Kamera di seberang mati.",
  theyAreMuted: "Mikrofon di seberang mati.",
  away: "Teman bicaramu pergi sebentar.",
  awayFor: (inSeconds) => `Tempatnya kami jaga ${say.seconds(inSeconds)}.`,
  talkOffline: "Menyambung lagi. Tulisanmu akan terkirim.",

  transcript: "Pesan",
  emptyTranscript: "Sapa dulu. Itu bagian tersulit, dan singkat.",
  composer: "Tulis pesan",
  unread: "Baru",
  send: "Kirim",
  typing: "Sedang menulis",
  sending: "Mengirim",
  sent: "Terkirim",
  seen: "Dilihat",
  failed: "Tidak terkirim",
  opensPage: (host) => `${host}, terbuka di tab baru`,
  said: (who, text) => `${who}: ${text}`,
  ended: {
    left: "Teman bicaramu sudah pergi.",
    next: "Teman bicaramu beralih ke yang lain.",
    lost: "Sambungannya terputus.",
    ended: "Obrolan ini selesai.",
  },
  block: "Jangan bertemu orang ini lagi",
  blocked: "Kamu tidak akan bertemu orang ini lagi.",
  endedHint: "Lanjut akan mencarikan orang lain.",

  trouble: {
    "offline": { title: "Kamu luring.", hint: "Kita lanjut begitu kamu kembali." },
    "server-away": {
      title: "Tempat bertemu tidak terjangkau.",
      hint: "Mungkin sedang dimulai ulang. Kami terus mencoba.",
    },
    "origin-not-allowed": {
      title: "Halaman ini belum disiapkan untuk mengobrol.",
      hint: "Pengelolanya perlu menambahkan alamatnya di server.",
    },
    "session-expired": { title: "Jedanya lama juga.", hint: "Mulai lagi kapan saja." },
    "rate-limited": { title: "Cepat sekali.", hint: "Tarik napas. Sebentar lagi lanjut." },
    "closed": { title: "Sekarang tutup.", hint: "Datang lagi lain waktu." },
    "replaced": {
      title: "Kamu melanjutkan di tab lain.",
      hint: "Ngobrol di sana, atau bawa kembali ke sini.",
    },
    "draining": { title: "Tempat bertemu sedang dimulai ulang.", hint: "Sebentar lagi kembali." },
    "internal": { title: "Ada yang rusak di pihak kami.", hint: "Coba lagi sebentar lagi." },
  },
  opens: (at, now) => {
    if (now >= at) return "Sudah buka lagi.";
    return say.day(at) === say.day(now)
      ? `Buka hari ini pukul ${say.time(at)}.`
      : `Buka ${say.day(at)} pukul ${say.time(at)}.`;
  },
  retryIn: (inSeconds) => `Mencoba lagi dalam ${say.seconds(inSeconds)}.`,

  controls: "Kendali",
  muteMicrophone: "Matikan mikrofonmu",
  unmuteMicrophone: "Nyalakan mikrofonmu",
  flip: "Pakai kamera satunya",
  settings: "Kamera, mikrofon, koneksi",
  panelFailed: "Bagian ini gagal dimuat. Muat ulang halaman lalu coba lagi.",
  checkFirst: "Cek kamera dan koneksi",
  close: "Tutup",
  cameraOff: "Matikan kameramu",
  cameraOn: "Nyalakan kameramu",
  showText: "Tampilkan pesan",
  hideText: "Sembunyikan pesan",
  newMessages: (count) => say.count(count, { other: "# pesan baru" }),
  ownPicture: "Gambarmu. Tombol panah memindahkannya.",
  partnerPicture: "Gambar di seberang",
});
