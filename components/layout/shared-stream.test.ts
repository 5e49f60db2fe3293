import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type LiveEvent, type PageChannel, SharedStream } from "./shared-stream";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Receive = Parameters<PageChannel["listen"]>[0];

/** The pages of one browser: which of them has a stream open, and what each page received. */
class Browser {
  readonly pages: { stream: SharedStream; isOpen: boolean; isFrozen: boolean; received: LiveEvent[] }[] = [];
  private readonly listeners = new Map<number, Receive>();
  private readonly emitters = new Map<number, (live: LiveEvent) => void>();

  open({ hasChannel = true }: { hasChannel?: boolean } = {}): number {
    const index = this.pages.length;
    const page = { isOpen: false, isFrozen: false, received: [] as LiveEvent[] };
    const stream = new SharedStream({
      random: () => ((index * 7 + 3) % 10) / 10 + 0.01,
      channel: hasChannel ? this.channelOf(index) : null,
      onEvent: (live) => page.received.push(live),
      open: (onEvent) => {
        page.isOpen = true;
        this.emitters.set(index, onEvent);
        return () => {
          page.isOpen = false;
          this.emitters.delete(index);
        };
      },
    });
    this.pages.push(Object.assign(page, { stream }));
    stream.start();
    return index;
  }

  leaders(): number[] {
    return this.pages.flatMap(({ isOpen }, index) => (isOpen ? [index] : []));
  }

  /** The hub sends this to every open stream. */
  emit(live: LiveEvent): void {
    for (const [index, emit] of [...this.emitters]) if (!this.pages[index]?.isFrozen) emit(live);
  }

  private channelOf(index: number): PageChannel {
    const isFrozen = (page: number) => this.pages[page]?.isFrozen ?? false;
    return {
      listen: (receive) => this.listeners.set(index, receive),
      close: () => this.listeners.delete(index),
      post: (message) => {
        if (isFrozen(index)) return;
        for (const [other, receive] of [...this.listeners]) {
          if (other !== index && !isFrozen(other)) receive(message);
        }
      },
    };
  }
}

const OVERVIEW: LiveEvent = { event: "overview", data: "{}" };
const TICK: LiveEvent = { event: "tick", data: "{}" };

function tenPages(): Browser {
  const browser = new Browser();
  for (let page = 0; page < 10; page++) browser.open();
  vi.advanceTimersByTime(1_000);
  return browser;
}

it("opens one stream for ten pages, and each page receives everything once", () => {
  const browser = tenPages();
  expect(browser.leaders()).toHaveLength(1);
  browser.emit(OVERVIEW);
  browser.emit(TICK);
  for (const { received } of browser.pages) expect(received).toEqual([OVERVIEW, TICK]);
});

it("keeps one stream for hours in which nothing happens", () => {
  const browser = tenPages();
  const before = browser.leaders();
  vi.advanceTimersByTime(2 * 3_600_000);
  expect(browser.leaders()).toEqual(before);
});

it("gives a page that opens later the latest overview immediately", () => {
  const browser = tenPages();
  browser.emit(OVERVIEW);
  const late = browser.open();
  expect(browser.pages[late]?.received).toEqual([OVERVIEW]);
  vi.advanceTimersByTime(10_000);
  expect(browser.leaders()).toHaveLength(1);
});

it("moves to another page within a third of a second when its page is closed", () => {
  const browser = tenPages();
  const [first = -1] = browser.leaders();
  browser.pages[first]?.stream.stop();
  vi.advanceTimersByTime(310);
  const leaders = browser.leaders();
  expect(leaders).toHaveLength(1);
  expect(leaders).not.toContain(first);
});

it("moves to another page when its page is frozen, and is one again when that page thaws", () => {
  const browser = tenPages();
  const [first = -1] = browser.leaders();
  const page = browser.pages[first];
  if (page === undefined) throw new Error("nobody leads");
  page.isFrozen = true;
  vi.advanceTimersByTime(5_000);
  expect(browser.leaders()).toHaveLength(2);
  page.isFrozen = false;
  vi.advanceTimersByTime(2_000);
  expect(browser.leaders()).toHaveLength(1);
});

it("is opened by every page when pages cannot talk to each other", () => {
  const browser = new Browser();
  browser.open({ hasChannel: false });
  browser.open({ hasChannel: false });
  expect(browser.leaders()).toEqual([0, 1]);
});
