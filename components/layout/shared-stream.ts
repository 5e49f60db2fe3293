export type LiveEvent = { event: "overview" | "tick"; data: string };

type PageMessage =
  /** A page has just opened; the page with the stream answers. */
  | { kind: "hello"; from: string }
  /** The page with the stream is still there. */
  | { kind: "alive"; from: string }
  | { kind: "event"; from: string; live: LiveEvent }
  /** The page with the stream is leaving. */
  | { kind: "bye"; from: string };

/** How the pages of one browser talk to each other; a page does not receive its own messages. */
export type PageChannel = {
  post: (message: PageMessage) => void;
  listen: (onMessage: (message: PageMessage) => void) => void;
  close: () => void;
};

/** Opens the stream and returns a function that closes it. */
type Open = (onEvent: (live: LiveEvent) => void) => () => void;

type SharedStreamOptions = {
  open: Open;
  onEvent: (live: LiveEvent) => void;
  /** Null: no channel in this browser, so every page opens its own stream. */
  channel: PageChannel | null;
  random?: () => number;
};

const ANSWER_WITHIN_MS = 250;
const ALIVE_EVERY_MS = 1_000;
/** How long a page without the stream waits for a message from the page that has it. */
const SILENCE_MS = 4_000;

/**
 * One stream for all pages of a browser: one page opens it and passes on its events, because a browser holds at most six
 * connections to a hub over HTTP/1.1. When that page leaves or goes silent, another one takes over. If two pages have a
 * stream, their ids decide who keeps it. (navigator.locks could elect one too, but exists on https only.)
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
    channel.listen((message) => this.receive(message));
    this.send({ kind: "hello", from: this.id });
    this.leadAfter(ANSWER_WITHIN_MS);
  }

  stop(): void {
    if (this.closeStream !== null) this.send({ kind: "bye", from: this.id });
    this.follow();
    clearTimeout(this.takeOver);
    this.options.channel?.close();
  }

  private receive(message: PageMessage): void {
    if (message.kind === "hello") {
      if (this.closeStream !== null) this.send(this.answerHello());
      return;
    }
    if (message.kind === "bye") {
      if (this.closeStream === null) this.leadAfter(0);
      return;
    }
    if (this.closeStream !== null) {
      // The page with the smaller id keeps the stream and says so.
      if (this.id < message.from) {
        this.send({ kind: "alive", from: this.id });
        return;
      }
      this.follow();
    }
    this.leadAfter(SILENCE_MS);
    if (message.kind === "event") this.options.onEvent(message.live);
  }

  /** The answer to a page that has just opened: the latest overview, if there is one. */
  private answerHello(): PageMessage {
    if (this.latest === null) return { kind: "alive", from: this.id };
    return { kind: "event", from: this.id, live: this.latest };
  }

  private leadAfter(ms: number): void {
    clearTimeout(this.takeOver);
    // Spread out in time: the first page to open the stream informs the others.
    this.takeOver = setTimeout(() => this.lead(), ms + this.random() * 300);
  }

  private lead(): void {
    clearTimeout(this.takeOver);
    this.send({ kind: "alive", from: this.id });
    this.alive = setInterval(() => this.send({ kind: "alive", from: this.id }), ALIVE_EVERY_MS);
    this.closeStream = this.options.open((live) => {
      if (live.event === "overview") this.latest = live;
      this.options.onEvent(live);
      this.send({ kind: "event", from: this.id, live });
    });
  }

  private follow(): void {
    clearInterval(this.alive);
    this.closeStream?.();
    this.closeStream = null;
  }

  private send(message: PageMessage): void {
    this.options.channel?.post(message);
  }
}
