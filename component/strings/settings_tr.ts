/**
 * The words of the settings panel in Turkish.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `settings_en.ts`.
 *
 * @module
 */
import type { PanelTranslation } from "./own_words.ts";

const relay = { title: "Kapalı.", hint: "" };
const failed = { title: "Açılmadı.", hint: "Yeniden dene." };

const deviceAdvice = (the: string, object: string) => ({
  denied: {
    title: `${the} için bu sayfada izin yok.`,
    hint: "Adres çubuğundan izin ver, sonra yeniden dene.",
  },
  missing: { title: `${the} bulunamadı.`, hint: "Bir tane tak ya da yaz." },
  busy: {
    title: `${object} başka bir program kullanıyor.`,
    hint: "Onu kapat, sonra yeniden dene.",
  },
  silent: {
    title: `${the} açık ama bir şey gelmiyor.`,
    hint: "Kendi düğmesinden kapatılmış olabilir. Ya da yukarıdan başkasını seç.",
  },
  insecure: {
    title: `${the} güvenli bir sayfa istiyor.`,
    hint: "Sayfanın adresi https ile başlamalı.",
  },
});

/** The words of the panel in Turkish. */
export const words: PanelTranslation = {
  title: "Kamera, mikrofon, bağlantı",
  camera: "Kamera",
  microphone: "Mikrofon",
  speaker: "Hoparlör",
  automatic: "Tarayıcı seçsin",
  numbered: (name, number) => `${name} ${number}`,
  level: "Bir şey söyle, çubuk oynar.",
  look: "Kendini gör ve duy",
  lookHint: "Tarayıcın kamera ve mikrofonu soracak. Burada seni başka kimse görmez ve duymaz.",
  preview: "Görüntün",
  check: "Bağlantıyı dene",
  checkAgain: "Yeniden dene",
  checkHint: "Aramalar ağından geçiyor mu diye bakarız. Birkaç saniye sürer.",
  names: {
    "camera": "Kamera",
    "microphone": "Mikrofon",
    "server": "Buluşma yeri",
    "stream": "Ondan gelen haberler",
    "stun": "Aramalar için çıkış",
    "turn-udp": "Aktarıcı, hızlı yol",
    "turn-tcp": "Aktarıcı, sağlam yol",
    "turn-tls": "Aktarıcı, şifreli yol",
    "ice": "Arama",
  },
  pending: "Bakılıyor",
  absent: "Burada yok.",
  fine: {
    "camera": "Görüntü veriyor.",
    "microphone": "Ses veriyor.",
    "server": "Ulaşıyoruz.",
    "stream": "Hemen geliyor.",
    "stun": "Ağın aramaları dışarı bırakıyor.",
    "turn-udp": "Açık.",
    "turn-tcp": "Açık.",
    "turn-tls": "Açık.",
    "ice": "Bağlandı.",
  },
  device: {
    camera: deviceAdvice("Kamera", "Kamerayı"),
    microphone: deviceAdvice("Mikrofon", "Mikrofonu"),
  },
  network: {
    "camera": failed,
    "microphone": failed,
    "server": {
      title: "Ulaşamıyoruz.",
      hint: "Başka sayfalar açılıyor mu, bak. Bir filtre ya da eklenti engelliyor olabilir.",
    },
    "stream": {
      title: "Yolda bekletiliyor.",
      hint: "Bir vekil sunucu ya da virüs tarayıcısı tutuyor olabilir. Onsuz dene.",
    },
    "stun": {
      title: "Ağın doğrudan aramaları dışarı bırakmıyor.",
      hint: "Aşağıda açık bir aktarıcı varsa aramalar oradan geçer.",
    },
    "turn-udp": relay,
    "turn-tcp": relay,
    "turn-tls": relay,
    "ice": { title: "Bağlanmadı.", hint: "" },
  },
  blocked: { title: "Bu sayfa aramalara izin vermiyor.", hint: "Yazmak yine de mümkün." },
  refused: { title: "Bu sayfa sohbete hazır değil.", hint: "Sayfanın sahibi ekleyebilir." },
  full: { title: "Şu an dolu.", hint: "Birazdan yeniden dene." },
  verdict: {
    "running": "Ağına bakıyoruz",
    "good": "Aramalar burada çalışır.",
    "relayed": "Aramalar burada bir aktarıcı üzerinden çalışır.",
    "direct-only":
      "Aramalar çoğu kişiyle çalışır. Sıkı ağlarda aktarıcı gerekir, buradan açık olan yok.",
    "text-only":
      "Aramalar bu ağdan geçmiyor. Başka bir ağ, örneğin telefonununki, daha iyi olabilir. Yazmak her zaman mümkün.",
    "no-server": "Buradan buluşma yerine ulaşamıyoruz.",
  },
  quietMicrophone: "Mikrofonundan ses gelmiyor. Kendi düğmesinden kapatılmış olabilir.",
  close: "Kapat",
};
