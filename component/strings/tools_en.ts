/**
 * The words of a talk's tools in English, loaded with the first talk: going on by voice or video,
 * saving, sound, keys, and questions to begin with.
 *
 * It does not know when a sentence is shown. The invariants it keeps: nobody is pushed to a step, and
 * a no is as kind as a yes; questions can be put to a stranger of any age.
 *
 * @module
 */

/** Questions that suit an interest. */
export interface Topic {
  /** What people write who mean it, in lower case, comma-separated. */
  readonly tags: string;
  /** Two questions, one a line. */
  readonly asks: string;
}

/** Interests that have questions of their own. */
export type TopicName =
  | "music"
  | "films"
  | "books"
  | "games"
  | "sport"
  | "travel"
  | "food"
  | "nature"
  | "languages"
  | "making";

const topics: Readonly<Record<TopicName, Topic>> = {
  music: {
    tags: "music, guitar, piano, singing, jazz, rock, hip hop, techno, classical music, concerts",
    asks: "What have you listened to most this week?\nWhich song would you play to a stranger?",
  },
  films: {
    tags: "films, film, movies, cinema, series, tv, anime, theatre",
    asks: "Which film could you see again tomorrow?\nWhat did you watch last, and was it any good?",
  },
  books: {
    tags: "books, reading, literature, poetry, writing, comics, manga, fantasy",
    asks: "What are you reading?\nWhich book have you given away most often?",
  },
  games: {
    tags: "games, gaming, video games, board games, chess, go, minecraft, cards, puzzles",
    asks: "What do you like to play, and with whom?\nWhich game did you lose a whole weekend to?",
  },
  sport: {
    tags: "sport, sports, football, running, cycling, swimming, climbing, yoga, tennis, hiking",
    asks: "What do you do to clear your head?\nDo you like it better alone or with others?",
  },
  travel: {
    tags: "travel, travelling, traveling, backpacking, mountains, sea, cities, trains",
    asks: "Which place would you go back to?\nWhat should one see where you live?",
  },
  food: {
    tags: "food, cooking, baking, coffee, tea, wine, vegan, restaurants",
    asks: "What did you cook last?\nWhat do people eat where you grew up?",
  },
  nature: {
    tags: "nature, animals, dogs, cats, birds, gardening, plants, garden, forest, fishing",
    asks: "Is there an animal in your life?\nWhat grows near you right now?",
  },
  languages: {
    tags: "languages, language, english, german, french, spanish, japanese, chinese, learning",
    asks: "Which languages do you dream in?\nWhat is your favourite word in any language?",
  },
  making: {
    tags: "programming, coding, technology, science, physics, maths, art, drawing, painting, " +
      "photography, design, diy, knitting, crafts, space, history",
    asks: "What are you making or learning at the moment?\nWhat could you explain for an hour?",
  },
};

/** The words. */
export const toolsEnglish = {
  title: "This talk",
  open: "Sound, saving, keys",
  close: "Close",
  volume: "How loud they are",
  sound: "A sound for new messages while you're in another tab",
  pictureInPicture: "In a small window",
  fullScreen: "Full screen",
  save: "Save this talk",
  saveHint: "As a text file on your device. It's sent nowhere.",
  saved: (day: string): string => `A talk on ${day}`,
  since: "How long you've been talking",
  report: "Report them",
  reportEarlier: "Report somebody you met",
  undo: {
    back: "Back to them",
    open: "Too quick? If you both want it, this talk goes on.",
    wanted: "They'd like to come back.",
    asked: "If they want it too, this talk goes on.",
    gone: "They've gone on.",
  },

  ask: {
    voice: "Ask to go on by voice",
    video: "Ask to go on with video",
    reveal: "Ask to see each other",
  },
  preparing: {
    voice: "Your browser asks for the microphone.",
    video: "Your browser asks for the camera.",
  },
  asked: {
    voice: "You've asked to go on by voice. They hear you once they say yes.",
    video: "You've asked to go on with video. They see you once they say yes.",
    reveal: "You've asked to see each other. They see you once they say yes.",
  },
  offered: {
    voice: "They'd like to go on by voice.",
    video: "They'd like to go on with video.",
    reveal: "They'd like you to see each other.",
  },
  offeredHint: {
    voice: "They hear you only if you say yes.",
    video: "They see you only if you say yes.",
  },
  veiled: "You hear each other. Pictures stay veiled until you both want to be seen.",
  yes: "Yes",
  no: "Not now",
  takeBack: "Never mind",
  fine: "All right",
  declined: "They'd rather stay as you are for now.",
  down: { voice: "Go on without pictures", text: "Go on in writing only" },

  keys: "Keys",
  keysHint: "They work in this talk while you aren't writing.",
  key: {
    microphone: "Microphone on or off",
    camera: "Camera on or off",
    write: "Write a message",
    skip: "Twice: meet somebody else",
    help: "Show this",
  },

  ideas: "Not sure how to begin?",
  anotherIdea: "Another question",
  about: (what: string): string => `What do you like most about ${what}?`,
  general: "What was the best part of your day?\n" +
    "What can you see from your window?\n" +
    "What are you looking forward to?\n" +
    "What did you want to be when you were little?\n" +
    "What have you changed your mind about?",
  topics,
};

/** The shape of these words; every language fills the same one. */
export type ToolsTable = Readonly<typeof toolsEnglish>;

/** Another language, all of it: `{0}` stands for what a sentence is made of. */
export type ToolsTranslation = {
  readonly [Key in keyof ToolsTable]: ToolsTable[Key] extends (...of: never[]) => string ? string
    : ToolsTable[Key];
};
