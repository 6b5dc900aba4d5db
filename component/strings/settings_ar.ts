/**
 * The words of the settings panel in Arabic.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `settings_en.ts`.
 *
 * @module
 */
import type { PanelTranslation } from "./own_words.ts";

const relay = { title: "مغلق.", hint: "" };

const camera = {
  denied: {
    title: "الكاميرا غير مسموح بها في هذه الصفحة.",
    hint: "اسمح بها من شريط العنوان، ثم افحص مجددًا.",
  },
  missing: { title: "لم نجد أي كاميرا.", hint: "يمكن توصيل كاميرا، أو الكتابة." },
  busy: { title: "برنامج آخر يستعمل الكاميرا.", hint: "أغلقه، ثم افحص مجددًا." },
  silent: {
    title: "الكاميرا تعمل ولا تعطي شيئًا.",
    hint: "ربما أُغلقت بزر خاص بها. أو اختر غيرها أعلاه.",
  },
  insecure: {
    title: "الكاميرا تحتاج إلى صفحة آمنة.",
    hint: "يجب أن يبدأ عنوان الصفحة بـ https.",
  },
};

const microphone = {
  denied: {
    title: "الميكروفون غير مسموح به في هذه الصفحة.",
    hint: "اسمح به من شريط العنوان، ثم افحص مجددًا.",
  },
  missing: { title: "لم نجد أي ميكروفون.", hint: "يمكن توصيل ميكروفون، أو الكتابة." },
  busy: { title: "برنامج آخر يستعمل الميكروفون.", hint: "أغلقه، ثم افحص مجددًا." },
  silent: {
    title: "الميكروفون يعمل ولا يعطي شيئًا.",
    hint: "ربما كُتم بزر خاص به. أو اختر غيره أعلاه.",
  },
  insecure: {
    title: "الميكروفون يحتاج إلى صفحة آمنة.",
    hint: "يجب أن يبدأ عنوان الصفحة بـ https.",
  },
};

/** The words of the panel in Arabic. */
export const words: PanelTranslation = {
  title: "الكاميرا والميكروفون والاتصال",
  camera: "الكاميرا",
  microphone: "الميكروفون",
  speaker: "السماعة",
  automatic: "يختاره المتصفح",
  numbered: (name, number) => `${name} ${number}`,
  level: "قل شيئًا فيتحرك الشريط.",
  look: "شاهد واسمع نفسك",
  lookHint: "يطلب المتصفح الكاميرا والميكروفون. لا أحد غيرك يراك أو يسمعك هنا.",
  preview: "صورتك",
  check: "فحص الاتصال",
  checkAgain: "فحص مجددًا",
  checkHint: "ننظر هل تمر المكالمات عبر شبكتك. يستغرق ذلك بضع ثوانٍ.",
  names: {
    "camera": "الكاميرا",
    "microphone": "الميكروفون",
    "server": "مكان اللقاء",
    "stream": "أخباره",
    "stun": "مخرج للمكالمات",
    "turn-udp": "الوسيط، الطريق السريع",
    "turn-tcp": "الوسيط، الطريق المضمون",
    "turn-tls": "الوسيط، الطريق المشفّر",
    "ice": "المكالمة",
  },
  pending: "نفحص",
  absent: "غير متوفر هنا.",
  fine: {
    "camera": "تعطي صورة.",
    "microphone": "يعطي صوتًا.",
    "server": "نصل إليه.",
    "stream": "تصل فورًا.",
    "stun": "شبكتك تسمح بخروج المكالمات.",
    "turn-udp": "مفتوح.",
    "turn-tcp": "مفتوح.",
    "turn-tls": "مفتوح.",
    "ice": "اتصلت.",
  },
  device: { camera, microphone },
  network: {
    "camera": { title: "لم تعمل.", hint: "حاول مجددًا." },
    "microphone": { title: "لم يعمل.", hint: "حاول مجددًا." },
    "server": {
      title: "لا نصل إليه.",
      hint: "انظر هل تُفتح صفحات أخرى. ربما يحجبه مرشح أو إضافة.",
    },
    "stream": {
      title: "تتأخر في الطريق.",
      hint: "ربما يحتجزها خادم وسيط أو مضاد فيروسات. جرّب من دونه.",
    },
    "stun": {
      title: "شبكتك تمنع المكالمات المباشرة.",
      hint: "تمر المكالمات عندها عبر وسيط، إن كان في الأسفل واحد مفتوح.",
    },
    "turn-udp": relay,
    "turn-tcp": relay,
    "turn-tls": relay,
    "ice": { title: "لم تتصل.", hint: "" },
  },
  blocked: { title: "هذه الصفحة لا تسمح بالمكالمات.", hint: "الكتابة متاحة مع ذلك." },
  refused: { title: "هذه الصفحة غير مهيأة للأحاديث.", hint: "يستطيع من يديرها إضافتها." },
  full: { title: "المكان ممتلئ الآن.", hint: "حاول مجددًا بعد لحظة." },
  verdict: {
    "running": "ننظر في شبكتك",
    "good": "ستعمل المكالمات هنا.",
    "relayed": "ستعمل المكالمات هنا عبر وسيط.",
    "direct-only":
      "ستعمل المكالمات مع أغلب الناس. في الشبكات الصارمة تحتاج إلى وسيط، ولا وسيط مفتوح من هنا.",
    "text-only":
      "لا تمر المكالمات في هذه الشبكة. قد تكون شبكة أخرى أفضل، كشبكة هاتفك. الكتابة متاحة دائمًا.",
    "no-server": "لا نصل إلى مكان اللقاء من هنا.",
  },
  quietMicrophone: "لا نسمع شيئًا من الميكروفون. ربما كُتم بزر خاص به.",
  close: "إغلاق",
};
