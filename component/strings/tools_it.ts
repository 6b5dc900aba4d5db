/**
 * The words of a talk's tools in Italian.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `tools_en.ts`.
 *
 * @module
 */
import type { ToolsTranslation } from "./tools_en.ts";

/** The words. */
export const words: ToolsTranslation = {
  title: "Questa conversazione",
  open: "Audio, salvataggio, tasti",
  close: "Chiudi",
  volume: "Il volume dell'altra persona",
  sound: "Un suono per i nuovi messaggi mentre sei in un'altra scheda",
  pictureInPicture: "In una piccola finestra",
  fullScreen: "Schermo intero",
  save: "Salva questa conversazione",
  saveHint: "Come file di testo sul tuo dispositivo. Non viene inviato da nessuna parte.",
  saved: "Una conversazione di {0}",
  since: "Da quanto state parlando",
  report: "Segnala questa persona",
  reportEarlier: "Segnala qualcuno di prima",
  undo: {
    back: "Torna alla conversazione",
    open: "Troppo in fretta? Se lo volete in due, la conversazione continua.",
    wanted: "L'altra persona vorrebbe tornare.",
    asked: "Se lo vuole anche l'altra persona, la conversazione continua.",
    gone: "L'altra persona è già andata oltre.",
  },
  ask: {
    voice: "Proponi di continuare a voce",
    video: "Proponi di continuare in video",
    reveal: "Proponi di vedervi",
  },
  preparing: {
    voice: "Il browser chiede il microfono.",
    video: "Il browser chiede la videocamera.",
  },
  asked: {
    voice: "Hai proposto di continuare a voce. Ti sentirà dopo un sì.",
    video: "Hai proposto di continuare in video. Ti vedrà dopo un sì.",
    reveal: "Hai proposto di vedervi. Ti vedrà dopo un sì.",
  },
  offered: {
    voice: "L'altra persona vorrebbe continuare a voce.",
    video: "L'altra persona vorrebbe continuare in video.",
    reveal: "L'altra persona vorrebbe che vi vedeste.",
  },
  offeredHint: {
    voice: "Ti sente solo se dici di sì.",
    video: "Ti vede solo se dici di sì.",
  },
  veiled: "Vi sentite. Le immagini restano velate finché non volete entrambi farvi vedere.",
  yes: "Sì",
  no: "Non ora",
  takeBack: "Lascia stare",
  fine: "Va bene",
  declined: "L'altra persona per ora preferisce restare così.",
  down: {
    voice: "Continua senza immagine",
    text: "Continua solo per iscritto",
  },
  keys: "Tasti",
  keysHint: "Funzionano in questa conversazione mentre non scrivi.",
  key: {
    microphone: "Microfono acceso o spento",
    camera: "Videocamera accesa o spenta",
    write: "Scrivi un messaggio",
    skip: "Due volte: incontra qualcun altro",
    help: "Mostra questo",
  },
  ideas: "Non sai come cominciare?",
  anotherIdea: "Un'altra domanda",
  about: "Che cosa ti piace di più di questo: {0}?",
  general: "Qual è stata la parte migliore della tua giornata?\n" +
    "Che cosa vedi dalla finestra?\n" +
    "Che cosa aspetti con gioia?\n" +
    "Che cosa volevi fare da grande?\n" +
    "Su che cosa hai cambiato idea?",
  topics: {
    music: {
      tags:
        "musica, chitarra, pianoforte, cantare, jazz, rock, rap, techno, musica classica, concerti",
      asks:
        "Che cosa hai ascoltato di più questa settimana?\nQuale canzone faresti sentire a uno sconosciuto?",
    },
    films: {
      tags: "film, cinema, serie, tv, anime, teatro",
      asks: "Quale film potresti rivedere domani?\nChe cosa hai visto per ultimo, e com'era?",
    },
    books: {
      tags: "libri, lettura, leggere, letteratura, poesia, scrivere, fumetti, manga, fantasy",
      asks: "Che cosa stai leggendo?\nQuale libro hai regalato più spesso?",
    },
    games: {
      tags: "giochi, gaming, videogiochi, giochi da tavolo, scacchi, go, minecraft, carte, enigmi",
      asks:
        "A che cosa ti piace giocare, e con chi?\nQuale gioco ti ha rubato un intero fine settimana?",
    },
    sport: {
      tags: "sport, calcio, corsa, bicicletta, nuoto, arrampicata, yoga, tennis, escursioni",
      asks: "Che cosa fai per liberare la mente?\nTi piace di più per conto tuo o con altri?",
    },
    travel: {
      tags: "viaggi, viaggiare, montagna, mare, città, treni",
      asks: "In quale posto torneresti?\nChe cosa bisogna vedere dove vivi?",
    },
    food: {
      tags: "cibo, cucina, cucinare, dolci, caffè, tè, vino, vegano, ristoranti",
      asks: "Che cosa hai cucinato per ultimo?\nChe cosa si mangia nei luoghi della tua infanzia?",
    },
    nature: {
      tags: "natura, animali, cani, gatti, uccelli, giardino, giardinaggio, piante, bosco, pesca",
      asks: "C'è un animale nella tua vita?\nChe cosa cresce vicino a te in questo momento?",
    },
    languages: {
      tags:
        "lingue, lingua, inglese, tedesco, francese, spagnolo, italiano, giapponese, cinese, imparare",
      asks: "In quali lingue sogni?\nQual è la tua parola preferita, in qualsiasi lingua?",
    },
    making: {
      tags:
        "programmazione, informatica, tecnologia, scienza, fisica, matematica, arte, disegno, pittura, fotografia, design, fai da te, maglia, spazio, storia",
      asks: "Che cosa stai creando o imparando?\nDi che cosa potresti parlare per un'ora?",
    },
  },
};
