/**
 * What the frame check says, in all languages but English. One file, because it is three sentences.
 *
 * It does not know which language is wanted. The invariant it keeps: the same as
 * `frame_check_en.ts`.
 *
 * @module
 */
import type { FrameCheckTable } from "./frame_check_en.ts";

/** The tables by primary subtag. */
export const FRAME_CHECK_TABLES: Readonly<Record<string, FrameCheckTable>> = {
  ar: {
    looking: "لحظة. جهازك يلقي نظرة على الصورة أولًا.",
    found: "قد تُظهر هذه الصورة شيئًا لا تريد رؤيته. لم ينظر إليها سوى جهازك.",
    show: "عرضها على أي حال",
  },
  de: {
    looking: "Einen Moment. Dein Gerät sieht sich das Bild zuerst an.",
    found:
      "Dieses Bild zeigt vielleicht etwas, das du nicht sehen willst. Nur dein Gerät hat es angesehen.",
    show: "Trotzdem zeigen",
  },
  es: {
    looking: "Un momento. Tu dispositivo mira antes la imagen.",
    found:
      "Puede que esta imagen muestre algo que no quieres ver. Solo la ha mirado tu dispositivo.",
    show: "Mostrar de todos modos",
  },
  fr: {
    looking: "Un instant. Votre appareil regarde d’abord l’image.",
    found:
      "Cette image montre peut-être quelque chose que vous ne voulez pas voir. Seul votre appareil l’a regardée.",
    show: "Afficher quand même",
  },
  hi: {
    looking: "एक पल। आपका डिवाइस पहले तस्वीर देख रहा है।",
    found: "हो सकता है इस तस्वीर में कुछ ऐसा हो जो आप न देखना चाहें। इसे सिर्फ़ आपके डिवाइस ने देखा है।",
    show: "फिर भी दिखाएँ",
  },
  id: {
    looking: "Sebentar. Perangkatmu melihat gambarnya lebih dulu.",
    found:
      "Gambar ini mungkin menampilkan sesuatu yang tidak ingin kamu lihat. Hanya perangkatmu yang melihatnya.",
    show: "Tetap tampilkan",
  },
  it: {
    looking: "Un momento. Il tuo dispositivo guarda prima l’immagine.",
    found:
      "Questa immagine forse mostra qualcosa che non vuoi vedere. L’ha guardata solo il tuo dispositivo.",
    show: "Mostra comunque",
  },
  ja: {
    looking: "少しお待ちください。まずこの端末が映像を確認します。",
    found: "見たくないものが映っているかもしれません。映像を確認したのは、この端末だけです。",
    show: "それでも表示する",
  },
  pt: {
    looking: "Um momento. Seu dispositivo olha a imagem primeiro.",
    found:
      "Esta imagem talvez mostre algo que você não quer ver. Só o seu dispositivo olhou para ela.",
    show: "Mostrar mesmo assim",
  },
  tr: {
    looking: "Bir saniye. Görüntüye önce cihazın bakıyor.",
    found: "Bu görüntüde görmek istemeyeceğin bir şey olabilir. Ona yalnızca cihazın baktı.",
    show: "Yine de göster",
  },
  zh: {
    looking: "稍等，你的设备会先看一下画面。",
    found: "画面中可能有你不想看到的内容。只有你的设备看过它。",
    show: "仍然显示",
  },
};
