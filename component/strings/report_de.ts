/**
 * The words of the report sheet in German.
 *
 * It does not know when they are loaded. The invariant it keeps: the same as `report_en.ts`.
 *
 * @module
 */
import type { ReportTranslation } from "./report_en.ts";

/** The words. */
export const words: ReportTranslation = {
  title: "Was ist passiert?",
  sends: "Such etwas aus, und es wird mit den letzten Nachrichten von drüben geschickt.",
  sendsPicture:
    "Such etwas aus, und es wird mit den letzten Nachrichten von drüben geschickt und, wenn man es sehen kann, mit einem Bild von jetzt.",
  secret: "Dein Gegenüber erfährt es nicht.",
  ends: "Das Gespräch endet.",
  reasons: {
    "child-safety": "Ein Kind ist in Gefahr oder wird sexuell gezeigt",
    "threat": "Drohungen",
    "violence": "Gewalt",
    "sexual": "Nacktheit oder Sexuelles",
    "underage": "Wirkt zu jung, um hier zu sein",
    "hate": "Hass",
    "harassment": "Belästigung",
    "self-harm": "Könnte sich etwas antun",
    "fraud": "Betrug",
    "spam": "Werbung",
    "other": "Etwas anderes",
  },
  details: "Auswählen, was mitgeht, und etwas dazu schreiben",
  note: "In deinen Worten",
  messages: "Nachrichten, die mitgehen",
  picture: "Das Bild von drüben, als du dies geöffnet hast",
  look: "Bild zeigen",
  pictureHint: "Mitschicken, wo ein Bild zählt",
  whom: "Um wen geht es?",
  earlier: "Geht es um jemanden davor?",
  now: "Das Gespräch von jetzt",
  until: "Das Gespräch bis {0}",
  sending: "Deine Meldung wird geschickt",
  sent: "Danke. Deine Meldung ist da.",
  failed: {
    "failed": {
      title: "Deine Meldung kam nicht durch.",
      hint:
        "Was du ausgewählt hast, ist noch da. Sieh nach der Verbindung und versuch es noch mal.",
    },
    "too-often": {
      title: "Das waren viele Meldungen.",
      hint: "Was du ausgewählt hast, ist noch da. Versuch es in einer Minute noch mal.",
    },
    "too-late": {
      title: "Für dieses Gespräch ist es zu spät.",
      hint: "Ein Gespräch kann man bis zehn Minuten nach seinem Ende melden.",
    },
  },
};
