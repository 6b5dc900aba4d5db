/**
 * The words of a talk's tools in German.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `tools_en.ts`.
 *
 * @module
 */
import type { ToolsTranslation } from "./tools_en.ts";

/** The words. */
export const words: ToolsTranslation = {
  title: "Dieses Gespräch",
  open: "Ton, Speichern, Tasten",
  close: "Schließen",
  volume: "Wie laut du dein Gegenüber hörst",
  sound: "Ein Ton bei neuen Nachrichten, während du in einem anderen Tab bist",
  pictureInPicture: "In einem kleinen Fenster",
  fullScreen: "Vollbild",
  save: "Gespräch speichern",
  saveHint: "Als Textdatei auf deinem Gerät. Es wird nirgendwohin geschickt.",
  saved: "Ein Gespräch am {0}",
  since: "Wie lange ihr schon sprecht",
  report: "Gegenüber melden",
  reportEarlier: "Jemanden von vorhin melden",
  undo: {
    back: "Zurück ins Gespräch",
    open: "Zu schnell? Wenn ihr beide wollt, geht das Gespräch weiter.",
    wanted: "Dein Gegenüber möchte zurückkommen.",
    asked: "Wenn dein Gegenüber auch will, geht das Gespräch weiter.",
    gone: "Dein Gegenüber ist schon weitergezogen.",
  },
  ask: {
    voice: "Vorschlagen, zu sprechen",
    video: "Vorschlagen, euch zu sehen",
    reveal: "Vorschlagen, euch unverhüllt zu sehen",
  },
  preparing: {
    voice: "Dein Browser fragt nach dem Mikrofon.",
    video: "Dein Browser fragt nach der Kamera.",
  },
  asked: {
    voice: "Du hast vorgeschlagen, zu sprechen. Nach einem Ja wirst du gehört.",
    video: "Du hast vorgeschlagen, euch zu sehen. Nach einem Ja wirst du gesehen.",
    reveal: "Du hast vorgeschlagen, euch unverhüllt zu sehen. Nach einem Ja wirst du gesehen.",
  },
  offered: {
    voice: "Dein Gegenüber würde gern mit dir sprechen.",
    video: "Dein Gegenüber würde dich gern sehen.",
    reveal: "Dein Gegenüber würde sich gern unverhüllt mit dir sehen.",
  },
  offeredHint: {
    voice: "Du wirst nur gehört, wenn du Ja sagst.",
    video: "Du wirst nur gesehen, wenn du Ja sagst.",
  },
  veiled: "Ihr hört euch. Die Bilder bleiben verhüllt, bis ihr beide gesehen werden wollt.",
  yes: "Ja",
  no: "Jetzt nicht",
  takeBack: "Doch nicht",
  fine: "In Ordnung",
  declined: "Dein Gegenüber möchte es vorerst lassen, wie es ist.",
  down: { voice: "Ohne Bild weitermachen", text: "Nur schriftlich weitermachen" },
  keys: "Tasten",
  keysHint: "Sie wirken in diesem Gespräch, solange du nicht schreibst.",
  key: {
    microphone: "Mikrofon an oder aus",
    camera: "Kamera an oder aus",
    write: "Eine Nachricht schreiben",
    skip: "Zweimal: jemand anderen treffen",
    help: "Dies zeigen",
  },
  ideas: "Keine Idee für den Anfang?",
  anotherIdea: "Eine andere Frage",
  about: "Was magst du am meisten an {0}?",
  general: "Was war heute das Beste?\n" +
    "Was siehst du aus deinem Fenster?\n" +
    "Worauf freust du dich?\n" +
    "Was wolltest du als Kind werden?\n" +
    "Worüber denkst du heute anders als früher?",
  topics: {
    music: {
      tags: "musik, gitarre, klavier, singen, jazz, rock, hip-hop, techno, klassik, konzerte",
      asks:
        "Was hast du diese Woche am meisten gehört?\nWelches Lied würdest du einem Fremden vorspielen?",
    },
    films: {
      tags: "filme, film, kino, serien, fernsehen, anime, theater",
      asks:
        "Welchen Film könntest du morgen noch einmal sehen?\nWas hast du zuletzt gesehen, und war es gut?",
    },
    books: {
      tags: "bücher, lesen, literatur, gedichte, schreiben, comics, manga, fantasy",
      asks: "Was liest du gerade?\nWelches Buch hast du am häufigsten verschenkt?",
    },
    games: {
      tags: "spiele, gaming, videospiele, brettspiele, schach, go, minecraft, karten, rätsel",
      asks:
        "Was spielst du gern, und mit wem?\nWelches Spiel hat dich ein ganzes Wochenende gekostet?",
    },
    sport: {
      tags: "sport, fußball, laufen, radfahren, schwimmen, klettern, yoga, tennis, wandern",
      asks: "Was machst du, um den Kopf freizubekommen?\nLieber allein oder mit anderen?",
    },
    travel: {
      tags: "reisen, rucksackreisen, berge, meer, städte, züge",
      asks: "Wohin würdest du noch einmal reisen?\nWas sollte man gesehen haben, wo du wohnst?",
    },
    food: {
      tags: "essen, kochen, backen, kaffee, tee, wein, vegan, restaurants",
      asks: "Was hast du zuletzt gekocht?\nWas isst man dort, wo du aufgewachsen bist?",
    },
    nature: {
      tags: "natur, tiere, hunde, katzen, vögel, garten, gärtnern, pflanzen, wald, angeln",
      asks: "Gibt es ein Tier in deinem Leben?\nWas wächst gerade in deiner Nähe?",
    },
    languages: {
      tags:
        "sprachen, sprache, englisch, deutsch, französisch, spanisch, japanisch, chinesisch, lernen",
      asks: "In welchen Sprachen träumst du?\nWas ist dein Lieblingswort, egal in welcher Sprache?",
    },
    making: {
      tags: "programmieren, technik, wissenschaft, physik, mathe, kunst, zeichnen, malen, " +
        "fotografie, design, basteln, stricken, handarbeit, weltraum, geschichte",
      asks:
        "Woran arbeitest du gerade, oder was lernst du?\nWas könntest du eine Stunde lang erklären?",
    },
  },
};
