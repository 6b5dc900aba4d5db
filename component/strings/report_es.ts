/**
 * The words of the report sheet in Spanish.
 *
 * It does not know when they are loaded. The invariant it keeps: the same as `report_en.ts`.
 *
 * @module
 */
import type { ReportTranslation } from "./report_en.ts";

/** The words. */
export const words: ReportTranslation = {
  title: "¿Qué ha pasado?",
  sends: "Elige un motivo y se envía con los últimos mensajes de la otra persona.",
  sendsPicture:
    "Elige un motivo y se envía con los últimos mensajes de la otra persona y, si se puede ver, una imagen de ahora.",
  secret: "La otra persona no se entera.",
  ends: "La conversación termina.",
  reasons: {
    "child-safety": "Hay un menor en peligro o mostrado de forma sexual",
    "threat": "Amenazas",
    "violence": "Violencia",
    "sexual": "Desnudez o contenido sexual",
    "underage": "Parece demasiado joven para estar aquí",
    "hate": "Odio",
    "harassment": "Acoso",
    "self-harm": "Podría hacerse daño",
    "fraud": "Estafa",
    "spam": "Publicidad",
    "other": "Otra cosa",
  },
  details: "Elegir qué se envía y añadir algo",
  note: "Con tus palabras",
  messages: "Mensajes que se envían",
  picture: "Su imagen cuando abriste esto",
  look: "Ver la imagen",
  pictureHint: "Enviarla donde importe una imagen",
  whom: "¿De quién se trata?",
  earlier: "¿Se trata de alguien anterior?",
  now: "La conversación de ahora",
  until: "La conversación hasta las {0}",
  sending: "Enviando tu denuncia",
  sent: "Gracias. Tu denuncia se ha enviado.",
  failed: {
    "failed": {
      title: "Tu denuncia no ha llegado.",
      hint: "Lo que elegiste sigue aquí. Mira tu conexión y prueba otra vez.",
    },
    "too-often": {
      title: "Han sido muchas denuncias.",
      hint: "Lo que elegiste sigue aquí. Prueba otra vez en un minuto.",
    },
    "too-late": {
      title: "Ya es tarde para esa conversación.",
      hint: "Se puede denunciar hasta diez minutos después de que termine.",
    },
  },
};
