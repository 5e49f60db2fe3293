export type LiveEvent = { event: "overview" | "tick"; data: string };

type Said =
  /** A page that has just opened: whoever has the stream may answer. */
  | { kind: "hello"; from: string }
  /** The page with the stream lives. */
  | { kind: "alive"; from: string }
  | { kind: "event"; from: string; live: LiveEvent }
  /** The page with the stream goes. */
  | { kind: "bye"; from: string };

/** How pages of one browser talk to each other: a page does not hear itself. */
export type PageChannel = {
  post: (said: Said) => void;
  listen: (onSaid: (said: Said) => void) => void;
  close: () => void;
};

/** Opens the stream itself and returns how to close it. */
type Open = (onEvent: (live: LiveEvent) => void) => () => void;

type SharedStreamOptions = {
  open: Open;
  onEvent: (live: LiveEvent) => void;
  /** Null: this browser has none, and every page opens a stream of its own. */
  channel: PageChannel | null;
  random?: () => number;
};

const ANSWER_WITHIN_MS = 250;
const ALIVE_EVERY_MS = 1_000;
/** So long a page without the stream waits for a sign of the one that has it. */
const SILENCE_MS = 4_000;

/**
 * One stream for all pages of a browser: one page opens it and passes on what it hears, because a browser holds no more
 * than six connections to a hub over HTTP/1.1. When that page goes, or falls silent, another one takes over. Two that
 * think they have it settle by their ids. (navigator.locks would elect one too, but exists on https only.)
 */
export class SharedStream {
  private readonly id: string;
  private readonly random: () => number;
  private closeStream: (() => void) | null = null;
  private alive: ReturnType<typeof setInterval> | undefined;
  private takeOver: ReturnType<typeof setTimeout> | undefined;
  private latest: LiveEvent | null = null;

  constructor(private readonly options: SharedStreamOptions) {
    this.random = options.random ?? Math.random;
    this.id = this.random().toString(36).slice(2);
  }

  start(): void {
    const { channel } = this.options;
    if (channel === null) {
      this.lead();
      return;
    }
    channel.listen((said) => this.hear(said));
    this.say({ kind: "hello", from: this.id });
    this.leadAfter(ANSWER_WITHIN_MS);
  }

  stop(): void {
    if (this.closeStream !== null) this.say({ kind: "bye", from: this.id });
    this.follow();
    clearTimeout(this.takeOver);
    this.options.channel?.close();
  }

  private hear(said: Said): void {
    if (said.kind === "hello") {
      if (this.closeStream !== null) this.say(this.sign());
      return;
    }
    if (said.kind === "bye") {
      if (this.closeStream === null) this.leadAfter(0);
      return;
    }
    if (this.closeStream !== null) {
      // Whoever has the smaller id keeps the stream, and says so.
      if (this.id < said.from) {
        this.say({ kind: "alive", from: this.id });
        return;
      }
      this.follow();
    }
    this.leadAfter(SILENCE_MS);
    if (said.kind === "event") this.options.onEvent(said.live);
  }

  /** What a page is told that asks: the latest overview, if there is one. */
  private sign(): Said {
    if (this.latest === null) return { kind: "alive", from: this.id };
    return { kind: "event", from: this.id, live: this.latest };
  }

  private leadAfter(ms: number): void {
    clearTimeout(this.takeOver);
    // Not all at the same moment: the first one to open it tells the others.
    this.takeOver = setTimeout(() => this.lead(), ms + this.random() * 300);
  }

  private lead(): void {
    clearTimeout(this.takeOver);
    this.say({ kind: "alive", from: this.id });
    this.alive = setInterval(() => this.say({ kind: "alive", from: this.id }), ALIVE_EVERY_MS);
    this.closeStream = this.options.open((live) => {
      if (live.event === "overview") this.latest = live;
      this.options.onEvent(live);
      this.say({ kind: "event", from: this.id, live });
    });
  }

  private follow(): void {
    clearInterval(this.alive);
    this.closeStream?.();
    this.closeStream = null;
  }

  private say(said: Said): void {
    this.options.channel?.post(said);
  }
}
