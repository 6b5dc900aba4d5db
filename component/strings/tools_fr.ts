/**
 * The words of a talk's tools in French.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `tools_en.ts`.
 *
 * @module
 */
import type { ToolsTranslation } from "./tools_en.ts";

/** The words. */
export const words: ToolsTranslation = {
  title: "Cette conversation",
  open: "Son, enregistrement, touches",
  close: "Fermer",
  volume: "Le volume de l'autre voix",
  sound: "Un son pour les nouveaux messages quand vous êtes dans un autre onglet",
  pictureInPicture: "Dans une petite fenêtre",
  fullScreen: "Plein écran",
  save: "Garder cette conversation",
  saveHint: "Dans un fichier texte sur votre appareil. Rien n'est envoyé.",
  saved: "Une conversation le {0}",
  since: "Depuis combien de temps vous parlez",
  report: "Signaler cette personne",
  reportEarlier: "Signaler quelqu'un d'avant",
  undo: {
    back: "Revenir à la conversation",
    open: "Trop vite ? Si vous le voulez à deux, la conversation reprend.",
    wanted: "L'autre personne aimerait revenir.",
    asked: "Si l'autre personne le veut aussi, la conversation reprend.",
    gone: "L'autre personne a déjà continué son chemin.",
  },
  ask: {
    voice: "Proposer de continuer de vive voix",
    video: "Proposer de continuer en vidéo",
    reveal: "Proposer de vous voir",
  },
  preparing: {
    voice: "Votre navigateur demande le micro.",
    video: "Votre navigateur demande la caméra.",
  },
  asked: {
    voice: "Vous avez proposé de continuer de vive voix. On vous entendra après un oui.",
    video: "Vous avez proposé de continuer en vidéo. On vous verra après un oui.",
    reveal: "Vous avez proposé de vous voir. On vous verra après un oui.",
  },
  offered: {
    voice: "L'autre personne aimerait continuer de vive voix.",
    video: "L'autre personne aimerait continuer en vidéo.",
    reveal: "L'autre personne aimerait que vous vous voyiez.",
  },
  offeredHint: {
    voice: "On ne vous entend que si vous dites oui.",
    video: "On ne vous voit que si vous dites oui.",
  },
  veiled:
    "Vous vous entendez. Les images restent voilées tant que vous ne voulez pas tous deux être vus.",
  yes: "Oui",
  no: "Pas maintenant",
  takeBack: "Finalement non",
  fine: "D'accord",
  declined: "L'autre personne préfère en rester là pour l'instant.",
  down: {
    voice: "Continuer sans image",
    text: "Continuer seulement par écrit",
  },
  keys: "Touches",
  keysHint: "Elles agissent dans cette conversation quand vous n'écrivez pas.",
  key: {
    microphone: "Micro allumé ou coupé",
    camera: "Caméra allumée ou éteinte",
    write: "Écrire un message",
    skip: "Deux fois : rencontrer quelqu'un d'autre",
    help: "Montrer ceci",
  },
  ideas: "Pas d'idée pour commencer ?",
  anotherIdea: "Une autre question",
  about: "Qu'est-ce que vous aimez le plus dans : {0} ?",
  general: "Quel a été le meilleur moment de votre journée ?\n" +
    "Que voyez-vous par la fenêtre ?\n" +
    "Qu'attendez-vous avec impatience ?\n" +
    "Que vouliez-vous devenir quand vous étiez enfant ?\n" +
    "Sur quoi avez-vous changé d'avis ?",
  topics: {
    music: {
      tags: "musique, guitare, piano, chant, jazz, rock, rap, techno, musique classique, concerts",
      asks:
        "Qu'avez-vous le plus écouté cette semaine ?\nQuelle chanson feriez-vous écouter à un inconnu ?",
    },
    films: {
      tags: "films, film, cinéma, séries, télé, anime, théâtre",
      asks:
        "Quel film pourriez-vous revoir dès demain ?\nQu'avez-vous vu en dernier, et c'était bien ?",
    },
    books: {
      tags: "livres, lecture, littérature, poésie, écriture, bd, manga, fantasy",
      asks: "Que lisez-vous en ce moment ?\nQuel livre avez-vous offert le plus souvent ?",
    },
    games: {
      tags: "jeux, gaming, jeux vidéo, jeux de société, échecs, go, minecraft, cartes, énigmes",
      asks: "À quoi aimez-vous jouer, et avec qui ?\nQuel jeu vous a pris tout un week-end ?",
    },
    sport: {
      tags:
        "sport, football, foot, course à pied, vélo, natation, escalade, yoga, tennis, randonnée",
      asks: "Que faites-vous pour vous vider la tête ?\nPlutôt en solo ou avec d'autres ?",
    },
    travel: {
      tags: "voyages, voyage, voyager, montagne, mer, villes, trains",
      asks: "Où retourneriez-vous volontiers ?\nQue faut-il voir là où vous habitez ?",
    },
    food: {
      tags: "cuisine, cuisiner, pâtisserie, café, thé, vin, vegan, restaurants",
      asks: "Qu'avez-vous cuisiné en dernier ?\nQue mange-t-on là où vous avez grandi ?",
    },
    nature: {
      tags: "nature, animaux, chiens, chats, oiseaux, jardin, jardinage, plantes, forêt, pêche",
      asks:
        "Y a-t-il un animal dans votre vie ?\nQu'est-ce qui pousse près de chez vous en ce moment ?",
    },
    languages: {
      tags: "langues, langue, anglais, allemand, français, espagnol, japonais, chinois, apprendre",
      asks:
        "Dans quelles langues rêvez-vous ?\nQuel est votre mot préféré, toutes langues confondues ?",
    },
    making: {
      tags:
        "programmation, informatique, technologie, science, physique, maths, art, dessin, peinture, photo, design, bricolage, tricot, espace, histoire",
      asks:
        "Que fabriquez-vous ou qu'apprenez-vous en ce moment ?\nDe quoi pourriez-vous parler pendant une heure ?",
    },
  },
};
