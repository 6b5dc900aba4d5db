/**
 * The words of the settings panel in French.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `settings_en.ts`.
 *
 * @module
 */
import type { PanelTranslation } from "./own_words.ts";

const relay = { title: "Fermé.", hint: "" };
const failed = { title: "Pas démarré.", hint: "Réessayez." };

const deviceAdvice = (the: string, no: string, one: string, e: "" | "e") => ({
  denied: {
    title: `${the} n'est pas autorisé${e} sur cette page.`,
    hint: "Donnez l'autorisation dans la barre d'adresse, puis vérifiez encore.",
  },
  missing: { title: `${no}.`, hint: `Branchez-en ${one}, ou écrivez plutôt.` },
  busy: {
    title: `${the} sert déjà à un autre programme.`,
    hint: "Fermez-le, puis vérifiez encore.",
  },
  silent: {
    title: `${the} est allumé${e} et ne donne rien.`,
    hint: "Il y a peut-être un bouton qui le coupe. Ou choisissez autre chose ci-dessus.",
  },
  insecure: {
    title: `${the} demande une page sécurisée.`,
    hint: "L'adresse de la page doit commencer par https.",
  },
});

/** The words of the panel in French. */
export const words: PanelTranslation = {
  title: "Caméra, micro, connexion",
  camera: "Caméra",
  microphone: "Micro",
  speaker: "Haut-parleur",
  automatic: "Au choix du navigateur",
  numbered: (name, number) => `${name} ${number}`,
  level: "Dites quelque chose, et la barre bouge.",
  look: "Se voir et s'entendre",
  lookHint:
    "Votre navigateur demande la caméra et le micro. Personne d'autre ne vous voit ou ne vous entend ici.",
  preview: "Votre image",
  check: "Vérifier la connexion",
  checkAgain: "Vérifier encore",
  checkHint: "Nous regardons si les appels passent par votre réseau. Cela prend quelques secondes.",
  names: {
    "camera": "Caméra",
    "microphone": "Micro",
    "server": "Lieu de rencontre",
    "stream": "Ses nouvelles",
    "stun": "Une sortie pour les appels",
    "turn-udp": "Relais, la voie rapide",
    "turn-tcp": "Relais, la voie sûre",
    "turn-tls": "Relais, la voie chiffrée",
    "ice": "Appel",
  },
  pending: "Vérification",
  absent: "Pas proposé ici.",
  fine: {
    "camera": "Elle donne une image.",
    "microphone": "Il donne du son.",
    "server": "Il répond.",
    "stream": "Elles arrivent tout de suite.",
    "stun": "Votre réseau laisse sortir les appels.",
    "turn-udp": "Ouvert.",
    "turn-tcp": "Ouvert.",
    "turn-tls": "Ouvert.",
    "ice": "Connecté.",
  },
  device: {
    camera: deviceAdvice("La caméra", "Aucune caméra trouvée", "une", "e"),
    microphone: deviceAdvice("Le micro", "Aucun micro trouvé", "un", ""),
  },
  network: {
    "camera": failed,
    "microphone": failed,
    "server": {
      title: "Il ne répond pas.",
      hint: "Voyez si d'autres pages s'ouvrent. Un filtre ou une extension le bloque peut-être.",
    },
    "stream": {
      title: "Elles sont retenues en chemin.",
      hint: "Un proxy ou un antivirus les garde peut-être. Essayez sans.",
    },
    "stun": {
      title: "Votre réseau retient les appels directs.",
      hint: "Ils passeront par un relais, s'il y en a un d'ouvert ci-dessous.",
    },
    "turn-udp": relay,
    "turn-tcp": relay,
    "turn-tls": relay,
    "ice": { title: "Pas de connexion.", hint: "" },
  },
  blocked: {
    title: "Cette page ne permet pas les appels.",
    hint: "Écrire reste possible.",
  },
  refused: {
    title: "Cette page n'est pas prête pour les conversations.",
    hint: "La personne qui la gère peut l'ajouter.",
  },
  full: { title: "Complet en ce moment.", hint: "Réessayez dans un instant." },
  verdict: {
    "running": "Nous regardons votre réseau",
    "good": "Les appels marcheront ici.",
    "relayed": "Les appels marcheront ici, par un relais.",
    "direct-only":
      "Les appels marcheront avec la plupart des gens. Sur un réseau strict il faut un relais, et aucun n'est ouvert d'ici.",
    "text-only":
      "Les appels ne passeront pas sur ce réseau. Un autre, comme celui de votre téléphone, peut mieux marcher. Écrire reste toujours possible.",
    "no-server": "D'ici, le lieu de rencontre ne répond pas.",
  },
  quietMicrophone: "Votre micro ne donne aucun son. Un bouton le coupe peut-être.",
  close: "Fermer",
};
