/**
 * The words of a talk's tools in Turkish.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `tools_en.ts`.
 *
 * @module
 */
import type { ToolsTranslation } from "./tools_en.ts";

/** The words. */
export const words: ToolsTranslation = {
  title: "Bu sohbet",
  open: "Ses, kaydetme, tuşlar",
  close: "Kapat",
  volume: "Karşındakinin sesi ne kadar yüksek",
  sound: "Başka bir sekmedeyken yeni mesajlar için ses",
  pictureInPicture: "Küçük bir pencerede",
  fullScreen: "Tam ekran",
  save: "Bu sohbeti kaydet",
  saveHint: "Cihazında bir metin dosyası olarak. Hiçbir yere gönderilmez.",
  saved: "{0} tarihli bir sohbet",
  since: "Ne zamandır konuşuyorsunuz",
  report: "Bu kişiyi bildir",
  reportEarlier: "Az önce karşılaştığın birini bildir",
  undo: {
    back: "Sohbete dön",
    open: "Çok mu çabuk oldu? İkiniz de isterseniz sohbet sürer.",
    wanted: "Karşındaki geri dönmek istiyor.",
    asked: "Karşındaki de isterse sohbet sürer.",
    gone: "Karşındaki yoluna devam etti.",
  },
  ask: {
    voice: "Sesli devam etmeyi öner",
    video: "Görüntülü devam etmeyi öner",
    reveal: "Birbirinizi görmeyi öner",
  },
  preparing: {
    voice: "Tarayıcın mikrofonu soruyor.",
    video: "Tarayıcın kamerayı soruyor.",
  },
  asked: {
    voice: "Sesli devam etmeyi önerdin. Evet derse seni duyar.",
    video: "Görüntülü devam etmeyi önerdin. Evet derse seni görür.",
    reveal: "Birbirinizi görmeyi önerdin. Evet derse seni görür.",
  },
  offered: {
    voice: "Karşındaki sesli devam etmek istiyor.",
    video: "Karşındaki görüntülü devam etmek istiyor.",
    reveal: "Karşındaki birbirinizi görmenizi istiyor.",
  },
  offeredHint: {
    voice: "Seni yalnızca evet dersen duyar.",
    video: "Seni yalnızca evet dersen görür.",
  },
  veiled: "Birbirinizi duyuyorsunuz. İkiniz de görünmek isteyene dek görüntüler örtülü kalır.",
  yes: "Evet",
  no: "Şimdi değil",
  takeBack: "Vazgeç",
  fine: "Tamam",
  declined: "Karşındaki şimdilik böyle kalmayı yeğliyor.",
  down: {
    voice: "Görüntüsüz devam et",
    text: "Yalnızca yazarak devam et",
  },
  keys: "Tuşlar",
  keysHint: "Bu sohbette, yazmadığın sürece çalışırlar.",
  key: {
    microphone: "Mikrofon açık ya da kapalı",
    camera: "Kamera açık ya da kapalı",
    write: "Mesaj yaz",
    skip: "İki kez: başka biriyle tanış",
    help: "Bunu göster",
  },
  ideas: "Nasıl başlayacağını bilmiyor musun?",
  anotherIdea: "Başka bir soru",
  about: "Şunun en çok nesini seviyorsun: {0}?",
  general: "Gününün en güzel anı neydi?\n" +
    "Pencerenden ne görünüyor?\n" +
    "Neyi dört gözle bekliyorsun?\n" +
    "Küçükken ne olmak istiyordun?\n" +
    "Hangi konuda fikrini değiştirdin?",
  topics: {
    music: {
      tags: "müzik, gitar, piyano, şarkı söylemek, caz, rock, rap, tekno, klasik müzik, konserler",
      asks: "Bu hafta en çok ne dinledin?\nTanımadığın birine hangi şarkıyı dinletirdin?",
    },
    films: {
      tags: "filmler, film, sinema, diziler, dizi, anime, tiyatro",
      asks: "Hangi filmi yarın yeniden izleyebilirsin?\nEn son ne izledin, güzel miydi?",
    },
    books: {
      tags: "kitaplar, kitap, okumak, edebiyat, şiir, yazmak, çizgi roman, manga, fantastik",
      asks: "Şu sıralar ne okuyorsun?\nEn çok hangi kitabı hediye ettin?",
    },
    games: {
      tags:
        "oyunlar, oyun, bilgisayar oyunları, kutu oyunları, satranç, go, minecraft, kart oyunları, bulmaca",
      asks: "Ne oynamayı seversin, kiminle?\nHangi oyun bütün bir hafta sonunu aldı?",
    },
    sport: {
      tags: "spor, futbol, koşu, bisiklet, yüzme, tırmanış, yoga, tenis, doğa yürüyüşü",
      asks: "Kafanı boşaltmak için ne yaparsın?\nTek başına mı, başkalarıyla mı daha çok seversin?",
    },
    travel: {
      tags: "seyahat, gezmek, dağlar, deniz, şehirler, trenler",
      asks: "Hangi yere yeniden giderdin?\nYaşadığın yerde ne görülmeli?",
    },
    food: {
      tags: "yemek, yemek yapmak, hamur işi, kahve, çay, şarap, vegan, restoranlar",
      asks: "En son ne pişirdin?\nBüyüdüğün yerde ne yenir?",
    },
    nature: {
      tags: "doğa, hayvanlar, köpekler, kediler, kuşlar, bahçe, bitkiler, orman, balık tutmak",
      asks: "Hayatında bir hayvan var mı?\nŞu an yakınında ne yetişiyor?",
    },
    languages: {
      tags:
        "diller, dil, ingilizce, almanca, fransızca, ispanyolca, türkçe, japonca, çince, öğrenmek",
      asks: "Hangi dillerde rüya görüyorsun?\nHangi dilde olursa olsun, en sevdiğin kelime ne?",
    },
    making: {
      tags:
        "programlama, yazılım, teknoloji, bilim, fizik, matematik, sanat, çizim, resim, fotoğraf, tasarım, el işi, örgü, uzay, tarih",
      asks: "Şu sıralar ne yapıyor ya da öğreniyorsun?\nNeyi bir saat anlatabilirsin?",
    },
  },
};
