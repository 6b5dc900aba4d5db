/**
 * The words of the report sheet in Portuguese.
 *
 * It does not know when they are loaded. The invariant it keeps: the same as `report_en.ts`.
 *
 * @module
 */
import type { ReportTranslation } from "./report_en.ts";

/** The words. */
export const words: ReportTranslation = {
  title: "O que aconteceu?",
  sends: "Escolha um motivo e ele é enviado com as últimas mensagens da outra pessoa.",
  sendsPicture:
    "Escolha um motivo e ele é enviado com as últimas mensagens da outra pessoa e, se der para ver, uma imagem de agora.",
  secret: "A outra pessoa não fica sabendo.",
  ends: "A conversa termina.",
  reasons: {
    "child-safety": "Uma criança em perigo ou mostrada de forma sexual",
    "threat": "Ameaças",
    "violence": "Violência",
    "sexual": "Nudez ou conteúdo sexual",
    "underage": "Parece jovem demais para estar aqui",
    "hate": "Ódio",
    "harassment": "Assédio",
    "self-harm": "Pode se machucar",
    "fraud": "Golpe",
    "spam": "Publicidade",
    "other": "Outra coisa",
  },
  details: "Escolher o que vai junto e escrever algo",
  note: "Com as suas palavras",
  messages: "Mensagens que vão junto",
  picture: "A imagem da outra pessoa quando você abriu isto",
  look: "Mostrar a imagem",
  pictureHint: "Enviar onde uma imagem importa",
  whom: "De quem se trata?",
  earlier: "É sobre alguém de antes?",
  now: "A conversa de agora",
  until: "A conversa até {0}",
  sending: "Enviando a sua denúncia",
  sent: "Obrigado. A sua denúncia foi enviada.",
  failed: {
    "failed": {
      title: "A sua denúncia não chegou.",
      hint: "O que você escolheu continua aqui. Veja a conexão e tente de novo.",
    },
    "too-often": {
      title: "Foram muitas denúncias.",
      hint: "O que você escolheu continua aqui. Tente de novo em um minuto.",
    },
    "too-late": {
      title: "Já é tarde para essa conversa.",
      hint: "Dá para denunciar até dez minutos depois do fim.",
    },
  },
};
