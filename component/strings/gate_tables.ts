/**
 * What a site's gate asks, in all languages but English. One file, because it is asked once on a
 * device.
 *
 * It does not know which language is wanted. The invariant it keeps: the same as `gate_en.ts`.
 *
 * @module
 */
import type { GateTranslation } from "./gate_en.ts";

/** The tables by primary subtag. */
export const GATE_TABLES: Readonly<Record<string, GateTranslation>> = {
  ar: {
    title: "قبل أن تبدأ",
    claim: "هذه الصفحة هي التي تقرر من يدخل. إن كان لديك حساب هنا فسجّل الدخول وحاول مرة أخرى.",
    pass: "أوافق وأبدأ",
    rulesTitle: "القواعد هنا",
    ageLegend: "كم عمرك؟",
    atLeast: "{0} عامًا أو أكثر",
    between: "من {0} إلى {1} عامًا",
    confirmAge: "عمري {0} عامًا أو أكثر.",
    confirm: "عمري {0} عامًا أو أكثر، وسألتزم بهذه القواعد.",
    apart: "لن تلتقي إلا بأشخاص من فئتك العمرية.",
    apartAndAgree: "لن تلتقي إلا بأشخاص من فئتك العمرية. عندما تبدأ فإنك توافق على القواعد.",
  },
  de: {
    title: "Bevor es losgeht",
    claim:
      "Diese Seite entscheidet, wer hereinkommt. Wenn du hier ein Konto hast, melde dich an und versuche es noch einmal.",
    pass: "Zustimmen und starten",
    rulesTitle: "Die Regeln hier",
    ageLegend: "Wie alt bist du?",
    atLeast: "{0} oder älter",
    between: "{0} bis {1}",
    confirmAge: "Ich bin {0} oder älter.",
    confirm: "Ich bin {0} oder älter und halte mich an diese Regeln.",
    apart: "Du triffst nur Menschen deiner Altersgruppe.",
    apartAndAgree:
      "Du triffst nur Menschen deiner Altersgruppe. Mit dem Start stimmst du den Regeln zu.",
  },
  es: {
    title: "Antes de empezar",
    claim:
      "Esta página decide quién entra. Si tienes una cuenta aquí, inicia sesión e inténtalo de nuevo.",
    pass: "Aceptar y empezar",
    rulesTitle: "Las normas de aquí",
    ageLegend: "¿Qué edad tienes?",
    atLeast: "{0} años o más",
    between: "De {0} a {1} años",
    confirmAge: "Tengo {0} años o más.",
    confirm: "Tengo {0} años o más y respetaré estas normas.",
    apart: "Solo te encontrarás con personas de tu grupo de edad.",
    apartAndAgree:
      "Solo te encontrarás con personas de tu grupo de edad. Al empezar, aceptas las normas.",
  },
  fr: {
    title: "Avant de commencer",
    claim:
      "C'est cette page qui décide qui entre. Si vous avez un compte ici, connectez-vous et réessayez.",
    pass: "Accepter et commencer",
    rulesTitle: "Les règles ici",
    ageLegend: "Quel âge avez-vous ?",
    atLeast: "{0} ans ou plus",
    between: "De {0} à {1} ans",
    confirmAge: "J'ai {0} ans ou plus.",
    confirm: "J'ai {0} ans ou plus et je respecterai ces règles.",
    apart: "Vous ne rencontrerez que des personnes de votre tranche d'âge.",
    apartAndAgree:
      "Vous ne rencontrerez que des personnes de votre tranche d'âge. En commençant, vous acceptez les règles.",
  },
  hi: {
    title: "शुरू करने से पहले",
    claim: "कौन अंदर आएगा, यह पेज तय करता है। अगर यहाँ आपका खाता है, तो साइन इन करके फिर कोशिश करें।",
    pass: "सहमत होकर शुरू करें",
    rulesTitle: "यहाँ के नियम",
    ageLegend: "आपकी उम्र कितनी है?",
    atLeast: "{0} साल या उससे ज़्यादा",
    between: "{0} से {1} साल",
    confirmAge: "मेरी उम्र {0} साल या उससे ज़्यादा है।",
    confirm: "मेरी उम्र {0} साल या उससे ज़्यादा है, और मैं इन नियमों का पालन करूँगा/करूँगी।",
    apart: "आप सिर्फ़ अपने आयु वर्ग के लोगों से मिलेंगे।",
    apartAndAgree: "आप सिर्फ़ अपने आयु वर्ग के लोगों से मिलेंगे। शुरू करके आप नियमों से सहमत होते हैं।",
  },
  id: {
    title: "Sebelum mulai",
    claim:
      "Halaman ini yang menentukan siapa yang boleh masuk. Jika punya akun di sini, masuk dulu lalu coba lagi.",
    pass: "Setuju dan mulai",
    rulesTitle: "Aturan di sini",
    ageLegend: "Berapa usiamu?",
    atLeast: "{0} tahun atau lebih",
    between: "{0} sampai {1} tahun",
    confirmAge: "Usiaku {0} tahun atau lebih.",
    confirm: "Usiaku {0} tahun atau lebih, dan aku akan mematuhi aturan ini.",
    apart: "Kamu hanya akan bertemu orang dari kelompok usiamu.",
    apartAndAgree:
      "Kamu hanya akan bertemu orang dari kelompok usiamu. Dengan memulai, kamu menyetujui aturan ini.",
  },
  it: {
    title: "Prima di iniziare",
    claim: "È questa pagina a decidere chi entra. Se hai un account qui, accedi e riprova.",
    pass: "Accetta e inizia",
    rulesTitle: "Le regole qui",
    ageLegend: "Quanti anni hai?",
    atLeast: "{0} anni o più",
    between: "Da {0} a {1} anni",
    confirmAge: "Ho {0} anni o più.",
    confirm: "Ho {0} anni o più e rispetterò queste regole.",
    apart: "Incontrerai solo persone della tua fascia d'età.",
    apartAndAgree: "Incontrerai solo persone della tua fascia d'età. Iniziando accetti le regole.",
  },
  ja: {
    title: "始める前に",
    claim:
      "誰が入れるかは、このページが決めます。アカウントがあれば、ログインしてからもう一度お試しください。",
    pass: "同意して始める",
    rulesTitle: "ここでのルール",
    ageLegend: "何歳ですか？",
    atLeast: "{0}歳以上",
    between: "{0}歳から{1}歳",
    confirmAge: "{0}歳以上です。",
    confirm: "{0}歳以上で、このルールを守ります。",
    apart: "同じ年齢層の人とだけ出会います。",
    apartAndAgree: "同じ年齢層の人とだけ出会います。始めると、ルールに同意したことになります。",
  },
  pt: {
    title: "Antes de começar",
    claim: "Esta página decide quem entra. Se você tem uma conta aqui, entre e tente de novo.",
    pass: "Aceitar e começar",
    rulesTitle: "As regras daqui",
    ageLegend: "Quantos anos você tem?",
    atLeast: "{0} anos ou mais",
    between: "De {0} a {1} anos",
    confirmAge: "Tenho {0} anos ou mais.",
    confirm: "Tenho {0} anos ou mais e vou seguir estas regras.",
    apart: "Você só vai encontrar pessoas da sua faixa etária.",
    apartAndAgree:
      "Você só vai encontrar pessoas da sua faixa etária. Ao começar, você aceita as regras.",
  },
  tr: {
    title: "Başlamadan önce",
    claim: "Kimin gireceğine bu sayfa karar verir. Burada hesabın varsa giriş yap ve yeniden dene.",
    pass: "Kabul et ve başla",
    rulesTitle: "Buradaki kurallar",
    ageLegend: "Kaç yaşındasın?",
    atLeast: "{0} veya üstü",
    between: "{0}–{1}",
    confirmAge: "{0} yaşında veya daha büyüğüm.",
    confirm: "{0} yaşında veya daha büyüğüm ve bu kurallara uyacağım.",
    apart: "Yalnızca kendi yaş grubundan kişilerle karşılaşırsın.",
    apartAndAgree:
      "Yalnızca kendi yaş grubundan kişilerle karşılaşırsın. Başlayarak kuralları kabul edersin.",
  },
  zh: {
    title: "开始之前",
    claim: "谁能进入由此页面决定。如果你在这里有账号，请登录后再试一次。",
    pass: "同意并开始",
    rulesTitle: "这里的规则",
    ageLegend: "你多大了？",
    atLeast: "{0} 岁或以上",
    between: "{0} 至 {1} 岁",
    confirmAge: "我已满 {0} 岁。",
    confirm: "我已满 {0} 岁，并会遵守这些规则。",
    apart: "你只会遇到同年龄段的人。",
    apartAndAgree: "你只会遇到同年龄段的人。开始即表示你同意这些规则。",
  },
};
