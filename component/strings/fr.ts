/**
 * The words of the element in French: "vous", as one speaks to a stranger.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `en.ts`; the narrow
 * space before a question mark or colon (U+202F) never breaks a line.
 *
 * @module
 */
import type { Translation } from "./own_words.ts";

/** What a sentence about a device is made of. */
const DEVICES = {
  camera: { your: "Votre caméra", it: "la", no: "Aucune caméra trouvée", one: "une", e: "e" },
  microphone: { your: "Votre micro", it: "le", no: "Aucun micro trouvé", one: "un", e: "" },
} as const;

const deviceAdvice = (device: keyof typeof DEVICES) => {
  const { your, it, no, one, e } = DEVICES[device];
  const without = "ou continuez sans.";
  return {
    denied: {
      title: `${your} reste éteint${e}.`,
      hint: "Vous pouvez changer cela dans la barre d'adresse. Écrire reste toujours possible.",
    },
    missing: { title: `${no}.`, hint: `Branchez-en ${one} et réessayez, ${without}` },
    busy: {
      title: `Un autre programme utilise ${your.toLowerCase()}.`,
      hint: `Fermez-le et réessayez, ${without}`,
    },
    insecure: {
      title: `${your} ne marche que sur une page sécurisée.`,
      hint: "L'adresse doit commencer par https. Ici aussi, vous pouvez écrire.",
    },
    unsupported: {
      title: "Ce navigateur ne sait pas faire d'appels.",
      hint: "Ici aussi, vous pouvez écrire.",
    },
    unknown: { title: `${your} n'a pas démarré.`, hint: `Réessayez, ${without}` },
    unplugged: {
      title: `${your} n'est plus là.`,
      hint: `Rebranchez-${it}, ou choisissez autre chose.`,
    },
  };
};

/** The words of the element in French. */
export const words: Translation = (say) => ({
  you: "Vous",
  stranger: "L'autre personne",

  welcomeTitle: "Faites une rencontre",
  welcomeLead: "Une conversation à la fois, avec quelqu'un qui aime ce que vous aimez.",
  modeLegend: "Comment voulez-vous parler\u202f?",
  mode: { video: "Vidéo", voice: "Voix", text: "Texte" },
  modeHint: {
    video: "Caméra et micro, demandés au début.",
    voice: "Le micro seulement. Personne ne vous voit.",
    text: "Juste écrire. Ni caméra, ni micro.",
  },
  interestsLabel: "Qu'aimez-vous\u202f?",
  interestsPlaceholder: "échecs, jardinage, jazz",
  interestsMore: "Ajouter",
  interestsHint:
    "Une virgule ou Entrée après chaque mot. Laissez vide pour rencontrer n'importe qui.",
  interestsFull: "Cela fait dix, nous ne pouvons pas en chercher plus.",
  suggestionsLabel: "Suggestions",
  languagesLabel: "Quelles langues parlez-vous\u202f?",
  addLanguage: "Autre langue",
  strictLanguages: "Seulement des gens qui les parlent",
  remove: (what) => `Retirer ${what}`,
  add: (what) => `Ajouter ${what}`,

  start: "Commencer",
  stop: "Arrêter",
  next: "Suivant",
  back: "Retour",
  done: "Terminer",
  tryAgain: "Réessayer",
  instead: { video: "Avec vidéo", voice: "Voix seulement", text: "Plutôt écrire" },

  askingTitle: {
    video: "Pouvons-nous utiliser votre caméra et votre micro\u202f?",
    voice: "Pouvons-nous utiliser votre micro\u202f?",
  },
  askingHint:
    "Votre navigateur va vous le demander. Seule la personne que vous rencontrez vous verra et vous entendra. Rien n'est enregistré.",
  device: { camera: deviceAdvice("camera"), microphone: deviceAdvice("microphone") },

  openingTitle: "La porte s'ouvre",
  lookingFor: {
    interest: (tags) => `Nous cherchons quelqu'un qui partage ceci\u202f: ${say.either(tags)}.`,
    language: (names) =>
      names.length > 0
        ? `Nous cherchons quelqu'un qui parle ${say.either(names)}.`
        : "Nous cherchons quelqu'un.",
    anyone: () => "Nous cherchons n'importe qui parmi les présents.",
  },
  widens: {
    language: (inSeconds, names) =>
      names.length > 0
        ? `Dans ${say.seconds(inSeconds)}, nous chercherons aussi parmi ceux qui parlent ${
          say.either(names)
        }.`
        : `Dans ${say.seconds(inSeconds)}, nous chercherons aussi ailleurs.`,
    anyone: (inSeconds) => `Dans ${say.seconds(inSeconds)}, nous chercherons parmi tout le monde.`,
  },
  waitingSteps: "Comment se passe la recherche",
  stepInterest: (tags) => `Aime\u202f: ${say.either(tags)}`,
  stepLanguage: (names) => names.length > 0 ? `Parle ${say.either(names)}` : "Parle votre langue",
  stepAnyone: "Toutes les personnes présentes",
  quiet: "C'est calme en ce moment. Vous pouvez laisser cette page ouverte et faire autre chose.",
  near: (count, names) => {
    const language = names.length > 0 ? say.either(names) : null;
    if (count === 0) {
      return language ? `Personne d'autre ici ne parle ${language}.` : "Il n'y a personne d'autre.";
    }
    if (count === "few") {
      return language ? `Quelqu'un d'autre parle ${language}.` : "Quelqu'un d'autre est là.";
    }
    return language
      ? `Environ ${say.number(count)} autres personnes parlent ${language}.`
      : `Environ ${say.number(count)} autres personnes sont là.`;
  },
  askThemToo: "Demander aussi là",
  widenNow: "Chercher plus loin",
  callMe: "Me prévenir si quelqu'un arrive",
  called: {
    on: "Nous vous préviendrons. Gardez cet onglet ouvert.",
    denied: "Votre navigateur bloque les notifications. Le titre de cet onglet vous le dira.",
    missing: "Ce navigateur n'a pas de notifications. Le titre de cet onglet vous le dira.",
  },
  callConfirmed: "Vous serez prévenu comme ceci",
  call: { title: "Quelqu'un est là", body: "Venez dire bonjour." },
  paused: "Vous êtes hors ligne un instant. La recherche reprendra à votre retour.",

  matched: "Vous voilà ensemble.",
  whyInterests: (tags) => `Un goût en commun\u202f: ${say.both(tags)}`,
  whyLanguage: (name) => `Vous parlez ${name} tous les deux`,
  whyNothing: "Tous les deux ici, et curieux",
  connecting: "Connexion de l'image et du son",
  reconnecting: "Reconnexion de l'image et du son",
  callFailed: "L'image et le son ne passent pas. Vous pouvez continuer à écrire.",
  tapToHear: "Touchez pour entendre",
  quality: {
    "own-slow": "Votre connexion est lente.",
    "own-unsteady": "Votre connexion est instable.",
    "their-unsteady": "L'autre connexion est instable.",
    "unsteady": "La connexion est instable.",
    "far": "Ce que vous dites met un moment à arriver.",
  },
  sends: {
    video: "",
    reduced: "Votre image est plus petite pour l'instant.",
    voice: "Votre image fait une pause, votre voix continue.",
    text: "Image et son font une pause. L'écrit continue.",
  },
  theirsIsSlow: "L'autre connexion est lente.",
  theirPictureRests: "L'autre image fait une pause, la connexion est lente.",
  theirCameraOff: "L'autre caméra est éteinte.",
  theyAreMuted: "L'autre micro est coupé.",
  away: "Absence d'un instant de l'autre côté.",
  awayFor: (inSeconds) => `Nous gardons la place encore ${say.seconds(inSeconds)}.`,
  talkOffline: "Reconnexion en cours. Ce que vous écrivez sera envoyé.",

  transcript: "Messages",
  emptyTranscript: "Dites bonjour. C'est le plus difficile, et c'est court.",
  composer: "Écrire un message",
  unread: "Nouveau",
  send: "Envoyer",
  typing: "En train d'écrire",
  sending: "Envoi",
  sent: "Envoyé",
  seen: "Vu",
  failed: "Pas envoyé",
  opensPage: (host) => `${host}, s'ouvre dans un nouvel onglet`,
  said: (who, text) => `${who}\u202f: ${text}`,
  ended: {
    left: "L'autre personne est partie.",
    next: "L'autre personne a continué son chemin.",
    lost: "La connexion a été perdue.",
    ended: "Cette conversation est terminée.",
  },
  block: "Ne plus rencontrer cette personne",
  blocked: "Vous ne rencontrerez plus cette personne.",
  endedHint: "Suivant vous trouve quelqu'un d'autre.",

  trouble: {
    "offline": { title: "Vous êtes hors ligne.", hint: "Cela reprendra dès votre retour." },
    "server-away": {
      title: "Le lieu de rencontre ne répond pas.",
      hint: "Il redémarre peut-être. Nous continuons d'essayer.",
    },
    "origin-not-allowed": {
      title: "Cette page n'est pas encore prête pour les conversations.",
      hint: "La personne qui la gère doit ajouter son adresse sur le serveur.",
    },
    "session-expired": {
      title: "C'était une longue pause.",
      hint: "Recommencez quand vous voulez.",
    },
    "rate-limited": { title: "C'était très rapide.", hint: "Soufflez un peu, cela va reprendre." },
    "closed": { title: "C'est fermé pour le moment.", hint: "Revenez une autre fois." },
    "replaced": {
      title: "Vous avez continué dans un autre onglet.",
      hint: "Parlez là-bas, ou reprenez la conversation ici.",
    },
    "draining": { title: "Le lieu de rencontre redémarre.", hint: "Il revient dans un instant." },
    "internal": { title: "Quelque chose a lâché chez nous.", hint: "Réessayez dans un instant." },
  },
  opens: (at, now) => {
    if (now >= at) return "C'est de nouveau ouvert.";
    return say.day(at) === say.day(now)
      ? `Ouverture aujourd'hui à ${say.time(at)}.`
      : `Ouverture ${say.day(at)} à ${say.time(at)}.`;
  },
  retryIn: (inSeconds) => `Nouvel essai dans ${say.seconds(inSeconds)}.`,

  controls: "Commandes",
  muteMicrophone: "Couper votre micro",
  unmuteMicrophone: "Rallumer votre micro",
  flip: "Prendre l'autre caméra",
  settings: "Caméra, micro, connexion",
  panelFailed: "Cette partie n'a pas pu être chargée. Rechargez la page et réessayez.",
  checkFirst: "Vérifier caméra et connexion",
  close: "Fermer",
  cameraOff: "Éteindre votre caméra",
  cameraOn: "Allumer votre caméra",
  showText: "Afficher les messages",
  hideText: "Masquer les messages",
  newMessages: (count) =>
    say.count(count, { one: "# nouveau message", other: "# nouveaux messages" }),
  ownPicture: "Votre image. Les flèches la déplacent.",
  partnerPicture: "L'image de l'autre personne",
});
