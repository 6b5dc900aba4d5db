/**
 * The words of the element in Arabic: wherever it can be, without saying whether "you" is a man or a
 * woman.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `en.ts`.
 *
 * @module
 */
import type { Translation } from "./own_words.ts";
import type { Say } from "./say.ts";

/** What a sentence about a device is made of. */
const DEVICES = {
  camera: {
    the: "الكاميرا",
    stays: "تبقى الكاميرا مغلقة.",
    none: "لم نجد أي كاميرا.",
    busy: "برنامج آخر يستعمل الكاميرا.",
    insecure: "لا تعمل الكاميرا إلا في صفحة آمنة.",
    unknown: "لم تعمل الكاميرا.",
    gone: "لم تعد الكاميرا موصولة.",
  },
  microphone: {
    the: "الميكروفون",
    stays: "يبقى الميكروفون مغلقًا.",
    none: "لم نجد أي ميكروفون.",
    busy: "برنامج آخر يستعمل الميكروفون.",
    insecure: "لا يعمل الميكروفون إلا في صفحة آمنة.",
    unknown: "لم يعمل الميكروفون.",
    gone: "لم يعد الميكروفون موصولًا.",
  },
} as const;

const deviceAdvice = (device: keyof typeof DEVICES) => {
  const { the, stays, none, busy, insecure, unknown, gone } = DEVICES[device];
  const without = device === "camera" ? "أو المتابعة من دونها." : "أو المتابعة من دونه.";
  return {
    denied: {
      title: stays,
      hint: "يمكن السماح بذلك من شريط العنوان. الكتابة متاحة دائمًا.",
    },
    missing: { title: none, hint: `يمكن توصيل ${the} والمحاولة مجددًا، ${without}` },
    busy: { title: busy, hint: `يمكن إغلاق ذلك البرنامج والمحاولة مجددًا، ${without}` },
    insecure: {
      title: insecure,
      hint: "يجب أن يبدأ العنوان بـ https. الكتابة متاحة هنا أيضًا.",
    },
    unsupported: {
      title: "هذا المتصفح لا يجري مكالمات.",
      hint: "الكتابة متاحة هنا أيضًا.",
    },
    unknown: { title: unknown, hint: `يمكن المحاولة مجددًا، ${without}` },
    unplugged: { title: gone, hint: "يمكن إعادة توصيل الجهاز أو اختيار غيره." },
  };
};

/** As they stand behind "in" and "for". */
const secondsIn = (say: Say) => (count: number): string =>
  say.count(count, {
    one: "ثانية واحدة",
    two: "ثانيتين",
    few: "# ثوانٍ",
    many: "# ثانية",
    other: "# ثانية",
  });

/** The words of the element in Arabic. */
export const words: Translation = (say) => {
  const seconds = secondsIn(say);
  return {
    you: "أنت",
    stranger: "الطرف الآخر",

    welcomeTitle: "تعرّف على شخص جديد",
    welcomeLead: "حديث واحد في كل مرة، مع شخص يحب ما تحب.",
    modeLegend: "كيف تود الحديث؟",
    mode: { video: "فيديو", voice: "صوت", text: "كتابة" },
    modeHint: {
      video: "الكاميرا والميكروفون، نطلبهما عند البدء.",
      voice: "الميكروفون فقط. لا أحد يراك.",
      text: "كتابة فقط. بلا كاميرا ولا ميكروفون.",
    },
    interestsLabel: "ماذا تحب؟",
    interestsPlaceholder: "شطرنج، زراعة، جاز",
    interestsMore: "أضف المزيد",
    interestsHint: "فاصلة أو Enter بعد كل كلمة. اتركه فارغًا للقاء أي شخص.",
    interestsFull: "صارت عشرة، ولا نستطيع البحث عن أكثر.",
    suggestionsLabel: "اقتراحات",
    languagesLabel: "ما اللغات التي تتحدثها؟",
    addLanguage: "إضافة لغة",
    strictLanguages: "فقط من يتحدث هذه اللغات",
    remove: (what) => `إزالة ${what}`,
    add: (what) => `إضافة ${what}`,

    start: "ابدأ",
    stop: "إيقاف",
    next: "التالي",
    back: "رجوع",
    done: "تم",
    tryAgain: "حاول مجددًا",
    instead: { video: "بالفيديو", voice: "بالصوت فقط", text: "بالكتابة" },

    askingTitle: {
      video: "هل تسمح لنا بالكاميرا والميكروفون؟",
      voice: "هل تسمح لنا بالميكروفون؟",
    },
    askingHint: "سيسألك المتصفح الآن. لن يراك ويسمعك إلا من تلتقي به. لا نسجّل شيئًا.",
    device: { camera: deviceAdvice("camera"), microphone: deviceAdvice("microphone") },

    openingTitle: "الباب يُفتح",
    lookingFor: {
      interest: (tags) => `نبحث عن شخص يحب ${say.either(tags)}.`,
      language: (names) =>
        names.length > 0 ? `نبحث عن شخص يتحدث ${say.either(names)}.` : "نبحث عن شخص.",
      anyone: () => "نبحث عن أي شخص موجود هنا.",
    },
    widens: {
      language: (inSeconds, names) =>
        names.length > 0
          ? `بعد ${seconds(inSeconds)} نبحث أيضًا عمّن يتحدث ${say.either(names)}.`
          : `بعد ${seconds(inSeconds)} نبحث أيضًا عن غيرهم.`,
      anyone: (inSeconds) => `بعد ${seconds(inSeconds)} نبحث بين الجميع.`,
    },
    waitingSteps: "كيف يسير البحث",
    stepInterest: (tags) => `يحب ${say.either(tags)}`,
    stepLanguage: (names) => names.length > 0 ? `يتحدث ${say.either(names)}` : "يتحدث لغتك",
    stepAnyone: "أي شخص موجود هنا",
    quiet: "المكان هادئ الآن. يمكنك ترك هذه الصفحة مفتوحة والانشغال بشيء آخر.",
    near: (count, names) => {
      const language = names.length > 0 ? say.either(names) : null;
      if (count === 0) {
        return language ? `لا أحد غيرك هنا يتحدث ${language}.` : "لا أحد غيرك هنا.";
      }
      if (count === "few") {
        return language ? `هنا من يتحدث ${language} أيضًا.` : "هنا شخص آخر.";
      }
      const others = say.count(count, {
        one: "شخص آخر",
        two: "شخصين آخرين",
        few: "# أشخاص آخرين",
        many: "# شخصًا آخر",
        other: "# شخص آخر",
      });
      return language ? `نحو ${others} يتحدثون ${language}.` : `هنا نحو ${others}.`;
    },
    askThemToo: "اسألهم أيضًا",
    widenNow: "وسّع البحث الآن",
    callMe: "أخبرني حين يأتي أحد",
    called: {
      on: "سنخبرك حين يأتي أحد. أبقِ هذا التبويب مفتوحًا.",
      denied: "متصفحك يمنع الإشعارات. سيخبرك عنوان هذا التبويب.",
      missing: "هذا المتصفح بلا إشعارات. سيخبرك عنوان هذا التبويب.",
    },
    callConfirmed: "سنخبرك هكذا",
    call: { title: "جاء أحدهم", body: "تعال وألقِ التحية." },
    paused: "انقطع اتصالك لحظة. يتابع البحث حين تعود.",

    matched: "أنتما معًا الآن.",
    whyInterests: (tags) => `كلاكما يحب ${say.both(tags)}`,
    whyLanguage: (name) => `كلاكما يتحدث ${name}`,
    whyNothing: "كلاكما هنا، ويدفعه الفضول",
    connecting: "نوصل الصورة والصوت",
    reconnecting: "نعيد توصيل الصورة والصوت",
    callFailed: "الصورة والصوت لا يصلان. يمكنكما متابعة الكتابة.",
    tapToHear: "المس لتسمع",
    quality: {
      "own-slow": "اتصالك بطيء.",
      "own-unsteady": "اتصالك غير مستقر.",
      "their-unsteady": "اتصال الطرف الآخر غير مستقر.",
      "unsteady": "الاتصال غير مستقر.",
      "far": "ما تقوله يتأخر قليلًا في الوصول.",
    },
    sends: {
      video: "",
      reduced: "صورتك أصغر مؤقتًا.",
      voice: "صورتك تستريح وصوتك مستمر.",
      text: "الصورة والصوت يستريحان. الكتابة مستمرة.",
    },
    theirsIsSlow: "اتصال الطرف الآخر بطيء.",
    theirPictureRests: "صورة الطرف الآخر تستريح، فالاتصال بطيء.",
    theirCameraOff: "كاميرا الطرف الآخر مغلقة.",
    theyAreMuted: "ميكروفون الطرف الآخر مغلق.",
    away: "الطرف الآخر غائب لحظة.",
    awayFor: (inSeconds) => `نحفظ له مكانه ${seconds(inSeconds)}.`,
    talkOffline: "نعيد الاتصال. ما تكتبه سيُرسل.",

    transcript: "الرسائل",
    emptyTranscript: "قل مرحبًا. هذا أصعب ما في الأمر، وهو قصير.",
    composer: "اكتب رسالة",
    unread: "جديد",
    send: "إرسال",
    typing: "يكتب الآن",
    sending: "يُرسل",
    sent: "أُرسلت",
    seen: "شوهدت",
    failed: "لم تُرسل",
    opensPage: (host) => `${host}، يفتح في تبويب جديد`,
    said: (who, text) => `${who}: ${text}`,
    ended: {
      left: "غادر الطرف الآخر.",
      next: "مضى الطرف الآخر في طريقه.",
      lost: "انقطع الاتصال.",
      ended: "انتهى هذا الحديث.",
    },
    block: "لا تجمعنا مجددًا",
    blocked: "لن تلتقيا مجددًا.",
    endedHint: "زر التالي يجد لك شخصًا آخر.",

    trouble: {
      "offline": { title: "أنت غير متصل.", hint: "نتابع فور عودتك." },
      "server-away": {
        title: "لا نستطيع الوصول إلى مكان اللقاء.",
        hint: "ربما يعاد تشغيله. نواصل المحاولة.",
      },
      "origin-not-allowed": {
        title: "هذه الصفحة غير مهيأة للأحاديث بعد.",
        hint: "على من يديرها إضافة عنوانها إلى الخادم.",
      },
      "session-expired": { title: "كانت استراحة طويلة.", hint: "ابدأ من جديد متى شئت." },
      "rate-limited": { title: "كان ذلك سريعًا جدًا.", hint: "خذ نفسًا. نتابع بعد لحظة." },
      "closed": { title: "المكان مغلق الآن.", hint: "عُد في وقت آخر." },
      "replaced": {
        title: "تابعت في تبويب آخر.",
        hint: "تحدث هناك، أو أعد الحديث إلى هنا.",
      },
      "draining": { title: "يعاد تشغيل مكان اللقاء.", hint: "نعود بعد لحظة." },
      "internal": { title: "تعطل شيء من جهتنا.", hint: "حاول مجددًا بعد لحظة." },
    },
    opens: (at, now) => {
      if (now >= at) return "فُتح من جديد.";
      return say.day(at) === say.day(now)
        ? `يفتح اليوم الساعة ${say.time(at)}.`
        : `يفتح ${say.day(at)} الساعة ${say.time(at)}.`;
    },
    retryIn: (inSeconds) => `نحاول مجددًا بعد ${seconds(inSeconds)}.`,

    controls: "أزرار التحكم",
    muteMicrophone: "كتم الميكروفون",
    unmuteMicrophone: "تشغيل الميكروفون",
    flip: "استعمال الكاميرا الأخرى",
    settings: "الكاميرا والميكروفون والاتصال",
    panelFailed: "لم يُحمّل هذا الجزء. أعد تحميل الصفحة وحاول مجددًا.",
    checkFirst: "فحص الكاميرا والاتصال",
    close: "إغلاق",
    cameraOff: "إغلاق الكاميرا",
    cameraOn: "تشغيل الكاميرا",
    showText: "إظهار الرسائل",
    hideText: "إخفاء الرسائل",
    newMessages: (count) =>
      say.count(count, {
        zero: "لا رسائل جديدة",
        one: "رسالة جديدة واحدة",
        two: "رسالتان جديدتان",
        few: "# رسائل جديدة",
        many: "# رسالة جديدة",
        other: "# رسالة جديدة",
      }),
    ownPicture: "صورتك. تحركها أزرار الأسهم.",
    partnerPicture: "صورة الطرف الآخر",
  };
};
