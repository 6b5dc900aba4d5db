/**
 * The words of the settings panel in Chinese, in simplified characters.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `settings_en.ts`.
 *
 * @module
 */
import type { PanelTranslation } from "./own_words.ts";

const relay = { title: "不通。", hint: "" };
const failed = { title: "没能启动。", hint: "再试一次。" };

const deviceAdvice = (device: string) => ({
  denied: { title: `这个页面不能使用${device}。`, hint: "在地址栏里允许，然后再检查。" },
  missing: { title: `没有找到${device}。`, hint: "接上一个，或者改用文字。" },
  busy: { title: `另一个程序正在使用${device}。`, hint: "在那边关掉，然后再检查。" },
  silent: {
    title: `${device}开着，但什么也没有传来。`,
    hint: "可能它自带的开关关上了。也可以在上面换一个。",
  },
  insecure: { title: `${device}需要安全的页面。`, hint: "页面的网址要以 https 开头。" },
});

/** The words of the panel in Chinese. */
export const words: PanelTranslation = {
  title: "摄像头、麦克风、网络",
  camera: "摄像头",
  microphone: "麦克风",
  speaker: "扬声器",
  automatic: "由浏览器选择",
  numbered: (name, number) => `${name} ${number}`,
  level: "说句话，条会动。",
  look: "看看听听自己",
  lookHint: "浏览器会询问摄像头和麦克风。在这里没有别人能看到或听到你。",
  preview: "你的画面",
  check: "检查网络",
  checkAgain: "再检查一次",
  checkHint: "看看通话能不能通过你的网络，需要几秒钟。",
  names: {
    "camera": "摄像头",
    "microphone": "麦克风",
    "server": "碰面的地方",
    "stream": "那里的消息",
    "stun": "通话的出口",
    "turn-udp": "中继，快的路",
    "turn-tcp": "中继，稳的路",
    "turn-tls": "中继，加密的路",
    "ice": "通话",
  },
  pending: "检查中",
  absent: "这里没有。",
  fine: {
    "camera": "有画面。",
    "microphone": "有声音。",
    "server": "连得上。",
    "stream": "马上就到。",
    "stun": "你的网络允许通话出去。",
    "turn-udp": "畅通。",
    "turn-tcp": "畅通。",
    "turn-tls": "畅通。",
    "ice": "接通了。",
  },
  device: { camera: deviceAdvice("摄像头"), microphone: deviceAdvice("麦克风") },
  network: {
    "camera": failed,
    "microphone": failed,
    "server": {
      title: "连不上。",
      hint: "看看别的网页能不能打开。可能被过滤器或扩展程序拦住了。",
    },
    "stream": {
      title: "在路上被扣住了。",
      hint: "可能是代理或杀毒软件攒着才放行，试试关掉它。",
    },
    "stun": {
      title: "你的网络不让直接通话出去。",
      hint: "如果下面有畅通的中继，通话会走中继。",
    },
    "turn-udp": relay,
    "turn-tcp": relay,
    "turn-tls": relay,
    "ice": { title: "没有接通。", hint: "" },
  },
  blocked: { title: "这个页面不允许通话。", hint: "打字照样可以。" },
  refused: { title: "这个页面还没有设置好聊天。", hint: "管理它的人可以添加。" },
  full: { title: "现在满了。", hint: "过一会儿再试。" },
  verdict: {
    "running": "正在查看你的网络",
    "good": "在这里可以通话。",
    "relayed": "在这里可以通过中继通话。",
    "direct-only": "和大多数人可以通话。严格的网络需要中继，而这里没有畅通的。",
    "text-only": "这个网络不能通话。换一个，比如手机的网络，也许会好些。打字随时都可以。",
    "no-server": "从这里连不上碰面的地方。",
  },
  quietMicrophone: "你的麦克风没有声音。可能它自带的开关关上了。",
  close: "关闭",
};
