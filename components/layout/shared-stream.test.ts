import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type LiveEvent, type PageChannel, SharedStream } from "./shared-stream";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Hear = Parameters<PageChannel["listen"]>[0];

/** The pages of one browser: who has a stream open, and what each page heard. */
class Browser {
  readonly pages: { stream: SharedStream; isOpen: boolean; isFrozen: boolean; heard: LiveEvent[] }[] = [];
  private readonly listeners = new Map<number, Hear>();
  private readonly emitters = new Map<number, (live: LiveEvent) => void>();

  open({ hasChannel = true }: { hasChannel?: boolean } = {}): number {
    const index = this.pages.length;
    const page = { isOpen: false, isFrozen: false, heard: [] as LiveEvent[] };
    const stream = new SharedStream({
      random: () => ((index * 7 + 3) % 10) / 10 + 0.01,
      channel: hasChannel ? this.channelOf(index) : null,
      onEvent: (live) => page.heard.push(live),
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
      listen: (hear) => this.listeners.set(index, hear),
      close: () => this.listeners.delete(index),
      post: (said) => {
        if (isFrozen(index)) return;
        for (const [other, hear] of [...this.listeners]) {
          if (other !== index && !isFrozen(other)) hear(said);
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

it("opens one stream for ten pages, and each hears everything once", () => {
  const browser = tenPages();
  expect(browser.leaders()).toHaveLength(1);
  browser.emit(OVERVIEW);
  browser.emit(TICK);
  for (const { heard } of browser.pages) expect(heard).toEqual([OVERVIEW, TICK]);
});

it("stays with one for hours in which nothing happens", () => {
  const browser = tenPages();
  const before = browser.leaders();
  vi.advanceTimersByTime(2 * 3_600_000);
  expect(browser.leaders()).toEqual(before);
});

it("gives a page that opens later the latest overview at once", () => {
  const browser = tenPages();
  browser.emit(OVERVIEW);
  const late = browser.open();
  expect(browser.pages[late]?.heard).toEqual([OVERVIEW]);
  vi.advanceTimersByTime(10_000);
  expect(browser.leaders()).toHaveLength(1);
});

it("is taken over within a third of a second when its page is closed", () => {
  const browser = tenPages();
  const [first = -1] = browser.leaders();
  browser.pages[first]?.stream.stop();
  vi.advanceTimersByTime(310);
  const leaders = browser.leaders();
  expect(leaders).toHaveLength(1);
  expect(leaders).not.toContain(first);
});

it("is taken over when its page is frozen, and there is one again when that thaws", () => {
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

it("is one for each page where pages cannot talk to each other", () => {
  const browser = new Browser();
  browser.open({ hasChannel: false });
  browser.open({ hasChannel: false });
  expect(browser.leaders()).toEqual([0, 1]);
});
