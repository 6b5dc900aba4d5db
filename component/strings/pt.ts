/**
 * The words of the element in Portuguese: "você", in words that are understood on both sides of the
 * ocean.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `en.ts`.
 *
 * @module
 */
import type { Translation } from "./own_words.ts";

/** What a sentence about a device is made of. */
const DEVICES = {
  camera: { your: "Sua câmera", yours: "sua câmera", no: "Nenhuma câmera encontrada", one: "uma" },
  microphone: {
    your: "Seu microfone",
    yours: "seu microfone",
    no: "Nenhum microfone encontrado",
    one: "um",
  },
} as const;

const deviceAdvice = (device: keyof typeof DEVICES) => {
  const { your, yours, no, one } = DEVICES[device];
  const without = `ou continue sem ${device === "camera" ? "ela" : "ele"}.`;
  return {
    denied: {
      title: `${your} não foi ligad${device === "camera" ? "a" : "o"}.`,
      hint: "Você pode permitir na barra de endereço. Escrever sempre funciona.",
    },
    missing: { title: `${no}.`, hint: `Conecte ${one} e tente de novo, ${without}` },
    busy: {
      title: `Outro programa está usando ${yours}.`,
      hint: `Feche-o e tente de novo, ${without}`,
    },
    insecure: {
      title: `${your} só funciona em uma página segura.`,
      hint: "O endereço precisa começar com https. Aqui também dá para escrever.",
    },
    unsupported: {
      title: "Este navegador não faz chamadas.",
      hint: "Aqui também dá para escrever.",
    },
    unknown: { title: `${your} não iniciou.`, hint: `Tente de novo, ${without}` },
    unplugged: {
      title: `${your} não está mais aqui.`,
      hint: "Conecte de novo ou escolha outro aparelho.",
    },
  };
};

/** The words of the element in Portuguese. */
export const words: Translation = (say) => ({
  you: "Você",
  stranger: "A outra pessoa",

  welcomeTitle: "Conheça alguém",
  welcomeLead: "Uma conversa de cada vez, com alguém que gosta do mesmo que você.",
  modeLegend: "Como você quer conversar?",
  mode: { video: "Vídeo", voice: "Voz", text: "Texto" },
  modeHint: {
    video: "Câmera e microfone, pedidos ao começar.",
    voice: "Só o microfone. Ninguém vê você.",
    text: "Só escrever. Sem câmera, sem microfone.",
  },
  interestsLabel: "Do que você gosta?",
  interestsPlaceholder: "xadrez, jardinagem, jazz",
  interestsMore: "Adicionar outro",
  interestsHint: "Vírgula ou Enter depois de cada um. Deixe vazio para conhecer qualquer pessoa.",
  interestsFull: "Já são dez, não dá para procurar mais.",
  suggestionsLabel: "Sugestões",
  languagesLabel: "Quais idiomas você fala?",
  addLanguage: "Outro idioma",
  strictLanguages: "Só pessoas que falam esses",
  remove: (what) => `Remover ${what}`,
  add: (what) => `Adicionar ${what}`,

  start: "Começar",
  stop: "Parar",
  next: "Próxima",
  back: "Voltar",
  done: "Pronto",
  tryAgain: "Tentar de novo",
  instead: { video: "Usar vídeo", voice: "Só voz", text: "Prefiro escrever" },

  askingTitle: {
    video: "Podemos usar sua câmera e seu microfone?",
    voice: "Podemos usar seu microfone?",
  },
  askingHint:
    "O navegador vai perguntar agora. Só a pessoa que você encontrar vai ver e ouvir você. Nada é gravado.",
  device: { camera: deviceAdvice("camera"), microphone: deviceAdvice("microphone") },

  openingTitle: "Abrindo a porta",
  lookingFor: {
    interest: (tags) => `Procurando alguém que goste de ${say.either(tags)}.`,
    language: (names) =>
      names.length > 0 ? `Procurando alguém que fale ${say.either(names)}.` : "Procurando alguém.",
    anyone: () => "Procurando qualquer pessoa que esteja aqui.",
  },
  widens: {
    language: (inSeconds, names) =>
      names.length > 0
        ? `Em ${say.seconds(inSeconds)} vamos procurar também quem fala ${say.either(names)}.`
        : `Em ${say.seconds(inSeconds)} vamos procurar também outras pessoas.`,
    anyone: (inSeconds) => `Em ${say.seconds(inSeconds)} vamos procurar entre todo mundo.`,
  },
  waitingSteps: "Como vai a procura",
  stepInterest: (tags) => `Gosta de ${say.either(tags)}`,
  stepLanguage: (names) => names.length > 0 ? `Fala ${say.either(names)}` : "Fala seu idioma",
  stepAnyone: "Qualquer pessoa que esteja aqui",
  quiet: "Está tranquilo agora. Você pode deixar isto aberto e fazer outra coisa.",
  near: (count, names) => {
    const language = names.length > 0 ? say.either(names) : null;
    if (count === 0) {
      return language ? `Ninguém mais aqui fala ${language}.` : "Não há mais ninguém aqui.";
    }
    if (count === "few") {
      return language ? `Mais alguém fala ${language}.` : "Há mais alguém aqui.";
    }
    return language
      ? `Cerca de ${say.number(count)} outras pessoas falam ${language}.`
      : `Cerca de ${say.number(count)} outras pessoas estão aqui.`;
  },
  askThemToo: "Incluir essas pessoas",
  widenNow: "Procurar mais longe já",
  callMe: "Me avise quando houver alguém",
  called: {
    on: "Avisaremos quando houver alguém. Deixe esta aba aberta.",
    denied: "Seu navegador não permite avisos. O título desta aba vai dizer.",
    missing: "Este navegador não tem avisos. O título desta aba vai dizer.",
  },
  callConfirmed: "Vamos avisar assim",
  call: { title: "Tem alguém aqui", body: "Venha dizer oi." },
  paused: "Você está sem conexão por um momento. A procura continua quando você voltar.",

  matched: "Vocês estão juntos.",
  whyInterests: (tags) => `Vocês gostam de ${say.both(tags)}`,
  whyLanguage: (name) => `Vocês falam ${name}`,
  whyNothing: "Vocês estão aqui, e com curiosidade",
  connecting: "Conectando imagem e som",
  reconnecting: "Reconectando imagem e som",
  callFailed: "Imagem e som não passam. Dá para continuar escrevendo.",
  tapToHear: "Toque para ouvir",
  quality: {
    "own-slow": "Sua conexão está lenta.",
    "own-unsteady": "Sua conexão está instável.",
    "their-unsteady": "A conexão do outro lado está instável.",
    "unsteady": "A conexão está instável.",
    "far": "O que você diz demora um pouco a chegar.",
  },
  sends: {
    video: "",
    reduced: "Sua imagem está menor por enquanto.",
    voice: "Sua imagem descansa, sua voz continua.",
    text: "Imagem e som descansam. A escrita continua.",
  },
  theirsIsSlow: "A conexão do outro lado está lenta.",
  theirPictureRests: "A imagem do outro lado descansa, a conexão está lenta.",
  theirCameraOff: "A câmera do outro lado está desligada.",
  theyAreMuted: "O microfone do outro lado está mudo.",
  away: "A outra pessoa saiu por um momento.",
  awayFor: (inSeconds) => `Guardamos o lugar por ${say.seconds(inSeconds)}.`,
  talkOffline: "Reconectando. O que você escrever será enviado.",

  transcript: "Mensagens",
  emptyTranscript: "Diga oi. É a parte mais difícil, e é curta.",
  composer: "Escreva uma mensagem",
  unread: "Novo",
  send: "Enviar",
  typing: "Está escrevendo",
  sending: "Enviando",
  sent: "Enviada",
  seen: "Visto",
  failed: "Não enviada",
  opensPage: (host) => `${host}, abre em outra aba`,
  said: (who, text) => `${who}: ${text}`,
  ended: {
    left: "A outra pessoa saiu.",
    next: "A outra pessoa seguiu em frente.",
    lost: "A conexão se perdeu.",
    ended: "Esta conversa terminou.",
  },
  block: "Não encontrar mais esta pessoa",
  blocked: "Você não vai mais encontrar esta pessoa.",
  endedHint: "Próxima encontra outra pessoa.",

  trouble: {
    "offline": { title: "Você está sem conexão.", hint: "Continuamos assim que você voltar." },
    "server-away": {
      title: "Não alcançamos o ponto de encontro.",
      hint: "Talvez esteja reiniciando. Continuamos tentando.",
    },
    "origin-not-allowed": {
      title: "Esta página ainda não está pronta para conversas.",
      hint: "Quem cuida dela precisa incluir o endereço no servidor.",
    },
    "session-expired": { title: "Foi uma pausa longa.", hint: "Comece de novo quando quiser." },
    "rate-limited": { title: "Isso foi muito rápido.", hint: "Respire. Já continuamos." },
    "closed": { title: "Está fechado agora.", hint: "Volte em outra hora." },
    "replaced": {
      title: "Você continuou em outra aba.",
      hint: "Converse lá, ou traga de volta para esta.",
    },
    "draining": { title: "O ponto de encontro está reiniciando.", hint: "Voltamos já." },
    "internal": { title: "Algo quebrou do nosso lado.", hint: "Tente de novo daqui a pouco." },
  },
  opens: (at, now) => {
    if (now >= at) return "Já está aberto.";
    return say.day(at) === say.day(now)
      ? `Abre hoje às ${say.time(at)}.`
      : `Abre ${say.day(at)} às ${say.time(at)}.`;
  },
  retryIn: (inSeconds) => `Nova tentativa em ${say.seconds(inSeconds)}.`,

  controls: "Controles",
  muteMicrophone: "Silenciar seu microfone",
  unmuteMicrophone: "Ativar seu microfone",
  flip: "Usar a outra câmera",
  settings: "Câmera, microfone, conexão",
  panelFailed: "Esta parte não carregou. Recarregue a página e tente de novo.",
  checkFirst: "Testar câmera e conexão",
  close: "Fechar",
  cameraOff: "Desligar sua câmera",
  cameraOn: "Ligar sua câmera",
  showText: "Mostrar mensagens",
  hideText: "Esconder mensagens",
  newMessages: (count) => say.count(count, { one: "# mensagem nova", other: "# mensagens novas" }),
  ownPicture: "Sua imagem. As setas a movem.",
  partnerPicture: "A imagem da outra pessoa",
});
