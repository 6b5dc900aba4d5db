/**
 * The words of the settings panel in Portuguese.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `settings_en.ts`.
 *
 * @module
 */
import type { PanelTranslation } from "./own_words.ts";

const relay = { title: "Fechado.", hint: "" };
const failed = { title: "Não iniciou.", hint: "Tente de novo." };

const deviceAdvice = (the: string, no: string, one: string) => ({
  denied: {
    title: `${the} não tem permissão nesta página.`,
    hint: "Permita na barra de endereço e teste de novo.",
  },
  missing: { title: `${no}.`, hint: `Conecte ${one}, ou prefira escrever.` },
  busy: {
    title: `${the} está em uso por outro programa.`,
    hint: "Feche-o e teste de novo.",
  },
  silent: {
    title: `${the} funciona, mas nada chega.`,
    hint: "Talvez haja um botão de silêncio. Ou escolha outro aparelho acima.",
  },
  insecure: {
    title: `${the} precisa de uma página segura.`,
    hint: "O endereço da página precisa começar com https.",
  },
});

/** The words of the panel in Portuguese. */
export const words: PanelTranslation = {
  title: "Câmera, microfone, conexão",
  camera: "Câmera",
  microphone: "Microfone",
  speaker: "Alto-falante",
  automatic: "Escolha do navegador",
  numbered: (name, number) => `${name} ${number}`,
  level: "Diga algo e a barra se move.",
  look: "Ver e ouvir",
  lookHint: "O navegador pede câmera e microfone. Aqui ninguém mais vê ou ouve você.",
  preview: "Sua imagem",
  check: "Testar a conexão",
  checkAgain: "Testar de novo",
  checkHint: "Vemos se as chamadas passam pela sua rede. Leva alguns segundos.",
  names: {
    "camera": "Câmera",
    "microphone": "Microfone",
    "server": "Ponto de encontro",
    "stream": "Os avisos dele",
    "stun": "Uma saída para chamadas",
    "turn-udp": "Relé, o caminho rápido",
    "turn-tcp": "Relé, o caminho seguro",
    "turn-tls": "Relé, o caminho cifrado",
    "ice": "Chamada",
  },
  pending: "Testando",
  absent: "Não há aqui.",
  fine: {
    "camera": "Dá imagem.",
    "microphone": "Dá som.",
    "server": "Responde.",
    "stream": "Chegam na hora.",
    "stun": "Sua rede deixa as chamadas saírem.",
    "turn-udp": "Aberto.",
    "turn-tcp": "Aberto.",
    "turn-tls": "Aberto.",
    "ice": "Conectada.",
  },
  device: {
    camera: deviceAdvice("A câmera", "Nenhuma câmera encontrada", "uma"),
    microphone: deviceAdvice("O microfone", "Nenhum microfone encontrado", "um"),
  },
  network: {
    "camera": failed,
    "microphone": failed,
    "server": {
      title: "Não responde.",
      hint: "Veja se outras páginas abrem. Um filtro ou uma extensão pode bloquear.",
    },
    "stream": {
      title: "Ficam presos no caminho.",
      hint: "Um proxy ou antivírus pode estar segurando. Tente sem ele.",
    },
    "stun": {
      title: "Sua rede não deixa sair chamadas diretas.",
      hint: "Então elas vão por um relé, se houver um aberto abaixo.",
    },
    "turn-udp": relay,
    "turn-tcp": relay,
    "turn-tls": relay,
    "ice": { title: "Não conectou.", hint: "" },
  },
  blocked: { title: "Esta página não permite chamadas.", hint: "Escrever funciona mesmo assim." },
  refused: {
    title: "Esta página não está pronta para conversas.",
    hint: "Quem cuida dela pode incluí-la.",
  },
  full: { title: "Lotado agora.", hint: "Tente de novo daqui a pouco." },
  verdict: {
    "running": "Vendo a sua rede",
    "good": "As chamadas vão funcionar aqui.",
    "relayed": "As chamadas vão funcionar aqui, por um relé.",
    "direct-only":
      "As chamadas vão funcionar com quase todos. Em redes restritas precisam de um relé, e daqui nenhum está aberto.",
    "text-only":
      "As chamadas não passam nesta rede. Outra, como a do celular, pode ir melhor. Escrever sempre funciona.",
    "no-server": "Daqui não alcançamos o ponto de encontro.",
  },
  quietMicrophone: "Não ouvimos nada do seu microfone. Talvez haja um botão de silêncio.",
  close: "Fechar",
};
