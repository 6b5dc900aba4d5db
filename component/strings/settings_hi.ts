/**
 * The words of the settings panel in Hindi.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `settings_en.ts`.
 *
 * @module
 */
import type { PanelTranslation } from "./own_words.ts";

const relay = { title: "बंद।", hint: "" };
const failed = { title: "चालू नहीं हुआ।", hint: "फिर कोशिश करें।" };

const deviceAdvice = (device: string) => ({
  denied: {
    title: `इस पेज पर ${device} की अनुमति नहीं है।`,
    hint: "पता पट्टी में अनुमति दें, फिर जाँचें।",
  },
  missing: { title: "कोई नहीं मिला।", hint: "एक लगाएँ, या लिखकर बात करें।" },
  busy: { title: "यह किसी और प्रोग्राम में चल रहा है।", hint: "उसे वहाँ बंद करें, फिर जाँचें।" },
  silent: {
    title: "यह चालू है पर कुछ नहीं देता।",
    hint: "शायद इसके अपने बटन से बंद है। या ऊपर दूसरा चुनें।",
  },
  insecure: {
    title: "इसे सुरक्षित पेज चाहिए।",
    hint: "पेज का पता https से शुरू होना चाहिए।",
  },
});

/** The words of the panel in Hindi. */
export const words: PanelTranslation = {
  title: "कैमरा, माइक, कनेक्शन",
  camera: "कैमरा",
  microphone: "माइक",
  speaker: "स्पीकर",
  automatic: "ब्राउज़र चुने",
  numbered: (name, number) => `${name} ${number}`,
  level: "कुछ बोलें, पट्टी हिलेगी।",
  look: "खुद को देखें और सुनें",
  lookHint: "ब्राउज़र कैमरा और माइक माँगेगा। यहाँ और कोई आपको नहीं देखता या सुनता।",
  preview: "आपकी तस्वीर",
  check: "कनेक्शन जाँचें",
  checkAgain: "फिर जाँचें",
  checkHint: "देखते हैं कि कॉल आपके नेटवर्क से निकलती हैं या नहीं। कुछ सेकंड लगेंगे।",
  names: {
    "camera": "कैमरा",
    "microphone": "माइक",
    "server": "मिलने की जगह",
    "stream": "वहाँ की ख़बरें",
    "stun": "कॉल के लिए रास्ता",
    "turn-udp": "रिले, तेज़ रास्ता",
    "turn-tcp": "रिले, पक्का रास्ता",
    "turn-tls": "रिले, एन्क्रिप्ट किया रास्ता",
    "ice": "कॉल",
  },
  pending: "देख रहे हैं",
  absent: "यहाँ नहीं है।",
  fine: {
    "camera": "तस्वीर आ रही है।",
    "microphone": "आवाज़ आ रही है।",
    "server": "हम पहुँच गए।",
    "stream": "तुरंत आती हैं।",
    "stun": "आपका नेटवर्क कॉल जाने देता है।",
    "turn-udp": "खुला।",
    "turn-tcp": "खुला।",
    "turn-tls": "खुला।",
    "ice": "जुड़ गई।",
  },
  device: { camera: deviceAdvice("कैमरे"), microphone: deviceAdvice("माइक") },
  network: {
    "camera": failed,
    "microphone": failed,
    "server": {
      title: "हम पहुँच नहीं पा रहे।",
      hint: "देखें कि दूसरे पेज खुलते हैं या नहीं। कोई फ़िल्टर या एक्सटेंशन रोक रहा होगा।",
    },
    "stream": {
      title: "रास्ते में रुक जाती हैं।",
      hint: "कोई प्रॉक्सी या वायरस स्कैनर उन्हें रोकता होगा। उसके बिना कोशिश करें।",
    },
    "stun": {
      title: "आपका नेटवर्क सीधी कॉल रोकता है।",
      hint: "तब कॉल रिले से जाती हैं, अगर नीचे कोई खुला हो।",
    },
    "turn-udp": relay,
    "turn-tcp": relay,
    "turn-tls": relay,
    "ice": { title: "नहीं जुड़ी।", hint: "" },
  },
  blocked: { title: "यह पेज कॉल की अनुमति नहीं देता।", hint: "लिखना फिर भी चलता है।" },
  refused: {
    title: "यह पेज बातचीत के लिए तैयार नहीं है।",
    hint: "इसे चलाने वाला इसे जोड़ सकता है।",
  },
  full: { title: "अभी भरा है।", hint: "थोड़ी देर में फिर कोशिश करें।" },
  verdict: {
    "running": "आपका नेटवर्क देख रहे हैं",
    "good": "यहाँ कॉल चलेंगी।",
    "relayed": "यहाँ कॉल रिले के ज़रिए चलेंगी।",
    "direct-only": "ज़्यादातर लोगों के साथ कॉल चलेंगी। सख़्त नेटवर्क में रिले चाहिए, और यहाँ से कोई खुला नहीं है।",
    "text-only":
      "इस नेटवर्क से कॉल नहीं निकलेंगी। दूसरा नेटवर्क, जैसे आपके फ़ोन का, बेहतर हो सकता है। लिखना हमेशा चलता है।",
    "no-server": "हम यहाँ से मिलने की जगह तक नहीं पहुँच पा रहे।",
  },
  quietMicrophone: "आपके माइक से कुछ सुनाई नहीं देता। शायद वह अपने बटन से बंद है।",
  close: "बंद करें",
};
