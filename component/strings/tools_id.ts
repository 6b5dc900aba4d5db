/**
 * The words of a talk's tools in Indonesian.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `tools_en.ts`.
 *
 * @module
 */
import type { ToolsTranslation } from "./tools_en.ts";

/** The words. */
export const words: ToolsTranslation = {
  title: "Obrolan ini",
  open: "Suara, simpan, tombol",
  close: "Tutup",
  volume: "Seberapa keras suara teman bicara",
  sound: "Bunyi untuk pesan baru saat kamu di tab lain",
  pictureInPicture: "Di jendela kecil",
  fullScreen: "Layar penuh",
  save: "Simpan obrolan ini",
  saveHint: "Sebagai berkas teks di perangkatmu. Tidak dikirim ke mana pun.",
  saved: "Obrolan pada {0}",
  since: "Sudah berapa lama kalian mengobrol",
  report: "Laporkan orang ini",
  reportEarlier: "Laporkan orang yang tadi kamu temui",
  undo: {
    back: "Kembali ke obrolan",
    open: "Terlalu cepat? Kalau kalian berdua mau, obrolan berlanjut.",
    wanted: "Teman bicara ingin kembali.",
    asked: "Kalau teman bicara juga mau, obrolan berlanjut.",
    gone: "Teman bicaramu sudah beralih ke yang lain.",
  },
  ask: {
    voice: "Usulkan lanjut dengan suara",
    video: "Usulkan lanjut dengan video",
    reveal: "Usulkan saling melihat",
  },
  preparing: {
    voice: "Perambanmu meminta mikrofon.",
    video: "Perambanmu meminta kamera.",
  },
  asked: {
    voice: "Kamu mengusulkan lanjut dengan suara. Kamu terdengar setelah dijawab ya.",
    video: "Kamu mengusulkan lanjut dengan video. Kamu terlihat setelah dijawab ya.",
    reveal: "Kamu mengusulkan saling melihat. Kamu terlihat setelah dijawab ya.",
  },
  offered: {
    voice: "Teman bicara ingin lanjut dengan suara.",
    video: "Teman bicara ingin lanjut dengan video.",
    reveal: "Teman bicara ingin kalian saling melihat.",
  },
  offeredHint: {
    voice: "Kamu hanya terdengar kalau bilang ya.",
    video: "Kamu hanya terlihat kalau bilang ya.",
  },
  veiled: "Kalian saling mendengar. Gambar tetap terselubung sampai kalian berdua ingin terlihat.",
  yes: "Ya",
  no: "Jangan sekarang",
  takeBack: "Tidak jadi",
  fine: "Baiklah",
  declined: "Teman bicara memilih tetap seperti ini dulu.",
  down: {
    voice: "Lanjut tanpa gambar",
    text: "Lanjut dengan tulisan saja",
  },
  keys: "Tombol",
  keysHint: "Berlaku di obrolan ini selama kamu tidak menulis.",
  key: {
    microphone: "Mikrofon nyala atau mati",
    camera: "Kamera nyala atau mati",
    write: "Tulis pesan",
    skip: "Dua kali: temui orang lain",
    help: "Tampilkan ini",
  },
  ideas: "Bingung mulai dari mana?",
  anotherIdea: "Pertanyaan lain",
  about: "Apa yang paling kamu suka dari {0}?",
  general: "Apa bagian terbaik harimu?\n" +
    "Apa yang terlihat dari jendelamu?\n" +
    "Apa yang sedang kamu nantikan?\n" +
    "Waktu kecil kamu ingin jadi apa?\n" +
    "Tentang apa kamu pernah berubah pikiran?",
  topics: {
    music: {
      tags: "musik, gitar, piano, menyanyi, jazz, rock, rap, tekno, musik klasik, konser",
      asks:
        "Apa yang paling sering kamu dengar minggu ini?\nLagu apa yang akan kamu putar untuk orang asing?",
    },
    films: {
      tags: "film, bioskop, serial, tv, anime, drama, teater",
      asks:
        "Film apa yang mau kamu tonton lagi besok?\nApa yang terakhir kamu tonton, dan bagus tidak?",
    },
    books: {
      tags: "buku, membaca, sastra, puisi, menulis, komik, manga, fantasi",
      asks: "Kamu sedang membaca apa?\nBuku apa yang paling sering kamu hadiahkan?",
    },
    games: {
      tags: "gim, game, permainan, video game, permainan papan, catur, minecraft, kartu, teka-teki",
      asks: "Kamu suka main apa, dan dengan siapa?\nPermainan apa yang menghabiskan akhir pekanmu?",
    },
    sport: {
      tags:
        "olahraga, sepak bola, lari, sepeda, renang, panjat, yoga, tenis, mendaki, bulu tangkis",
      asks:
        "Apa yang kamu lakukan untuk menjernihkan pikiran?\nLebih suka sendiri atau bersama orang lain?",
    },
    travel: {
      tags: "jalan-jalan, wisata, perjalanan, gunung, laut, kota, kereta",
      asks: "Ke tempat mana kamu ingin kembali?\nApa yang harus dilihat di tempat tinggalmu?",
    },
    food: {
      tags: "makanan, masak, memasak, kue, kopi, teh, vegan, restoran",
      asks: "Apa yang terakhir kamu masak?\nOrang makan apa di tempat kamu besar?",
    },
    nature: {
      tags: "alam, hewan, anjing, kucing, burung, kebun, berkebun, tanaman, hutan, memancing",
      asks: "Ada hewan dalam hidupmu?\nApa yang sedang tumbuh di dekatmu?",
    },
    languages: {
      tags: "bahasa, inggris, jerman, prancis, spanyol, indonesia, jepang, mandarin, belajar",
      asks: "Kamu bermimpi dalam bahasa apa?\nApa kata kesukaanmu, dalam bahasa apa pun?",
    },
    making: {
      tags:
        "pemrograman, teknologi, sains, fisika, matematika, seni, menggambar, melukis, fotografi, desain, kerajinan, merajut, antariksa, sejarah",
      asks:
        "Apa yang sedang kamu buat atau pelajari?\nApa yang bisa kamu jelaskan selama satu jam?",
    },
  },
};
