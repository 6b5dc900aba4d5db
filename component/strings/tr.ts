/**
 * The words of the element in Turkish: "sen".
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `en.ts`.
 *
 * @module
 */
import type { Translation } from "./own_words.ts";

const deviceAdvice = (your: string, thing: string, object: string) => {
  const without = "ya da onsuz devam et.";
  return {
    denied: {
      title: `${your} kapalı kalıyor.`,
      hint: "Adres çubuğundan izin verebilirsin. Yazmak her zaman mümkün.",
    },
    missing: { title: `${thing} bulunamadı.`, hint: `Bir tane tak ve yeniden dene, ${without}` },
    busy: {
      title: `${object} başka bir program kullanıyor.`,
      hint: `Onu kapat ve yeniden dene, ${without}`,
    },
    insecure: {
      title: `${your} yalnızca güvenli bir sayfada çalışır.`,
      hint: "Adres https ile başlamalı. Burada da yazabilirsin.",
    },
    unsupported: {
      title: "Bu tarayıcı arama yapamıyor.",
      hint: "Burada da yazabilirsin.",
    },
    unknown: { title: `${your} açılmadı.`, hint: `Yeniden dene, ${without}` },
    unplugged: { title: `${your} artık yok.`, hint: "Yeniden tak ya da başkasını seç." },
  };
};

/** The words of the element in Turkish. */
export const words: Translation = (say) => ({
  you: "Sen",
  stranger: "Karşındaki",

  welcomeTitle: "Yeni biriyle tanış",
  welcomeLead: "Her seferinde bir sohbet, senin sevdiğini seven biriyle.",
  modeLegend: "Nasıl konuşmak istersin?",
  mode: { video: "Görüntü", voice: "Ses", text: "Yazı" },
  modeHint: {
    video: "Kamera ve mikrofon, başlarken sorulur.",
    voice: "Yalnızca mikrofon. Kimse seni görmez.",
    text: "Yalnızca yazı. Kamera yok, mikrofon yok.",
  },
  interestsLabel: "Neleri seversin?",
  interestsPlaceholder: "satranç, bahçe, caz",
  interestsMore: "Bir tane daha",
  interestsHint: "Her birinden sonra virgül ya da Enter. Herkese açıksan boş bırak.",
  interestsFull: "On tane oldu, daha fazlasını arayamıyoruz.",
  suggestionsLabel: "Öneriler",
  languagesLabel: "Hangi dilleri konuşuyorsun?",
  addLanguage: "Dil ekle",
  strictLanguages: "Yalnızca bunları konuşanlar",
  remove: (what) => `${what}: çıkar`,
  add: (what) => `${what}: ekle`,

  start: "Başla",
  stop: "Dur",
  next: "Sıradaki",
  back: "Geri",
  done: "Bitti",
  tryAgain: "Yeniden dene",
  instead: { video: "Görüntülü konuş", voice: "Yalnızca ses", text: "Yazışalım" },

  askingTitle: {
    video: "Kameranı ve mikrofonunu kullanabilir miyiz?",
    voice: "Mikrofonunu kullanabilir miyiz?",
  },
  askingHint:
    "Şimdi tarayıcın soracak. Seni yalnızca tanıştığın kişi görür ve duyar. Hiçbir şey kaydedilmez.",
  device: {
    camera: deviceAdvice("Kameran", "Kamera", "Kameranı"),
    microphone: deviceAdvice("Mikrofonun", "Mikrofon", "Mikrofonunu"),
  },

  openingTitle: "Kapı açılıyor",
  lookingFor: {
    interest: (tags) => `Şunu seven birini arıyoruz: ${say.either(tags)}.`,
    language: (names) =>
      names.length > 0 ? `${say.either(names)} konuşan birini arıyoruz.` : "Birini arıyoruz.",
    anyone: () => "Burada olan herhangi birini arıyoruz.",
  },
  widens: {
    language: (inSeconds, names) =>
      names.length > 0
        ? `${say.seconds(inSeconds)} sonra ${say.either(names)} konuşan başkalarına da bakacağız.`
        : `${say.seconds(inSeconds)} sonra başkalarına da bakacağız.`,
    anyone: (inSeconds) => `${say.seconds(inSeconds)} sonra herkese bakacağız.`,
  },
  waitingSteps: "Arama nasıl ilerliyor",
  stepInterest: (tags) => `Sevdiği: ${say.either(tags)}`,
  stepLanguage: (names) =>
    names.length > 0 ? `${say.either(names)} konuşan` : "Senin dilini konuşan",
  stepAnyone: "Burada olan herkes",
  quiet: "Şu an sakin. Bunu açık bırakıp başka bir şey yapabilirsin.",
  near: (count, names) => {
    const language = names.length > 0 ? say.either(names) : null;
    if (count === 0) {
      return language ? `Burada ${language} konuşan başka kimse yok.` : "Başka kimse yok.";
    }
    if (count === "few") {
      return language ? `${language} konuşan biri daha var.` : "Biri daha burada.";
    }
    return language
      ? `${language} konuşan yaklaşık ${say.number(count)} kişi daha var.`
      : `Yaklaşık ${say.number(count)} kişi daha burada.`;
  },
  askThemToo: "Onlara da sor",
  widenNow: "Şimdi daha uzağa bak",
  callMe: "Biri gelince haber ver",
  called: {
    on: "Biri gelince haber vereceğiz. Bu sekmeyi açık tut.",
    denied: "Tarayıcın bildirimlere izin vermiyor. Bu sekmenin başlığı haber verecek.",
    missing: "Bu tarayıcıda bildirim yok. Bu sekmenin başlığı haber verecek.",
  },
  callConfirmed: "Böyle haber vereceğiz",
  call: { title: "Biri geldi", body: "Gel, bir merhaba de." },
  paused: "Kısa süreliğine çevrimdışısın. Dönünce arama sürecek.",

  matched: "Artık birliktesiniz.",
  whyInterests: (tags) => `Ortak yanınız: ${say.both(tags)}`,
  whyLanguage: (name) => `Ortak diliniz: ${name}`,
  whyNothing: "İkiniz de buradasınız ve meraklısınız",
  connecting: "Görüntü ve ses bağlanıyor",
  reconnecting: "Görüntü ve ses yeniden bağlanıyor",
  callFailed: "Görüntü ve ses geçmiyor. Yazmaya devam edebilirsiniz.",
  tapToHear: "Duymak için dokun",
  quality: {
    "own-slow": "Bağlantın yavaş.",
    "own-unsteady": "Bağlantın kararsız.",
    "their-unsteady": "Karşı tarafın bağlantısı kararsız.",
    "unsteady": "Bağlantı kararsız.",
    "far": "Söylediklerin biraz geç ulaşıyor.",
  },
  sends: {
    video: "",
    reduced: "Görüntün şimdilik daha küçük.",
    voice: "Görüntün dinleniyor, sesin sürüyor.",
    text: "Görüntü ve ses dinleniyor. Yazışma sürüyor.",
  },
  theirsIsSlow: "Karşı tarafın bağlantısı yavaş.",
  theirPictureRests: "Karşı görüntü dinleniyor, bağlantı yavaş.",
  theirCameraOff: "Karşı tarafın kamerası kapalı.",
  theyAreMuted: "Karşı tarafın mikrofonu kapalı.",
  away: "Karşındaki kısa süre uzakta.",
  awayFor: (inSeconds) => `Yerini ${say.seconds(inSeconds)} tutuyoruz.`,
  talkOffline: "Yeniden bağlanıyorsun. Yazdıkların gönderilecek.",

  transcript: "Mesajlar",
  emptyTranscript: "Merhaba de. En zoru bu, o da kısa.",
  composer: "Bir mesaj yaz",
  unread: "Yeni",
  send: "Gönder",
  typing: "Yazıyor",
  sending: "Gönderiliyor",
  sent: "Gönderildi",
  seen: "Görüldü",
  failed: "Gönderilemedi",
  opensPage: (host) => `${host}, yeni sekmede açılır`,
  said: (who, text) => `${who}: ${text}`,
  ended: {
    left: "Karşındaki gitti.",
    next: "Karşındaki yoluna devam etti.",
    lost: "Bağlantı koptu.",
    ended: "Bu sohbet bitti.",
  },
  block: "Bu kişiyle bir daha karşılaşma",
  blocked: "Bu kişiyle bir daha karşılaşmayacaksın.",
  endedHint: "Sıradaki, sana başka birini bulur.",

  trouble: {
    "offline": { title: "Çevrimdışısın.", hint: "Döndüğünde devam edeceğiz." },
    "server-away": {
      title: "Buluşma yerine ulaşamıyoruz.",
      hint: "Yeniden başlıyor olabilir. Denemeyi sürdürüyoruz.",
    },
    "origin-not-allowed": {
      title: "Bu sayfa henüz sohbete hazır değil.",
      hint: "Sayfanın sahibi adresini sunucuya eklemeli.",
    },
    "session-expired": { title: "Uzun bir ara oldu.", hint: "İstediğinde yeniden başla." },
    "rate-limited": { title: "Bu çok hızlıydı.", hint: "Bir nefes al. Birazdan devam." },
    "closed": { title: "Şu an kapalı.", hint: "Başka bir zaman gel." },
    "replaced": {
      title: "Başka bir sekmede devam ettin.",
      hint: "Orada konuş ya da sohbeti buraya geri al.",
    },
    "draining": { title: "Buluşma yeri yeniden başlıyor.", hint: "Birazdan döneriz." },
    "internal": { title: "Bizde bir şey bozuldu.", hint: "Birazdan yeniden dene." },
  },
  opens: (at, now) => {
    if (now >= at) return "Yeniden açık.";
    return say.day(at) === say.day(now)
      ? `Bugün saat ${say.time(at)} itibarıyla açık.`
      : `${say.day(at)}, saat ${say.time(at)} itibarıyla açık.`;
  },
  retryIn: (inSeconds) => `${say.seconds(inSeconds)} sonra yeniden deniyoruz.`,

  controls: "Denetimler",
  muteMicrophone: "Mikrofonunu kapat",
  unmuteMicrophone: "Mikrofonunu aç",
  flip: "Öteki kamerayı kullan",
  settings: "Kamera, mikrofon, bağlantı",
  panelFailed: "Bu bölüm yüklenemedi. Sayfayı yenileyip yeniden dene.",
  checkFirst: "Kamerayı ve bağlantıyı dene",
  close: "Kapat",
  cameraOff: "Kameranı kapat",
  cameraOn: "Kameranı aç",
  showText: "Mesajları göster",
  hideText: "Mesajları gizle",
  newMessages: (count) => say.count(count, { one: "# yeni mesaj", other: "# yeni mesaj" }),
  ownPicture: "Görüntün. Ok tuşları yerini değiştirir.",
  partnerPicture: "Karşı tarafın görüntüsü",
});
