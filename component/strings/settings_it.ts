/**
 * The words of the settings panel in Italian.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `settings_en.ts`.
 *
 * @module
 */
import type { PanelTranslation } from "./own_words.ts";

const relay = { title: "Chiuso.", hint: "" };
const failed = { title: "Non è partito.", hint: "Riprova." };

const deviceAdvice = (the: string, none: string, one: string) => ({
  denied: {
    title: `${the} non ha il permesso su questa pagina.`,
    hint: "Dallo nella barra degli indirizzi, poi riprova.",
  },
  missing: { title: none, hint: `Collegane ${one}, oppure scrivi.` },
  busy: {
    title: `${the} serve già a un altro programma.`,
    hint: "Chiudilo, poi riprova.",
  },
  silent: {
    title: `${the} funziona, ma non arriva niente.`,
    hint: "Forse c'è un tasto che toglie l'audio. Oppure scegli altro qui sopra.",
  },
  insecure: {
    title: `${the} vuole una pagina sicura.`,
    hint: "L'indirizzo della pagina deve iniziare con https.",
  },
});

/** The words of the panel in Italian. */
export const words: PanelTranslation = {
  title: "Videocamera, microfono, connessione",
  camera: "Videocamera",
  microphone: "Microfono",
  speaker: "Altoparlante",
  automatic: "Scelto dal browser",
  numbered: (name, number) => `${name} ${number}`,
  level: "Di' qualcosa e la barra si muove.",
  look: "Guardati e ascoltati",
  lookHint: "Il browser chiede videocamera e microfono. Qui nessun altro ti vede o ti sente.",
  preview: "La tua immagine",
  check: "Prova la connessione",
  checkAgain: "Prova ancora",
  checkHint: "Guardiamo se le chiamate passano dalla tua rete. Ci vuole qualche secondo.",
  names: {
    "camera": "Videocamera",
    "microphone": "Microfono",
    "server": "Punto d'incontro",
    "stream": "Le sue notizie",
    "stun": "Un'uscita per le chiamate",
    "turn-udp": "Relè, la via veloce",
    "turn-tcp": "Relè, la via sicura",
    "turn-tls": "Relè, la via cifrata",
    "ice": "Chiamata",
  },
  pending: "Guardo",
  absent: "Qui non c'è.",
  fine: {
    "camera": "Dà un'immagine.",
    "microphone": "Dà un suono.",
    "server": "Risponde.",
    "stream": "Arrivano subito.",
    "stun": "La tua rete lascia uscire le chiamate.",
    "turn-udp": "Aperto.",
    "turn-tcp": "Aperto.",
    "turn-tls": "Aperto.",
    "ice": "Collegata.",
  },
  device: {
    camera: deviceAdvice("La videocamera", "Nessuna videocamera trovata.", "una"),
    microphone: deviceAdvice("Il microfono", "Nessun microfono trovato.", "uno"),
  },
  network: {
    "camera": failed,
    "microphone": failed,
    "server": {
      title: "Non risponde.",
      hint: "Guarda se si aprono altre pagine. Forse lo blocca un filtro o un'estensione.",
    },
    "stream": {
      title: "Si fermano per strada.",
      hint: "Forse le trattiene un proxy o un antivirus. Prova senza.",
    },
    "stun": {
      title: "La tua rete trattiene le chiamate dirette.",
      hint: "Allora passano da un relè, se qui sotto ce n'è uno aperto.",
    },
    "turn-udp": relay,
    "turn-tcp": relay,
    "turn-tls": relay,
    "ice": { title: "Non si è collegata.", hint: "" },
  },
  blocked: { title: "Questa pagina non permette chiamate.", hint: "Scrivere funziona lo stesso." },
  refused: {
    title: "Questa pagina non è pronta per le conversazioni.",
    hint: "Chi la gestisce può aggiungerla.",
  },
  full: { title: "Ora è pieno.", hint: "Riprova tra un momento." },
  verdict: {
    "running": "Guardiamo la tua rete",
    "good": "Qui le chiamate funzioneranno.",
    "relayed": "Qui le chiamate funzioneranno, attraverso un relè.",
    "direct-only":
      "Le chiamate funzioneranno con quasi tutti. Sulle reti severe serve un relè, e da qui non ce n'è uno aperto.",
    "text-only":
      "Su questa rete le chiamate non passano. Un'altra, come quella del telefono, può andare meglio. Scrivere funziona sempre.",
    "no-server": "Da qui non raggiungiamo il punto d'incontro.",
  },
  quietMicrophone: "Dal tuo microfono non sentiamo niente. Forse un tasto toglie l'audio.",
  close: "Chiudi",
};
