/**
 * The words of the element in Italian: "tu".
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `en.ts`.
 *
 * @module
 */
import type { Translation } from "./own_words.ts";

/** What a sentence about a device is made of. */
const DEVICES = {
  camera: { your: "La tua videocamera", yours: "la tua videocamera", one: "una", it: "la" },
  microphone: { your: "Il tuo microfono", yours: "il tuo microfono", one: "uno", it: "lo" },
} as const;

const deviceAdvice = (device: keyof typeof DEVICES) => {
  const { your, yours, one, it } = DEVICES[device];
  const none = device === "camera" ? "Nessuna videocamera trovata." : "Nessun microfono trovato.";
  const without = "oppure continua senza.";
  return {
    denied: {
      title: `${your} resta ${device === "camera" ? "spenta" : "spento"}.`,
      hint: "Puoi dare il permesso nella barra degli indirizzi. Scrivere funziona sempre.",
    },
    missing: { title: none, hint: `Collegane ${one} e riprova, ${without}` },
    busy: {
      title: `Un altro programma sta usando ${yours}.`,
      hint: `Chiudilo e riprova, ${without}`,
    },
    insecure: {
      title: `${your} funziona solo su una pagina sicura.`,
      hint: "L'indirizzo deve iniziare con https. Anche qui puoi scrivere.",
    },
    unsupported: {
      title: "Questo browser non può fare chiamate.",
      hint: "Anche qui puoi scrivere.",
    },
    unknown: {
      title: `${your} non è partit${device === "camera" ? "a" : "o"}.`,
      hint: `Riprova, ${without}`,
    },
    unplugged: {
      title: `${your} non c'è più.`,
      hint: `Ricollega${it}, oppure scegli altro.`,
    },
  };
};

/** The words of the element in Italian. */
export const words: Translation = (say) => ({
  you: "Tu",
  stranger: "L'altra persona",

  welcomeTitle: "Conosci qualcuno",
  welcomeLead: "Una conversazione alla volta, con qualcuno a cui piace ciò che piace a te.",
  modeLegend: "Come vuoi parlare?",
  mode: { video: "Video", voice: "Voce", text: "Testo" },
  modeHint: {
    video: "Videocamera e microfono, chiesti all'inizio.",
    voice: "Solo il microfono. Nessuno ti vede.",
    text: "Solo scrivere. Niente videocamera, niente microfono.",
  },
  interestsLabel: "Che cosa ti piace?",
  interestsPlaceholder: "scacchi, giardino, jazz",
  interestsMore: "Aggiungi",
  interestsHint: "Virgola o Invio dopo ognuno. Lascia vuoto per conoscere chiunque.",
  interestsFull: "Sono dieci, di più non possiamo cercarne.",
  suggestionsLabel: "Suggerimenti",
  languagesLabel: "Quali lingue parli?",
  addLanguage: "Altra lingua",
  strictLanguages: "Solo chi parla queste",
  remove: (what) => `Togli ${what}`,
  add: (what) => `Aggiungi ${what}`,

  start: "Inizia",
  stop: "Ferma",
  next: "Avanti",
  back: "Indietro",
  done: "Fatto",
  tryAgain: "Riprova",
  instead: { video: "Usa il video", voice: "Solo voce", text: "Meglio scrivere" },

  askingTitle: {
    video: "Possiamo usare la tua videocamera e il tuo microfono?",
    voice: "Possiamo usare il tuo microfono?",
  },
  askingHint:
    "Ora te lo chiederà il browser. Ti vedrà e sentirà solo la persona che incontri. Niente viene registrato.",
  device: { camera: deviceAdvice("camera"), microphone: deviceAdvice("microphone") },

  openingTitle: "La porta si apre",
  lookingFor: {
    interest: (tags) => `Cerchiamo qualcuno con questa passione: ${say.either(tags)}.`,
    language: (names) =>
      names.length > 0
        ? `Cerchiamo qualcuno che parli ${say.either(names)}.`
        : "Cerchiamo qualcuno.",
    anyone: () => "Cerchiamo chiunque sia qui.",
  },
  widens: {
    language: (inSeconds, names) =>
      names.length > 0
        ? `Tra ${say.seconds(inSeconds)} cercheremo anche tra chi parla ${say.either(names)}.`
        : `Tra ${say.seconds(inSeconds)} cercheremo anche tra altri.`,
    anyone: (inSeconds) => `Tra ${say.seconds(inSeconds)} cercheremo anche tra tutti gli altri.`,
  },
  waitingSteps: "Come va la ricerca",
  stepInterest: (tags) => `Ama: ${say.either(tags)}`,
  stepLanguage: (names) => names.length > 0 ? `Parla ${say.either(names)}` : "Parla la tua lingua",
  stepAnyone: "Chiunque sia qui",
  quiet: "Ora è tranquillo. Puoi lasciare aperto e fare altro.",
  near: (count, names) => {
    const language = names.length > 0 ? say.either(names) : null;
    if (count === 0) {
      return language ? `Nessun altro qui parla ${language}.` : "Non c'è nessun altro.";
    }
    if (count === "few") {
      return language ? `Qualcun altro parla ${language}.` : "C'è qualcun altro.";
    }
    return language
      ? `Circa altre ${say.number(count)} persone parlano ${language}.`
      : `Ci sono circa altre ${say.number(count)} persone.`;
  },
  askThemToo: "Chiedi anche a loro",
  widenNow: "Cerca oltre adesso",
  callMe: "Avvisami quando c'è qualcuno",
  called: {
    on: "Ti avviseremo quando c'è qualcuno. Lascia aperta questa scheda.",
    denied: "Il tuo browser non permette avvisi. Te lo dirà il titolo di questa scheda.",
    missing: "Questo browser non ha avvisi. Te lo dirà il titolo di questa scheda.",
  },
  callConfirmed: "Ti avviseremo così",
  call: { title: "C'è qualcuno", body: "Vieni a salutare." },
  paused: "Sei offline per un momento. La ricerca riprende quando torni.",

  matched: "Siete insieme.",
  whyInterests: (tags) => `Vi accomuna: ${say.both(tags)}`,
  whyLanguage: (name) => `Parlate entrambi ${name}`,
  whyNothing: "Siete qui entrambi, e curiosi",
  connecting: "Collego immagine e suono",
  reconnecting: "Ricollego immagine e suono",
  callFailed: "Immagine e suono non passano. Potete continuare a scrivere.",
  tapToHear: "Tocca per sentire",
  quality: {
    "own-slow": "La tua connessione è lenta.",
    "own-unsteady": "La tua connessione è instabile.",
    "their-unsteady": "L'altra connessione è instabile.",
    "unsteady": "La connessione è instabile.",
    "far": "Quello che dici ci mette un po' ad arrivare.",
  },
  sends: {
    video: "",
    reduced: "Per ora la tua immagine è più piccola.",
    voice: "La tua immagine riposa, la voce continua.",
    text: "Immagine e suono riposano. Si continua a scrivere.",
  },
  theirsIsSlow: "L'altra connessione è lenta.",
  theirPictureRests: "L'altra immagine riposa, la connessione è lenta.",
  theirCameraOff: "L'altra videocamera è spenta.",
  theyAreMuted: "L'altro microfono è muto.",
  away: "L'altra persona torna tra un momento.",
  awayFor: (inSeconds) => `Le teniamo il posto per ${say.seconds(inSeconds)}.`,
  talkOffline: "Ti stai ricollegando. Quello che scrivi verrà inviato.",

  transcript: "Messaggi",
  emptyTranscript: "Di' ciao. È la parte più difficile, ed è breve.",
  composer: "Scrivi un messaggio",
  unread: "Nuovi",
  send: "Invia",
  typing: "Sta scrivendo",
  sending: "Invio in corso",
  sent: "Inviato",
  seen: "Visto",
  failed: "Non inviato",
  opensPage: (host) => `${host}, si apre in una nuova scheda`,
  said: (who, text) => `${who}: ${text}`,
  ended: {
    left: "L'altra persona è andata via.",
    next: "L'altra persona è andata oltre.",
    lost: "La connessione è caduta.",
    ended: "Questa conversazione è finita.",
  },
  block: "Non incontrare più questa persona",
  blocked: "Non incontrerai più questa persona.",
  endedHint: "Con Avanti trovi qualcun altro.",

  trouble: {
    "offline": { title: "Sei offline.", hint: "Riprendiamo appena torni." },
    "server-away": {
      title: "Non raggiungiamo il punto d'incontro.",
      hint: "Forse si sta riavviando. Continuiamo a provare.",
    },
    "origin-not-allowed": {
      title: "Questa pagina non è ancora pronta per le conversazioni.",
      hint: "Chi la gestisce deve aggiungere il suo indirizzo sul server.",
    },
    "session-expired": { title: "È stata una lunga pausa.", hint: "Ricomincia quando vuoi." },
    "rate-limited": { title: "È stato molto veloce.", hint: "Prendi fiato. Tra poco si riprende." },
    "closed": { title: "Ora è chiuso.", hint: "Torna un'altra volta." },
    "replaced": {
      title: "Hai continuato in un'altra scheda.",
      hint: "Parla di là, oppure riporta qui la conversazione.",
    },
    "draining": {
      title: "Il punto d'incontro si sta riavviando.",
      hint: "Torniamo tra un momento.",
    },
    "internal": { title: "Si è rotto qualcosa da noi.", hint: "Riprova tra un momento." },
  },
  opens: (at, now) => {
    if (now >= at) return "È di nuovo aperto.";
    return say.day(at) === say.day(now)
      ? `Apre oggi alle ${say.time(at)}.`
      : `Apre ${say.day(at)} alle ${say.time(at)}.`;
  },
  retryIn: (inSeconds) => `Nuovo tentativo tra ${say.seconds(inSeconds)}.`,

  controls: "Comandi",
  muteMicrophone: "Silenzia il microfono",
  unmuteMicrophone: "Riattiva il microfono",
  flip: "Usa l'altra videocamera",
  settings: "Videocamera, microfono, connessione",
  panelFailed: "Questa parte non si è caricata. Ricarica la pagina e riprova.",
  checkFirst: "Prova video e connessione",
  close: "Chiudi",
  cameraOff: "Spegni la videocamera",
  cameraOn: "Accendi la videocamera",
  showText: "Mostra i messaggi",
  hideText: "Nascondi i messaggi",
  newMessages: (count) => say.count(count, { one: "# messaggio nuovo", other: "# messaggi nuovi" }),
  ownPicture: "La tua immagine. Le frecce la spostano.",
  partnerPicture: "L'immagine dell'altra persona",
});
