/**
 * What a page sets on the element: its attributes and properties, with their defaults.
 *
 * It does not know what becomes of them. The invariant it keeps: every one has a value at any time, so
 * that an element without attributes works.
 *
 * @module
 */
import { LitElement, type PropertyDeclaration } from "lit";
import type { ChatOptions } from "./chat/options.ts";
import type { Conversation } from "./conversation.ts";
import { LateChat } from "./late_chat.ts";
import { type Clock, systemClock } from "./link/clock.ts";
import type { OwnWords } from "./strings/own_words.ts";
import { storageKeyOf } from "./storage_key.ts";

/** The properties that a conversation is made from; another value means another conversation. */
export const CONVERSATION_PROPERTIES = [
  "server",
  "site",
  "privacy",
  "reveal",
  "getMedia",
  "createChat",
  "clock",
] as const;

/** Where the script came from; bundled into a page's own, it may have come from no server at all. */
function scriptOrigin(): string {
  const { origin } = new URL(import.meta.url);
  return origin === "null" ? "" : origin;
}

/** What each property is until the page says otherwise. */
const DEFAULTS: {
  readonly [Name in keyof typeof ChatProperties.properties]: ChatProperties[Name];
} = {
  server: scriptOrigin(),
  site: "",
  mode: "",
  modes: "",
  interests: "",
  suggestions: "",
  languages: "",
  language: "",
  strings: null,
  privacy: "all",
  reveal: "",
  claim: "",
  theme: "",
  autostart: false,
  getMedia: undefined,
  createChat: (options) => new LateChat(options),
  clock: systemClock,
};

/** An element that can be set up and does nothing yet. */
export class ChatProperties extends LitElement {
  /**
   * What is observed. Written out and not decorated: no browser has decorators yet, and what stands
   * in for them costs the page a kilobyte.
   */
  static override properties = {
    server: {},
    site: {},
    mode: {},
    modes: {},
    interests: {},
    suggestions: {},
    languages: {},
    language: {},
    strings: { type: Object },
    privacy: {},
    reveal: {},
    claim: {},
    theme: { reflect: true },
    autostart: { type: Boolean },
    getMedia: { attribute: false },
    createChat: { attribute: false },
    clock: { attribute: false },
  };

  /** Where the server is. */
  declare server: string;
  /** Which of the server's sites this page belongs to; the server's default when empty. */
  declare site: string;
  /** The way of talking that is chosen at first. */
  declare mode: "video" | "voice" | "text" | "";
  /** The ways offered, comma-separated. */
  declare modes: string;
  /** Interests that are filled in at first, comma-separated. */
  declare interests: string;
  /** Interests to choose from, comma-separated. */
  declare suggestions: string;
  /** Languages that are filled in at first, comma-separated; the browser's when empty. */
  declare languages: string;
  /** The language of the interface; by default that of the page around it. */
  declare language: string;
  /** Words in place of the element's own. */
  declare strings: OwnWords | null;
  /** `relay`: strangers never learn each other's address. */
  declare privacy: "all" | "relay";
  /** `mutual`: pictures are veiled until both want to be seen; what the site says when empty. */
  declare reveal: "mutual" | "instant" | "";
  /** What the site states of its visitor, signed; nothing when empty. */
  declare claim: string;
  /** `light`, `dark`, `system`, or empty for whatever the page uses. */
  declare theme: "light" | "dark" | "system" | "";
  /** Begins at once, without the start screen. */
  declare autostart: boolean;
  /** Captures camera and microphone; the browser's own when absent. */
  declare getMedia: ChatOptions["getMedia"];
  /** Makes the conversation. */
  declare createChat: (options: ChatOptions) => Conversation;
  /** The time, for what counts down. */
  declare clock: Clock;

  /** What a conversation is made from, as the properties are now. */
  protected get chatOptions(): ChatOptions & { readonly clock: Clock } {
    const { server, site, privacy, reveal, getMedia, clock } = this;
    const storageKey = storageKeyOf(this, site);
    const claim = () => this.claim || undefined;
    return { server, site: site || undefined, claim, privacy, reveal, storageKey, getMedia, clock };
  }

  /** Sets the defaults. */
  constructor() {
    super();
    Object.assign(this, DEFAULTS);
  }

  /** What is taken away, as by removing an attribute, is the default again. */
  static override getPropertyDescriptor(
    name: PropertyKey,
    key: string | symbol,
    options: PropertyDeclaration,
  ): PropertyDescriptor {
    const accessor = super.getPropertyDescriptor(name, key, options) ?? {};
    const { set } = accessor;
    accessor.set = function (value: unknown) {
      set?.call(this, value ?? Reflect.get(DEFAULTS, name));
    };
    return accessor;
  }
}
