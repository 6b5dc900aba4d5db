/**
 * The words of a talk's tools in Portuguese.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `tools_en.ts`.
 *
 * @module
 */
import type { ToolsTranslation } from "./tools_en.ts";

/** The words. */
export const words: ToolsTranslation = {
  title: "Esta conversa",
  open: "Som, salvar, teclas",
  close: "Fechar",
  volume: "O volume da outra pessoa",
  sound: "Um som para mensagens novas enquanto você está em outra aba",
  pictureInPicture: "Em uma janela pequena",
  fullScreen: "Tela cheia",
  save: "Salvar esta conversa",
  saveHint: "Como arquivo de texto no seu aparelho. Nada é enviado.",
  saved: "Uma conversa em {0}",
  since: "Há quanto tempo vocês conversam",
  report: "Denunciar esta pessoa",
  reportEarlier: "Denunciar alguém de antes",
  undo: {
    back: "Voltar à conversa",
    open: "Cedo demais? Se vocês quiserem, a conversa continua.",
    wanted: "A outra pessoa quer voltar.",
    asked: "Se a outra pessoa também quiser, a conversa continua.",
    gone: "A outra pessoa já seguiu em frente.",
  },
  ask: {
    voice: "Propor continuar por voz",
    video: "Propor continuar com vídeo",
    reveal: "Propor que vocês se vejam",
  },
  preparing: {
    voice: "Seu navegador pede o microfone.",
    video: "Seu navegador pede a câmera.",
  },
  asked: {
    voice: "Você propôs continuar por voz. Vão ouvir você depois de um sim.",
    video: "Você propôs continuar com vídeo. Vão ver você depois de um sim.",
    reveal: "Você propôs que vocês se vejam. Vão ver você depois de um sim.",
  },
  offered: {
    voice: "A outra pessoa quer continuar por voz.",
    video: "A outra pessoa quer continuar com vídeo.",
    reveal: "A outra pessoa quer que vocês se vejam.",
  },
  offeredHint: {
    voice: "Só ouvem você se você disser sim.",
    video: "Só veem você se você disser sim.",
  },
  veiled: "Vocês se ouvem. As imagens ficam veladas até que os dois queiram ser vistos.",
  yes: "Sim",
  no: "Agora não",
  takeBack: "Deixa para lá",
  fine: "Tudo bem",
  declined: "A outra pessoa prefere ficar assim por enquanto.",
  down: {
    voice: "Continuar sem imagem",
    text: "Continuar só por escrito",
  },
  keys: "Teclas",
  keysHint: "Funcionam nesta conversa enquanto você não escreve.",
  key: {
    microphone: "Microfone ligado ou desligado",
    camera: "Câmera ligada ou desligada",
    write: "Escrever uma mensagem",
    skip: "Duas vezes: conhecer outra pessoa",
    help: "Mostrar isto",
  },
  ideas: "Sem ideia de como começar?",
  anotherIdea: "Outra pergunta",
  about: "Do que você mais gosta em {0}?",
  general: "Qual foi a melhor parte do seu dia?\n" +
    "O que você vê da sua janela?\n" +
    "O que você espera com alegria?\n" +
    "O que você queria ser quando era criança?\n" +
    "Sobre o que você mudou de ideia?",
  topics: {
    music: {
      tags:
        "música, violão, guitarra, piano, cantar, jazz, rock, rap, techno, música clássica, shows",
      asks: "O que você mais ouviu esta semana?\nQue música você tocaria para um desconhecido?",
    },
    films: {
      tags: "filmes, filme, cinema, séries, tv, anime, teatro",
      asks: "Que filme você veria de novo amanhã?\nO que você viu por último, e foi bom?",
    },
    books: {
      tags: "livros, leitura, ler, literatura, poesia, escrever, quadrinhos, mangá, fantasia",
      asks: "O que você está lendo?\nQue livro você mais deu de presente?",
    },
    games: {
      tags:
        "jogos, games, videogames, jogos de tabuleiro, xadrez, go, minecraft, cartas, quebra-cabeças",
      asks: "O que você gosta de jogar, e com quem?\nQue jogo tomou um fim de semana inteiro seu?",
    },
    sport: {
      tags:
        "esporte, esportes, futebol, corrida, ciclismo, natação, escalada, ioga, yoga, tênis, trilhas",
      asks: "O que você faz para espairecer?\nVocê prefere só ou com outras pessoas?",
    },
    travel: {
      tags: "viagens, viagem, viajar, montanha, mar, cidades, trens",
      asks: "Para que lugar você voltaria?\nO que é preciso ver onde você mora?",
    },
    food: {
      tags: "comida, culinária, cozinhar, confeitaria, café, chá, vinho, vegano, restaurantes",
      asks: "O que você cozinhou por último?\nO que se come onde você cresceu?",
    },
    nature: {
      tags:
        "natureza, animais, cachorros, gatos, pássaros, jardim, jardinagem, plantas, floresta, pesca",
      asks: "Há algum bicho na sua vida?\nO que cresce perto de você agora?",
    },
    languages: {
      tags:
        "línguas, idiomas, idioma, inglês, alemão, francês, espanhol, português, japonês, chinês, aprender",
      asks: "Em que línguas você sonha?\nQual é a sua palavra preferida, em qualquer língua?",
    },
    making: {
      tags:
        "programação, informática, tecnologia, ciência, física, matemática, arte, desenho, pintura, fotografia, design, artesanato, tricô, espaço, história",
      asks: "O que você está fazendo ou aprendendo agora?\nSobre o que você falaria por uma hora?",
    },
  },
};
