/**
 * The words of the report sheet in Italian.
 *
 * It does not know when they are loaded. The invariant it keeps: the same as `report_en.ts`.
 *
 * @module
 */
import type { ReportTranslation } from "./report_en.ts";

/** The words. */
export const words: ReportTranslation = {
  title: "Che cosa è successo?",
  sends: "Scegli un motivo e parte con gli ultimi messaggi dell'altra persona.",
  sendsPicture:
    "Scegli un motivo e parte con gli ultimi messaggi dell'altra persona e, se si può vedere, un'immagine di adesso.",
  secret: "L'altra persona non lo viene a sapere.",
  ends: "La conversazione finisce.",
  reasons: {
    "child-safety": "Un minore è in pericolo o mostrato in modo sessuale",
    "threat": "Minacce",
    "violence": "Violenza",
    "sexual": "Nudità o contenuti sessuali",
    "underage": "Sembra troppo giovane per stare qui",
    "hate": "Odio",
    "harassment": "Molestie",
    "self-harm": "Potrebbe farsi del male",
    "fraud": "Truffa",
    "spam": "Pubblicità",
    "other": "Qualcos'altro",
  },
  details: "Scegli che cosa parte, aggiungi parole",
  note: "Con parole tue",
  messages: "Messaggi che partono",
  picture: "La sua immagine quando hai aperto qui",
  look: "Mostra l'immagine",
  pictureHint: "Inviala dove un'immagine conta",
  whom: "Di chi si tratta?",
  earlier: "Si tratta di qualcuno di prima?",
  now: "La conversazione di adesso",
  until: "La conversazione fino alle {0}",
  sending: "Invio della segnalazione",
  sent: "Grazie. La tua segnalazione è partita.",
  failed: {
    "failed": {
      title: "La tua segnalazione non è arrivata.",
      hint: "Quello che hai scelto è ancora qui. Guarda la connessione e riprova.",
    },
    "too-often": {
      title: "Erano molte segnalazioni.",
      hint: "Quello che hai scelto è ancora qui. Riprova tra un minuto.",
    },
    "too-late": {
      title: "Per quella conversazione è troppo tardi.",
      hint: "Si può segnalare fino a dieci minuti dopo la fine.",
    },
  },
};
