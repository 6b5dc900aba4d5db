/**
 * The words of the report sheet in French.
 *
 * It does not know when they are loaded. The invariant it keeps: the same as `report_en.ts`.
 *
 * @module
 */
import type { ReportTranslation } from "./report_en.ts";

/** The words. */
export const words: ReportTranslation = {
  title: "Que s'est-il passé ?",
  sends: "Choisissez une raison : elle part avec les derniers messages de l'autre personne.",
  sendsPicture:
    "Choisissez une raison : elle part avec les derniers messages de l'autre personne et, si cela se voit, une image de maintenant.",
  secret: "L'autre personne n'en saura rien.",
  ends: "La conversation se termine.",
  reasons: {
    "child-safety": "Un enfant est en danger ou montré de façon sexuelle",
    "threat": "Menaces",
    "violence": "Des violences",
    "sexual": "Nudité ou contenu sexuel",
    "underage": "Semble trop jeune pour être ici",
    "hate": "Haine",
    "harassment": "Harcèlement",
    "self-harm": "Risque de se faire du mal",
    "fraud": "Escroquerie",
    "spam": "Publicité",
    "other": "Autre chose",
  },
  details: "Choisir ce qui part, ajouter quelques mots",
  note: "Avec vos mots",
  messages: "Messages qui partent",
  picture: "L'image de l'autre à l'ouverture de ce panneau",
  look: "Montrer l'image",
  pictureHint: "L'envoyer là où une image compte",
  whom: "De qui s'agit-il ?",
  earlier: "S'agit-il de quelqu'un d'avant ?",
  now: "La conversation en cours",
  until: "La conversation jusqu'à {0}",
  sending: "Envoi de votre signalement",
  sent: "Merci. Votre signalement est parti.",
  failed: {
    "failed": {
      title: "Votre signalement n'est pas passé.",
      hint: "Vos choix sont toujours là. Vérifiez la connexion et réessayez.",
    },
    "too-often": {
      title: "Cela fait beaucoup de signalements.",
      hint: "Vos choix sont toujours là. Réessayez dans une minute.",
    },
    "too-late": {
      title: "C'est trop tard pour cette conversation.",
      hint: "On peut la signaler jusqu'à dix minutes après sa fin.",
    },
  },
};
