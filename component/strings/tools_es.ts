/**
 * The words of a talk's tools in Spanish.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `tools_en.ts`.
 *
 * @module
 */
import type { ToolsTranslation } from "./tools_en.ts";

/** The words. */
export const words: ToolsTranslation = {
  title: "Esta conversación",
  open: "Sonido, guardar, teclas",
  close: "Cerrar",
  volume: "El volumen de la otra persona",
  sound: "Un sonido con los mensajes nuevos mientras estás en otra pestaña",
  pictureInPicture: "En una ventana pequeña",
  fullScreen: "Pantalla completa",
  save: "Guardar esta conversación",
  saveHint: "Como archivo de texto en tu dispositivo. No se envía a ningún sitio.",
  saved: "Una conversación el {0}",
  since: "Cuánto lleváis hablando",
  report: "Denunciar a esta persona",
  reportEarlier: "Denunciar a alguien de antes",
  undo: {
    back: "Volver a la conversación",
    open: "¿Demasiado pronto? Si los dos queréis, la conversación sigue.",
    wanted: "La otra persona quiere volver.",
    asked: "Si la otra persona también quiere, la conversación sigue.",
    gone: "La otra persona ya ha seguido su camino.",
  },
  ask: {
    voice: "Proponer seguir de viva voz",
    video: "Proponer seguir con vídeo",
    reveal: "Proponer veros",
  },
  preparing: {
    voice: "Tu navegador pide el micrófono.",
    video: "Tu navegador pide la cámara.",
  },
  asked: {
    voice: "Has propuesto seguir de viva voz. Te oirá cuando diga que sí.",
    video: "Has propuesto seguir con vídeo. Te verá cuando diga que sí.",
    reveal: "Has propuesto que os veáis. Te verá cuando diga que sí.",
  },
  offered: {
    voice: "La otra persona quiere seguir de viva voz.",
    video: "La otra persona quiere seguir con vídeo.",
    reveal: "La otra persona quiere que os veáis.",
  },
  offeredHint: {
    voice: "Solo te oye si dices que sí.",
    video: "Solo te ve si dices que sí.",
  },
  veiled: "Os oís. Las imágenes siguen veladas hasta que queráis que se os vea a los dos.",
  yes: "Sí",
  no: "Ahora no",
  takeBack: "Mejor no",
  fine: "De acuerdo",
  declined: "La otra persona prefiere dejarlo como está por ahora.",
  down: {
    voice: "Seguir sin imagen",
    text: "Seguir solo por escrito",
  },
  keys: "Teclas",
  keysHint: "Funcionan en esta conversación mientras no escribes.",
  key: {
    microphone: "Micrófono sí o no",
    camera: "Cámara sí o no",
    write: "Escribir un mensaje",
    skip: "Dos veces: conocer a otra persona",
    help: "Mostrar esto",
  },
  ideas: "¿No sabes cómo empezar?",
  anotherIdea: "Otra pregunta",
  about: "¿Qué es lo que más te gusta de esto: {0}?",
  general: "¿Qué ha sido lo mejor de tu día?\n" +
    "¿Qué ves por la ventana?\n" +
    "¿Qué esperas con ganas?\n" +
    "¿Qué querías ser de mayor?\n" +
    "¿Sobre qué has cambiado de opinión?",
  topics: {
    music: {
      tags: "música, guitarra, piano, cantar, jazz, rock, rap, techno, música clásica, conciertos",
      asks: "¿Qué has escuchado más esta semana?\n¿Qué canción le pondrías a un desconocido?",
    },
    films: {
      tags: "cine, películas, película, series, tele, anime, teatro",
      asks:
        "¿Qué película podrías volver a ver mañana?\n¿Qué has visto últimamente, y valía la pena?",
    },
    books: {
      tags: "libros, lectura, leer, literatura, poesía, escribir, cómics, manga, fantasía",
      asks: "¿Qué estás leyendo?\n¿Qué libro has regalado más veces?",
    },
    games: {
      tags: "juegos, gaming, videojuegos, juegos de mesa, ajedrez, go, minecraft, cartas, puzles",
      asks: "¿A qué te gusta jugar, y con quién?\n¿Qué juego te robó un fin de semana entero?",
    },
    sport: {
      tags: "deporte, fútbol, correr, ciclismo, natación, escalada, yoga, tenis, senderismo",
      asks: "¿Qué haces para despejarte?\n¿Te gusta más a solas o en compañía?",
    },
    travel: {
      tags: "viajes, viajar, montaña, mar, ciudades, trenes",
      asks: "¿A qué lugar volverías?\n¿Qué hay que ver donde vives?",
    },
    food: {
      tags: "comida, cocina, cocinar, repostería, café, té, vino, vegano, restaurantes",
      asks: "¿Qué has cocinado últimamente?\n¿Qué se come donde creciste?",
    },
    nature: {
      tags:
        "naturaleza, animales, perros, gatos, pájaros, jardín, jardinería, plantas, bosque, pesca",
      asks: "¿Hay algún animal en tu vida?\n¿Qué crece ahora cerca de ti?",
    },
    languages: {
      tags: "idiomas, idioma, lenguas, inglés, alemán, francés, español, japonés, chino, aprender",
      asks: "¿En qué idiomas sueñas?\n¿Cuál es tu palabra favorita, en el idioma que sea?",
    },
    making: {
      tags:
        "programación, informática, tecnología, ciencia, física, matemáticas, arte, dibujo, pintura, fotografía, diseño, manualidades, punto, espacio, historia",
      asks: "¿Qué estás haciendo o aprendiendo ahora?\n¿De qué podrías hablar durante una hora?",
    },
  },
};
