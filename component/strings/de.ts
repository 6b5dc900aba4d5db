/**
 * The words of the element in German: "du", the other one is "dein Gegenüber".
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `en.ts`.
 *
 * @module
 */
import type { Translation } from "./own_words.ts";

/** What a sentence about a device is made of. */
const DEVICES = {
  camera: {
    your: "Deine Kamera",
    yours: "deine Kamera",
    it: "sie",
    no: "Keine Kamera",
    one: "eine",
  },
  microphone: {
    your: "Dein Mikrofon",
    yours: "dein Mikrofon",
    it: "es",
    no: "Kein Mikrofon",
    one: "eins",
  },
} as const;

const deviceAdvice = (device: keyof typeof DEVICES) => {
  const { your, yours, it, no, one } = DEVICES[device];
  const without = `oder mach ohne ${it} weiter.`;
  return {
    denied: {
      title: `${your} bleibt aus.`,
      hint: `In der Adressleiste kannst du ${it} erlauben. Schreiben geht immer.`,
    },
    missing: {
      title: `${no} gefunden.`,
      hint: `Schließ ${one} an und versuch es noch einmal, ${without}`,
    },
    busy: {
      title: `Ein anderes Programm benutzt ${yours}.`,
      hint: `Schließ es und versuch es noch einmal, ${without}`,
    },
    insecure: {
      title: `${your} geht nur auf einer sicheren Seite.`,
      hint: "Die Adresse muss mit https beginnen. Schreiben geht auch hier.",
    },
    unsupported: {
      title: "Dieser Browser kann keine Anrufe.",
      hint: "Schreiben geht auch hier.",
    },
    unknown: {
      title: `${your} ist nicht angegangen.`,
      hint: `Versuch es noch einmal, ${without}`,
    },
    unplugged: {
      title: `${your} ist weg.`,
      hint: `Schließ ${it} wieder an, oder wähl etwas anderes aus.`,
    },
  };
};

/** The words of the element in German. */
export const words: Translation = (say) => ({
  you: "Du",
  stranger: "Gegenüber",

  welcomeTitle: "Lern jemanden kennen",
  welcomeLead: "Ein Gespräch nach dem anderen, mit jemandem, der mag, was du magst.",
  modeLegend: "Wie möchtest du reden?",
  mode: { video: "Video", voice: "Stimme", text: "Text" },
  modeHint: {
    video: "Kamera und Mikrofon. Gefragt wirst du beim Start.",
    voice: "Nur das Mikrofon. Niemand sieht dich.",
    text: "Nur schreiben. Ohne Kamera, ohne Mikrofon.",
  },
  interestsLabel: "Was magst du?",
  interestsPlaceholder: "Schach, Garten, Jazz",
  interestsMore: "Noch etwas",
  interestsHint: "Komma oder Enter nach jedem. Bleibt es leer, ist jeder recht.",
  interestsFull: "Das sind zehn, mehr können wir nicht suchen.",
  suggestionsLabel: "Vorschläge",
  languagesLabel: "Welche Sprachen sprichst du?",
  addLanguage: "Andere Sprache",
  strictLanguages: "Nur Leute, die diese sprechen",
  remove: (what) => `${what} entfernen`,
  add: (what) => `${what} hinzufügen`,

  start: "Los",
  stop: "Stopp",
  next: "Weiter",
  back: "Zurück",
  done: "Fertig",
  tryAgain: "Noch einmal",
  instead: { video: "Mit Video", voice: "Nur mit Stimme", text: "Lieber schreiben" },

  askingTitle: {
    video: "Dürfen wir Kamera und Mikrofon benutzen?",
    voice: "Dürfen wir dein Mikrofon benutzen?",
  },
  askingHint:
    "Gleich fragt dein Browser. Nur die Person, die du triffst, sieht und hört dich. Nichts wird aufgenommen.",
  device: { camera: deviceAdvice("camera"), microphone: deviceAdvice("microphone") },

  openingTitle: "Die Tür geht auf",
  lookingFor: {
    interest: (tags) => `Wir suchen jemanden, der ${say.either(tags)} mag.`,
    language: (names) =>
      names.length > 0
        ? `Wir suchen jemanden, der ${say.either(names)} spricht.`
        : "Wir suchen jemanden.",
    anyone: () => "Wir suchen irgendjemanden, der da ist.",
  },
  widens: {
    language: (inSeconds, names) =>
      names.length > 0
        ? `In ${say.seconds(inSeconds)} fragen wir auch andere, die ${say.either(names)} sprechen.`
        : `In ${say.seconds(inSeconds)} fragen wir auch andere.`,
    anyone: (inSeconds) => `In ${say.seconds(inSeconds)} fragen wir auch alle anderen.`,
  },
  waitingSteps: "So geht die Suche",
  stepInterest: (tags) => `Mag ${say.either(tags)}`,
  stepLanguage: (names) =>
    names.length > 0 ? `Spricht ${say.either(names)}` : "Spricht deine Sprache",
  stepAnyone: "Alle, die da sind",
  quiet: "Gerade ist es ruhig. Du kannst das hier offen lassen und etwas anderes tun.",
  near: (count, names) => {
    const language = names.length > 0 ? say.either(names) : null;
    if (count === 0) {
      return language ? `Sonst spricht hier niemand ${language}.` : "Sonst ist niemand da.";
    }
    if (count === "few") {
      return language ? `Noch jemand spricht ${language}.` : "Noch jemand ist da.";
    }
    return language
      ? `Etwa ${say.number(count)} andere sprechen ${language}.`
      : `Etwa ${say.number(count)} andere sind da.`;
  },
  askThemToo: "Auch sie fragen",
  widenNow: "Jetzt weiter suchen",
  callMe: "Sag mir, wenn jemand da ist",
  called: {
    on: "Wir sagen dir, wenn jemand da ist. Lass diesen Tab offen.",
    denied: "Dein Browser lässt keine Mitteilungen zu. Der Titel dieses Tabs sagt es dir.",
    missing: "Dieser Browser hat keine Mitteilungen. Der Titel dieses Tabs sagt es dir.",
  },
  callConfirmed: "So sagen wir es dir",
  call: { title: "Jemand ist da", body: "Komm und sag hallo." },
  paused: "Du bist kurz offline. Die Suche geht weiter, wenn du wieder da bist.",

  matched: "Ihr seid zusammen.",
  whyInterests: (tags) => `Ihr mögt beide ${say.both(tags)}`,
  whyLanguage: (name) => `Ihr sprecht beide ${name}`,
  whyNothing: "Ihr seid beide da, und neugierig",
  connecting: "Bild und Ton werden verbunden",
  reconnecting: "Bild und Ton werden neu verbunden",
  callFailed: "Bild und Ton kommen nicht durch. Ihr könnt weiter schreiben.",
  tapToHear: "Tippen, um etwas zu hören",
  quality: {
    "own-slow": "Deine Verbindung ist langsam.",
    "own-unsteady": "Deine Verbindung schwankt.",
    "their-unsteady": "Die Verbindung auf der anderen Seite schwankt.",
    "unsteady": "Die Verbindung schwankt.",
    "far": "Was du sagst, kommt etwas später an.",
  },
  sends: {
    video: "",
    reduced: "Dein Bild ist vorerst kleiner.",
    voice: "Dein Bild ruht, deine Stimme geht weiter.",
    text: "Bild und Ton ruhen. Schreiben geht weiter.",
  },
  theirsIsSlow: "Die Verbindung auf der anderen Seite ist langsam.",
  theirPictureRests: "Das andere Bild ruht, die Verbindung ist langsam.",
  theirCameraOff: "Die andere Kamera ist aus.",
  theyAreMuted: "Dein Gegenüber ist stumm.",
  away: "Dein Gegenüber ist kurz weg.",
  awayFor: (inSeconds) => `Wir halten den Platz noch ${say.seconds(inSeconds)} frei.`,
  talkOffline: "Du wirst neu verbunden. Was du schreibst, kommt noch an.",

  transcript: "Nachrichten",
  emptyTranscript: "Sag hallo. Das ist das Schwerste daran, und es ist kurz.",
  composer: "Schreib eine Nachricht",
  unread: "Neu",
  send: "Senden",
  typing: "Schreibt gerade",
  sending: "Wird gesendet",
  sent: "Gesendet",
  seen: "Gesehen",
  failed: "Nicht gesendet",
  opensPage: (host) => `${host}, öffnet einen neuen Tab`,
  said: (who, text) => `${who}: ${text}`,
  ended: {
    left: "Dein Gegenüber ist gegangen.",
    next: "Dein Gegenüber ist weitergezogen.",
    lost: "Die Verbindung ist abgerissen.",
    ended: "Dieses Gespräch ist zu Ende.",
  },
  block: "Nie wieder treffen",
  blocked: "Ihr trefft euch nicht wieder.",
  endedHint: "Mit Weiter findest du jemand anderen.",

  trouble: {
    "offline": { title: "Du bist offline.", hint: "Es geht weiter, sobald du wieder da bist." },
    "server-away": {
      title: "Wir erreichen den Treffpunkt nicht.",
      hint: "Vielleicht startet er gerade neu. Wir versuchen es weiter.",
    },
    "origin-not-allowed": {
      title: "Diese Seite ist noch nicht für Gespräche eingerichtet.",
      hint: "Wer sie betreibt, muss ihre Adresse auf dem Server eintragen.",
    },
    "session-expired": { title: "Das war eine lange Pause.", hint: "Fang neu an, wann du magst." },
    "rate-limited": { title: "Das war sehr schnell.", hint: "Atme durch. Gleich geht es weiter." },
    "closed": { title: "Gerade ist geschlossen.", hint: "Komm ein andermal wieder." },
    "replaced": {
      title: "Du hast in einem anderen Tab weitergemacht.",
      hint: "Rede dort weiter, oder hol das Gespräch hierher zurück.",
    },
    "draining": { title: "Der Treffpunkt startet neu.", hint: "Wir sind gleich wieder da." },
    "internal": {
      title: "Bei uns ist etwas kaputtgegangen.",
      hint: "Versuch es gleich noch einmal.",
    },
  },
  opens: (at, now) => {
    if (now >= at) return "Es ist wieder offen.";
    return say.day(at) === say.day(now)
      ? `Heute um ${say.time(at)} wird geöffnet.`
      : `Am ${say.day(at)} um ${say.time(at)} wird geöffnet.`;
  },
  retryIn: (inSeconds) => `Nächster Versuch in ${say.seconds(inSeconds)}.`,

  controls: "Bedienung",
  muteMicrophone: "Mikrofon stumm schalten",
  unmuteMicrophone: "Mikrofon wieder einschalten",
  flip: "Die andere Kamera nehmen",
  settings: "Kamera, Mikrofon, Verbindung",
  panelFailed: "Dieser Teil wurde nicht geladen. Lade die Seite neu und versuch es noch einmal.",
  checkFirst: "Kamera und Verbindung prüfen",
  close: "Schließen",
  cameraOff: "Kamera ausschalten",
  cameraOn: "Kamera einschalten",
  showText: "Nachrichten zeigen",
  hideText: "Nachrichten verbergen",
  newMessages: (count) =>
    say.count(count, { one: "1 neue Nachricht", other: "# neue Nachrichten" }),
  ownPicture: "Dein Bild. Die Pfeiltasten bewegen es.",
  partnerPicture: "Das Bild der anderen Person",
});
