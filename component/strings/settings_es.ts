/**
 * The words of the settings panel in Spanish.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `settings_en.ts`.
 *
 * @module
 */
import type { PanelTranslation } from "./own_words.ts";

const relay = { title: "Cerrado.", hint: "" };
const failed = { title: "No ha arrancado.", hint: "Prueba otra vez." };

const deviceAdvice = (the: string, no: string, one: string) => ({
  denied: {
    title: `${the} no tiene permiso en esta página.`,
    hint: "Dáselo en la barra de direcciones y comprueba otra vez.",
  },
  missing: { title: `${no}.`, hint: `Conecta ${one}, o mejor escribe.` },
  busy: {
    title: `${the} está en uso por otro programa.`,
    hint: "Ciérralo y comprueba otra vez.",
  },
  silent: {
    title: `${the} funciona, pero no llega nada.`,
    hint: "Quizá tenga un botón de silencio. O elige otra cosa arriba.",
  },
  insecure: {
    title: `${the} necesita una página segura.`,
    hint: "La dirección de la página tiene que empezar por https.",
  },
});

/** The words of the panel in Spanish. */
export const words: PanelTranslation = {
  title: "Cámara, micrófono, conexión",
  camera: "Cámara",
  microphone: "Micrófono",
  speaker: "Altavoz",
  automatic: "Lo elige el navegador",
  numbered: (name, number) => `${name} ${number}`,
  level: "Di algo y la barra se moverá.",
  look: "Verme y oírme",
  lookHint: "El navegador pide cámara y micrófono. Aquí no te ve ni te oye nadie más.",
  preview: "Tu imagen",
  check: "Comprobar la conexión",
  checkAgain: "Comprobar otra vez",
  checkHint: "Miramos si las llamadas pasan por tu red. Tarda unos segundos.",
  names: {
    "camera": "Cámara",
    "microphone": "Micrófono",
    "server": "Punto de encuentro",
    "stream": "Sus avisos",
    "stun": "Una salida para llamadas",
    "turn-udp": "Relé, la vía rápida",
    "turn-tcp": "Relé, la vía segura",
    "turn-tls": "Relé, la vía cifrada",
    "ice": "Llamada",
  },
  pending: "Mirando",
  absent: "Aquí no se ofrece.",
  fine: {
    "camera": "Da imagen.",
    "microphone": "Da sonido.",
    "server": "Responde.",
    "stream": "Llegan al momento.",
    "stun": "Tu red deja salir las llamadas.",
    "turn-udp": "Abierto.",
    "turn-tcp": "Abierto.",
    "turn-tls": "Abierto.",
    "ice": "Conectada.",
  },
  device: {
    camera: deviceAdvice("La cámara", "No hay ninguna cámara", "una"),
    microphone: deviceAdvice("El micrófono", "No hay ningún micrófono", "uno"),
  },
  network: {
    "camera": failed,
    "microphone": failed,
    "server": {
      title: "No responde.",
      hint: "Mira si cargan otras páginas. Puede que lo bloquee un filtro o una extensión.",
    },
    "stream": {
      title: "Se quedan por el camino.",
      hint: "Quizá los retiene un proxy o un antivirus. Prueba sin él.",
    },
    "stun": {
      title: "Tu red no deja salir las llamadas directas.",
      hint: "Entonces van por un relé, si abajo hay alguno abierto.",
    },
    "turn-udp": relay,
    "turn-tcp": relay,
    "turn-tls": relay,
    "ice": { title: "No ha conectado.", hint: "" },
  },
  blocked: { title: "Esta página no permite llamadas.", hint: "Se puede escribir igual." },
  refused: {
    title: "Esta página no está preparada para conversar.",
    hint: "Quien la lleva puede añadirla.",
  },
  full: { title: "Ahora está lleno.", hint: "Prueba otra vez en un momento." },
  verdict: {
    "running": "Estamos mirando tu red",
    "good": "Aquí funcionarán las llamadas.",
    "relayed": "Aquí funcionarán las llamadas, a través de un relé.",
    "direct-only":
      "Las llamadas funcionarán con casi todo el mundo. En redes estrictas necesitan un relé, y desde aquí no hay ninguno abierto.",
    "text-only":
      "Las llamadas no pasarán por esta red. Otra, como la de tu móvil, puede ir mejor. Escribir siempre funciona.",
    "no-server": "Desde aquí no llegamos al punto de encuentro.",
  },
  quietMicrophone: "No oímos nada de tu micrófono. Quizá tenga un botón de silencio.",
  close: "Cerrar",
};
