/**
 * The words of the settings panel in German.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `settings_en.ts`.
 *
 * @module
 */
import type { PanelTranslation } from "./own_words.ts";

const relay = { title: "Gesperrt.", hint: "" };
const failed = { title: "Ist nicht angegangen.", hint: "Versuch es noch einmal." };

const deviceAdvice = (the: string, another: string) => ({
  denied: {
    title: `${the} ist auf dieser Seite nicht erlaubt.`,
    hint: "Erlaube es in der Adressleiste und prüf noch einmal.",
  },
  missing: {
    title: "Nichts gefunden.",
    hint: `Schließ ${another} an, oder schreib lieber.`,
  },
  busy: {
    title: `${the} wird von einem anderen Programm benutzt.`,
    hint: "Schließ es und prüf noch einmal.",
  },
  silent: {
    title: `${the} ist an, aber es kommt nichts.`,
    hint: "Vielleicht gibt es einen eigenen Schalter dafür. Oder such oben etwas anderes aus.",
  },
  insecure: {
    title: `${the} braucht eine sichere Seite.`,
    hint: "Die Adresse der Seite muss mit https beginnen.",
  },
});

/** The words of the panel in German. */
export const words: PanelTranslation = {
  title: "Kamera, Mikrofon, Verbindung",
  camera: "Kamera",
  microphone: "Mikrofon",
  speaker: "Lautsprecher",
  automatic: "Vom Browser gewählt",
  numbered: (name, number) => `${name} ${number}`,
  level: "Sag etwas, dann bewegt sich der Balken.",
  look: "Ansehen und anhören",
  lookHint: "Dein Browser fragt nach Kamera und Mikrofon. Niemand sonst sieht oder hört dich hier.",
  preview: "Dein Bild",
  check: "Verbindung prüfen",
  checkAgain: "Noch einmal prüfen",
  checkHint: "Wir sehen nach, ob Anrufe durch dein Netz kommen. Das dauert ein paar Sekunden.",
  names: {
    "camera": "Kamera",
    "microphone": "Mikrofon",
    "server": "Treffpunkt",
    "stream": "Nachrichten von dort",
    "stun": "Ein Weg nach draußen",
    "turn-udp": "Relais, der schnelle Weg",
    "turn-tcp": "Relais, der sichere Weg",
    "turn-tls": "Relais, der verschlüsselte Weg",
    "ice": "Anruf",
  },
  pending: "Wird geprüft",
  absent: "Gibt es hier nicht.",
  fine: {
    "camera": "Gibt ein Bild.",
    "microphone": "Gibt einen Ton.",
    "server": "Wir erreichen ihn.",
    "stream": "Kommen sofort an.",
    "stun": "Dein Netz lässt Anrufe hinaus.",
    "turn-udp": "Offen.",
    "turn-tcp": "Offen.",
    "turn-tls": "Offen.",
    "ice": "Verbunden.",
  },
  device: {
    camera: deviceAdvice("Die Kamera", "eine"),
    microphone: deviceAdvice("Das Mikrofon", "eins"),
  },
  network: {
    "camera": failed,
    "microphone": failed,
    "server": {
      title: "Wir erreichen ihn nicht.",
      hint: "Gehen andere Seiten? Vielleicht hält ein Filter oder eine Erweiterung ihn auf.",
    },
    "stream": {
      title: "Sie werden unterwegs aufgehalten.",
      hint: "Ein Proxy oder Virenscanner sammelt sie vielleicht erst. Versuch es ohne.",
    },
    "stun": {
      title: "Dein Netz lässt direkte Anrufe nicht hinaus.",
      hint: "Dann gehen Anrufe über ein Relais, wenn unten eins offen ist.",
    },
    "turn-udp": relay,
    "turn-tcp": relay,
    "turn-tls": relay,
    "ice": { title: "Keine Verbindung.", hint: "" },
  },
  blocked: { title: "Diese Seite erlaubt keine Anrufe.", hint: "Schreiben geht trotzdem." },
  refused: {
    title: "Diese Seite ist nicht für Gespräche eingerichtet.",
    hint: "Wer sie betreibt, kann sie eintragen.",
  },
  full: { title: "Gerade voll.", hint: "Versuch es gleich noch einmal." },
  verdict: {
    "running": "Wir sehen uns dein Netz an",
    "good": "Anrufe klappen hier.",
    "relayed": "Anrufe klappen hier, über ein Relais.",
    "direct-only":
      "Anrufe klappen mit den meisten. In strengen Netzen brauchen sie ein Relais, und von hier aus ist keins offen.",
    "text-only":
      "Durch dieses Netz kommen keine Anrufe. Ein anderes, etwa das deines Handys, kann besser sein. Schreiben geht immer.",
    "no-server": "Von hier aus erreichen wir den Treffpunkt nicht.",
  },
  quietMicrophone:
    "Von deinem Mikrofon hören wir nichts. Vielleicht ist es an einem eigenen Schalter stumm.",
  close: "Schließen",
};
