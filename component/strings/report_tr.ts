/**
 * The words of the report sheet in Turkish.
 *
 * It does not know when they are loaded. The invariant it keeps: the same as `report_en.ts`.
 *
 * @module
 */
import type { ReportTranslation } from "./report_en.ts";

/** The words. */
export const words: ReportTranslation = {
  title: "Ne oldu?",
  sends: "Birini seç, karşındakinin son mesajlarıyla birlikte gönderilir.",
  sendsPicture:
    "Birini seç, karşındakinin son mesajlarıyla ve görülebilen bir şeyse şu anın görüntüsüyle birlikte gönderilir.",
  secret: "Karşındakinin haberi olmaz.",
  ends: "Sohbet biter.",
  reasons: {
    "child-safety": "Bir çocuk tehlikede ya da cinsel biçimde gösteriliyor",
    "threat": "Tehdit",
    "violence": "Şiddet",
    "sexual": "Çıplaklık ya da cinsel içerik",
    "underage": "Burası için fazla küçük görünüyor",
    "hate": "Nefret",
    "harassment": "Taciz",
    "self-harm": "Kendine zarar verebilir",
    "fraud": "Dolandırıcılık",
    "spam": "Reklam",
    "other": "Başka bir şey",
  },
  details: "Gönderilecekleri seç, bir şeyler yaz",
  note: "Kendi sözlerinle",
  messages: "Gönderilen mesajlar",
  picture: "Bunu açtığında karşı tarafın görüntüsü",
  look: "Görüntüyü göster",
  pictureHint: "Görüntü önemliyse gönder",
  whom: "Kimin hakkında?",
  earlier: "Önceki biri hakkında mı?",
  now: "Şu anki sohbet",
  until: "Saat {0} itibarıyla biten sohbet",
  sending: "Bildirimin gönderiliyor",
  sent: "Teşekkürler. Bildirimin gönderildi.",
  failed: {
    "failed": {
      title: "Bildirimin ulaşmadı.",
      hint: "Seçtiklerin duruyor. Bağlantına bakıp yeniden dene.",
    },
    "too-often": {
      title: "Çok sayıda bildirim oldu.",
      hint: "Seçtiklerin duruyor. Bir dakika sonra yeniden dene.",
    },
    "too-late": {
      title: "O sohbet için artık geç.",
      hint: "Bir sohbet, bittikten on dakika sonrasına kadar bildirilebilir.",
    },
  },
};
