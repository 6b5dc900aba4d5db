/**
 * The words of the element in Hindi: "आप", in everyday words.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `en.ts`.
 *
 * @module
 */
import type { Translation } from "./own_words.ts";

/** What a sentence about a device is made of. */
const DEVICES = {
  camera: {
    your: "आपका कैमरा",
    none: "कोई कैमरा नहीं मिला।",
    busy: "आपका कैमरा किसी और प्रोग्राम में चल रहा है।",
  },
  microphone: {
    your: "आपका माइक",
    none: "कोई माइक नहीं मिला।",
    busy: "आपका माइक किसी और प्रोग्राम में चल रहा है।",
  },
} as const;

const deviceAdvice = (device: keyof typeof DEVICES) => {
  const { your, none, busy } = DEVICES[device];
  const without = "या इसके बिना आगे बढ़ें।";
  return {
    denied: {
      title: `${your} बंद ही है।`,
      hint: "पता पट्टी में इसकी अनुमति दे सकते हैं। लिखना हमेशा चलता है।",
    },
    missing: { title: none, hint: `एक लगाकर फिर कोशिश करें, ${without}` },
    busy: { title: busy, hint: `उसे वहाँ बंद करके फिर कोशिश करें, ${without}` },
    insecure: {
      title: `${your} सिर्फ़ सुरक्षित पेज पर चलता है।`,
      hint: "पता https से शुरू होना चाहिए। लिखना यहाँ भी चलता है।",
    },
    unsupported: {
      title: "इस ब्राउज़र में कॉल नहीं हो सकती।",
      hint: "लिखना यहाँ भी चलता है।",
    },
    unknown: { title: `${your} चालू नहीं हुआ।`, hint: `फिर कोशिश करें, ${without}` },
    unplugged: { title: `${your} अब जुड़ा नहीं है।`, hint: "उसे फिर लगाएँ, या दूसरा चुनें।" },
  };
};

/** The words of the element in Hindi. */
export const words: Translation = (say) => ({
  you: "आप",
  stranger: "सामने वाला",

  welcomeTitle: "किसी नए से मिलिए",
  welcomeLead: "एक बार में एक बातचीत, उसके साथ जिसे वही पसंद है जो आपको।",
  modeLegend: "आप कैसे बात करना चाहेंगे?",
  mode: { video: "वीडियो", voice: "आवाज़", text: "लिखकर" },
  modeHint: {
    video: "कैमरा और माइक, शुरू करते समय पूछेंगे।",
    voice: "सिर्फ़ माइक। कोई आपको नहीं देखता।",
    text: "सिर्फ़ लिखना। न कैमरा, न माइक।",
  },
  interestsLabel: "आपको क्या पसंद है?",
  interestsPlaceholder: "शतरंज, बागवानी, जैज़",
  interestsMore: "एक और जोड़ें",
  interestsHint: "हर एक के बाद कॉमा या Enter। किसी से भी मिलना हो तो खाली छोड़ें।",
  interestsFull: "दस हो गए, इससे ज़्यादा नहीं खोज सकते।",
  suggestionsLabel: "सुझाव",
  languagesLabel: "आप कौन सी भाषाएँ बोलते हैं?",
  addLanguage: "भाषा जोड़ें",
  strictLanguages: "सिर्फ़ वे जो ये बोलते हैं",
  remove: (what) => `${what} हटाएँ`,
  add: (what) => `${what} जोड़ें`,

  start: "शुरू करें",
  stop: "रोकें",
  next: "अगला",
  back: "वापस",
  done: "हो गया",
  tryAgain: "फिर कोशिश करें",
  instead: { video: "वीडियो से", voice: "सिर्फ़ आवाज़", text: "लिखकर बात करें" },

  askingTitle: {
    video: "क्या हम आपका कैमरा और माइक इस्तेमाल करें?",
    voice: "क्या हम आपका माइक इस्तेमाल करें?",
  },
  askingHint:
    "अब आपका ब्राउज़र पूछेगा। आपको सिर्फ़ वही देखेगा और सुनेगा जिससे आप मिलेंगे। कुछ भी रिकॉर्ड नहीं होता।",
  device: { camera: deviceAdvice("camera"), microphone: deviceAdvice("microphone") },

  openingTitle: "दरवाज़ा खुल रहा है",
  lookingFor: {
    interest: (tags) => `ऐसे किसी की तलाश, जिसे ${say.either(tags)} पसंद हो।`,
    language: (names) =>
      names.length > 0
        ? `ऐसे किसी की तलाश, जो ${say.either(names)} बोलता हो।`
        : "किसी की तलाश जारी है।",
    anyone: () => "यहाँ मौजूद किसी की भी तलाश।",
  },
  widens: {
    language: (inSeconds, names) =>
      names.length > 0
        ? `${say.seconds(inSeconds)} बाद ${say.either(names)} बोलने वाले बाकी लोगों में भी खोजेंगे।`
        : `${say.seconds(inSeconds)} बाद बाकी लोगों में भी खोजेंगे।`,
    anyone: (inSeconds) => `${say.seconds(inSeconds)} बाद सबमें खोजेंगे।`,
  },
  waitingSteps: "खोज कैसे चल रही है",
  stepInterest: (tags) => `${say.either(tags)} पसंद हो`,
  stepLanguage: (names) =>
    names.length > 0 ? `${say.either(names)} बोलता हो` : "आपकी भाषा बोलता हो",
  stepAnyone: "यहाँ मौजूद कोई भी",
  quiet: "अभी यहाँ शांति है। इसे खुला छोड़कर आप कुछ और कर सकते हैं।",
  near: (count, names) => {
    const language = names.length > 0 ? say.either(names) : null;
    if (count === 0) {
      return language ? `यहाँ और कोई ${language} नहीं बोलता।` : "यहाँ और कोई नहीं है।";
    }
    if (count === "few") {
      return language ? `यहाँ कोई और भी ${language} बोलता है।` : "यहाँ कोई और भी है।";
    }
    return language
      ? `करीब ${say.number(count)} और लोग ${language} बोलते हैं।`
      : `करीब ${say.number(count)} और लोग यहाँ हैं।`;
  },
  askThemToo: "उनसे भी पूछें",
  widenNow: "अभी और दूर तक खोजें",
  callMe: "कोई आए तो बताएँ",
  called: {
    on: "कोई आएगा तो हम बताएँगे। यह टैब खुला रखें।",
    denied: "आपका ब्राउज़र सूचनाएँ नहीं दिखाता। इस टैब का शीर्षक बता देगा।",
    missing: "इस ब्राउज़र में सूचनाएँ नहीं हैं। इस टैब का शीर्षक बता देगा।",
  },
  callConfirmed: "हम ऐसे बताएँगे",
  call: { title: "कोई आया है", body: "आइए, नमस्ते कहिए।" },
  paused: "आप कुछ पल के लिए ऑफ़लाइन हैं। लौटते ही खोज आगे बढ़ेगी।",

  matched: "आप दोनों साथ हैं।",
  whyInterests: (tags) => `आप दोनों को ${say.both(tags)} पसंद है`,
  whyLanguage: (name) => `आप दोनों ${name} बोलते हैं`,
  whyNothing: "आप दोनों यहाँ हैं, और उत्सुक हैं",
  connecting: "तस्वीर और आवाज़ जुड़ रही है",
  reconnecting: "तस्वीर और आवाज़ फिर जुड़ रही है",
  callFailed: "तस्वीर और आवाज़ नहीं पहुँच रही। आप लिखते रह सकते हैं।",
  tapToHear: "सुनने के लिए छुएँ",
  quality: {
    "own-slow": "आपका कनेक्शन धीमा है।",
    "own-unsteady": "आपका कनेक्शन अस्थिर है।",
    "their-unsteady": "सामने का कनेक्शन अस्थिर है।",
    "unsteady": "कनेक्शन अस्थिर है।",
    "far": "आपकी बात पहुँचने में थोड़ा समय लगता है।",
  },
  sends: {
    video: "",
    reduced: "आपकी तस्वीर अभी छोटी है।",
    voice: "आपकी तस्वीर रुकी है, आवाज़ जारी है।",
    text: "तस्वीर और आवाज़ रुकी हैं। लिखना जारी है।",
  },
  theirsIsSlow: "सामने का कनेक्शन धीमा है।",
  theirPictureRests: "सामने की तस्वीर रुकी है, कनेक्शन धीमा है।",
  theirCameraOff: "सामने का कैमरा बंद है।",
  theyAreMuted: "सामने का माइक बंद है।",
  away: "सामने वाला थोड़ी देर के लिए दूर है।",
  awayFor: (inSeconds) => `हम ${say.seconds(inSeconds)} तक जगह रखेंगे।`,
  talkOffline: "आप फिर जुड़ रहे हैं। जो लिखेंगे, भेज दिया जाएगा।",

  transcript: "संदेश",
  emptyTranscript: "नमस्ते कहिए। यही सबसे मुश्किल है, और छोटा भी।",
  composer: "संदेश लिखें",
  unread: "नया",
  send: "भेजें",
  typing: "लिख रहे हैं",
  sending: "भेज रहे हैं",
  sent: "भेजा गया",
  seen: "देखा गया",
  failed: "नहीं भेजा गया",
  opensPage: (host) => `${host}, नए टैब में खुलेगा`,
  said: (who, text) => `${who}: ${text}`,
  ended: {
    left: "सामने वाला चला गया।",
    next: "सामने वाला आगे बढ़ गया।",
    lost: "कनेक्शन टूट गया।",
    ended: "यह बातचीत पूरी हुई।",
  },
  block: "इनसे फिर कभी न मिलें",
  blocked: "आप इनसे फिर नहीं मिलेंगे।",
  endedHint: "अगला दबाएँ, कोई और मिलेगा।",

  trouble: {
    "offline": { title: "आप ऑफ़लाइन हैं।", hint: "लौटते ही हम आगे बढ़ेंगे।" },
    "server-away": {
      title: "हम मिलने की जगह तक नहीं पहुँच पा रहे।",
      hint: "शायद वह फिर से शुरू हो रही है। हम कोशिश करते रहेंगे।",
    },
    "origin-not-allowed": {
      title: "यह पेज अभी बातचीत के लिए तैयार नहीं है।",
      hint: "इसे चलाने वाले को इसका पता सर्वर पर जोड़ना होगा।",
    },
    "session-expired": { title: "काफ़ी लंबा विराम रहा।", hint: "जब चाहें फिर शुरू करें।" },
    "rate-limited": { title: "यह बहुत तेज़ था।", hint: "एक साँस लें। पल भर में आगे बढ़ेंगे।" },
    "closed": { title: "अभी बंद है।", hint: "फिर कभी आइए।" },
    "replaced": {
      title: "आप दूसरे टैब में आगे बढ़ गए।",
      hint: "वहीं बात करें, या उसे यहाँ वापस ले आएँ।",
    },
    "draining": { title: "मिलने की जगह फिर से शुरू हो रही है।", hint: "हम पल भर में लौटेंगे।" },
    "internal": { title: "हमारी ओर कुछ बिगड़ गया।", hint: "थोड़ी देर में फिर कोशिश करें।" },
  },
  opens: (at, now) => {
    if (now >= at) return "फिर से खुल गया है।";
    return say.day(at) === say.day(now)
      ? `आज ${say.time(at)} पर खुलेगा।`
      : `${say.day(at)} को ${say.time(at)} पर खुलेगा।`;
  },
  retryIn: (inSeconds) => `${say.seconds(inSeconds)} बाद फिर कोशिश करेंगे।`,

  controls: "नियंत्रण",
  muteMicrophone: "अपना माइक बंद करें",
  unmuteMicrophone: "अपना माइक चालू करें",
  flip: "दूसरा कैमरा चुनें",
  settings: "कैमरा, माइक, कनेक्शन",
  panelFailed: "यह हिस्सा लोड नहीं हुआ। पेज फिर से लोड करके कोशिश करें।",
  checkFirst: "कैमरा और कनेक्शन जाँचें",
  close: "बंद करें",
  cameraOff: "अपना कैमरा बंद करें",
  cameraOn: "अपना कैमरा चालू करें",
  showText: "संदेश दिखाएँ",
  hideText: "संदेश छिपाएँ",
  newMessages: (count) => say.count(count, { one: "# नया संदेश", other: "# नए संदेश" }),
  ownPicture: "आपकी तस्वीर। तीर वाले बटन इसे खिसकाते हैं।",
  partnerPicture: "सामने वाले की तस्वीर",
});
