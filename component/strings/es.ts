/**
 * The words of the element in Spanish: "tú", in words that are understood on both sides of the ocean.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `en.ts`.
 *
 * @module
 */
import type { Translation } from "./own_words.ts";

/** What a sentence about a device is made of. */
const DEVICES = {
  camera: {
    your: "Tu cámara",
    yours: "tu cámara",
    no: "No hay ninguna cámara",
    one: "una",
    it: "la",
  },
  microphone: {
    your: "Tu micrófono",
    yours: "tu micrófono",
    no: "No hay ningún micrófono",
    one: "uno",
    it: "lo",
  },
} as const;

const deviceAdvice = (device: keyof typeof DEVICES) => {
  const { your, yours, no, one, it } = DEVICES[device];
  const without = `o sigue sin ${device === "camera" ? "ella" : "él"}.`;
  return {
    denied: {
      title: `${your} no se enciende.`,
      hint: "Puedes dar permiso en la barra de direcciones. Escribir siempre funciona.",
    },
    missing: { title: `${no}.`, hint: `Conecta ${one} y prueba otra vez, ${without}` },
    busy: {
      title: `Otro programa está usando ${yours}.`,
      hint: `Ciérralo y prueba otra vez, ${without}`,
    },
    insecure: {
      title: `${your} solo funciona en una página segura.`,
      hint: "La dirección tiene que empezar por https. Aquí también se puede escribir.",
    },
    unsupported: {
      title: "Este navegador no puede hacer llamadas.",
      hint: "Aquí también se puede escribir.",
    },
    unknown: { title: `${your} no ha arrancado.`, hint: `Prueba otra vez, ${without}` },
    unplugged: {
      title: `${your} ya no está.`,
      hint: `Vuelve a conectar${it}, o elige otra cosa.`,
    },
  };
};

/** The words of the element in Spanish. */
export const words: Translation = (say) => ({
  you: "Tú",
  stranger: "La otra persona",

  welcomeTitle: "Conoce a alguien",
  welcomeLead: "Una conversación cada vez, con alguien a quien le gusta lo mismo que a ti.",
  modeLegend: "¿Cómo quieres hablar?",
  mode: { video: "Vídeo", voice: "Voz", text: "Texto" },
  modeHint: {
    video: "Cámara y micrófono; te los pediremos al empezar.",
    voice: "Solo el micrófono. Nadie te ve.",
    text: "Solo escribir. Sin cámara ni micrófono.",
  },
  interestsLabel: "¿Qué te gusta?",
  interestsPlaceholder: "ajedrez, plantas, jazz",
  interestsMore: "Añadir otro",
  interestsHint: "Coma o Intro después de cada uno. Déjalo vacío para conocer a cualquiera.",
  interestsFull: "Ya son diez, no podemos buscar más.",
  suggestionsLabel: "Sugerencias",
  languagesLabel: "¿Qué idiomas hablas?",
  addLanguage: "Otro idioma",
  strictLanguages: "Solo gente que los hable",
  remove: (what) => `Quitar ${what}`,
  add: (what) => `Añadir ${what}`,

  start: "Empezar",
  stop: "Parar",
  next: "Siguiente",
  back: "Volver",
  done: "Listo",
  tryAgain: "Otra vez",
  instead: { video: "Usar vídeo", voice: "Solo voz", text: "Mejor escribir" },

  askingTitle: {
    video: "¿Podemos usar tu cámara y tu micrófono?",
    voice: "¿Podemos usar tu micrófono?",
  },
  askingHint:
    "Ahora te preguntará el navegador. Solo te verá y oirá la persona que conozcas, nadie más. No se graba nada.",
  device: { camera: deviceAdvice("camera"), microphone: deviceAdvice("microphone") },

  openingTitle: "Se abre la puerta",
  lookingFor: {
    interest: (tags) => `Buscamos a alguien a quien le guste esto: ${say.either(tags)}.`,
    language: (names) =>
      names.length > 0
        ? `Buscamos a alguien que hable ${say.either(names)}.`
        : "Buscamos a alguien.",
    anyone: () => "Buscamos a cualquiera que esté aquí.",
  },
  widens: {
    language: (inSeconds, names) =>
      names.length > 0
        ? `En ${say.seconds(inSeconds)} buscaremos también entre quienes hablan ${
          say.either(names)
        }.`
        : `En ${say.seconds(inSeconds)} buscaremos también entre otros.`,
    anyone: (inSeconds) => `En ${say.seconds(inSeconds)} buscaremos también entre todos los demás.`,
  },
  waitingSteps: "Cómo va la búsqueda",
  stepInterest: (tags) => `Le gusta: ${say.either(tags)}`,
  stepLanguage: (names) => names.length > 0 ? `Habla ${say.either(names)}` : "Habla tu idioma",
  stepAnyone: "Cualquiera que esté aquí",
  quiet: "Ahora hay poca gente. Puedes dejar esto abierto y hacer otra cosa.",
  near: (count, names) => {
    const language = names.length > 0 ? say.either(names) : null;
    if (count === 0) {
      return language ? `Aquí nadie más habla ${language}.` : "No hay nadie más.";
    }
    if (count === "few") return language ? `Alguien más habla ${language}.` : "Hay alguien más.";
    return language
      ? `Unas ${say.number(count)} personas más hablan ${language}.`
      : `Hay unas ${say.number(count)} personas más.`;
  },
  askThemToo: "Preguntarles también",
  widenNow: "Buscar más lejos ya",
  callMe: "Avísame cuando haya alguien",
  called: {
    on: "Te avisaremos cuando haya alguien. Deja abierta esta pestaña.",
    denied: "Tu navegador no permite avisos. Te lo dirá el título de esta pestaña.",
    missing: "Este navegador no tiene avisos. Te lo dirá el título de esta pestaña.",
  },
  callConfirmed: "Te avisaremos así",
  call: { title: "Hay alguien aquí", body: "Ven a saludar." },
  paused: "Te has quedado sin conexión. La búsqueda sigue cuando vuelvas.",

  matched: "Ya estáis en la misma sala.",
  whyInterests: (tags) => `Tenéis esto en común: ${say.both(tags)}`,
  whyLanguage: (name) => `Los dos habláis ${name}`,
  whyNothing: "Dos personas aquí, y con curiosidad",
  connecting: "Conectando imagen y sonido",
  reconnecting: "Volviendo a conectar imagen y sonido",
  callFailed: "La imagen y el sonido no llegan. Se puede seguir escribiendo.",
  tapToHear: "Toca para oír",
  quality: {
    "own-slow": "Tu conexión va lenta.",
    "own-unsteady": "Tu conexión es inestable.",
    "their-unsteady": "La otra conexión es inestable.",
    "unsteady": "La conexión es inestable.",
    "far": "Lo que dices tarda un poco en llegar.",
  },
  sends: {
    video: "",
    reduced: "De momento tu imagen es más pequeña.",
    voice: "Tu imagen descansa, tu voz sigue.",
    text: "Imagen y sonido descansan. Escribir sigue funcionando.",
  },
  theirsIsSlow: "La otra conexión va lenta.",
  theirPictureRests: "La otra imagen descansa, la conexión va lenta.",
  theirCameraOff: "La otra cámara está apagada.",
  theyAreMuted: "El otro micrófono está en silencio.",
  away: "La otra persona vuelve en un momento.",
  awayFor: (inSeconds) => `Le guardamos el sitio ${say.seconds(inSeconds)}.`,
  talkOffline: "Reconectando. Lo que escribas se enviará.",

  transcript: "Mensajes",
  emptyTranscript: "Saluda. Es lo más difícil, y es corto.",
  composer: "Escribe un mensaje",
  unread: "Nuevo",
  send: "Enviar",
  typing: "Está escribiendo",
  sending: "Enviando",
  sent: "Enviado",
  seen: "Visto",
  failed: "No enviado",
  opensPage: (host) => `${host}, se abre en otra pestaña`,
  said: (who, text) => `${who}: ${text}`,
  ended: {
    left: "La otra persona se ha ido.",
    next: "La otra persona ha seguido su camino.",
    lost: "Se ha perdido la conexión.",
    ended: "Esta conversación ha terminado.",
  },
  block: "No volver a ver a esta persona",
  blocked: "No volverás a ver a esta persona.",
  endedHint: "Con Siguiente conocerás a alguien más.",

  trouble: {
    "offline": { title: "No tienes conexión.", hint: "Seguiremos en cuanto vuelvas." },
    "server-away": {
      title: "No llegamos al punto de encuentro.",
      hint: "Puede que se esté reiniciando. Seguimos intentándolo.",
    },
    "origin-not-allowed": {
      title: "Esta página aún no está preparada para conversar.",
      hint: "Quien la lleva tiene que añadir su dirección en el servidor.",
    },
    "session-expired": {
      title: "Ha sido una pausa larga.",
      hint: "Empieza otra vez cuando quieras.",
    },
    "rate-limited": { title: "Eso fue muy rápido.", hint: "Respira. Seguimos en un momento." },
    "closed": { title: "Ahora está cerrado.", hint: "Vuelve en otro momento." },
    "replaced": {
      title: "Has seguido en otra pestaña.",
      hint: "Habla allí, o trae la conversación aquí de vuelta.",
    },
    "draining": { title: "El punto de encuentro se reinicia.", hint: "Volvemos en un momento." },
    "internal": {
      title: "Algo se ha roto por nuestra parte.",
      hint: "Prueba otra vez en un momento.",
    },
  },
  opens: (at, now) => {
    if (now >= at) return "Vuelve a estar abierto.";
    return say.day(at) === say.day(now)
      ? `Abre hoy a las ${say.time(at)}.`
      : `Abre el ${say.day(at)} a las ${say.time(at)}.`;
  },
  retryIn: (inSeconds) => `Otro intento en ${say.seconds(inSeconds)}.`,

  controls: "Controles",
  muteMicrophone: "Silenciar tu micrófono",
  unmuteMicrophone: "Activar tu micrófono",
  flip: "Usar la otra cámara",
  settings: "Cámara, micrófono, conexión",
  panelFailed: "Esta parte no se ha cargado. Recarga la página y prueba otra vez.",
  checkFirst: "Probar cámara y conexión",
  close: "Cerrar",
  cameraOff: "Apagar tu cámara",
  cameraOn: "Encender tu cámara",
  showText: "Mostrar mensajes",
  hideText: "Ocultar mensajes",
  newMessages: (count) => say.count(count, { one: "# mensaje nuevo", other: "# mensajes nuevos" }),
  ownPicture: "Tu imagen. Las flechas la mueven.",
  partnerPicture: "La imagen de la otra persona",
});
