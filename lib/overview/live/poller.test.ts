import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Session } from "@/lib/people/auth/gate";
import type { TeamScope, Via } from "@/lib/people/teams/scope";
import type { OverviewView } from "../schema";
import { type LiveEvent, Poller, type Subscriber } from "./poller";

const scope = { teamId: 1, userId: 1, role: "viewer", via: { kind: "session", id: "s1" } } as TeamScope;
const session = { team: { id: 1, name: "Team" }, scope } as Session;

function overview({
  now,
  offline = 0,
  ageMs = 0,
}: {
  now: Date;
  offline?: number;
  ageMs?: number;
}): OverviewView {
  return {
    now: now.toISOString(),
    counts: { pending: 0, online: 1, late: 0, offline, disabled: 0, paused: 0 },
    tags: [],
    mass_silence: null,
    offline_machines: [],
    alerts: { open: 0, critical: 0 },
    open_alerts: [],
    recent_incidents: [],
    blind_intervals: [],
    problems: [],
    problems_total: 0,
    setup: {
      ...{ has_machine: true, has_report: true, has_channel: false },
      ...{ can_tell: false, has_delivery: false, has_hub_url: false },
    },
    health: {
      status: "ok",
      checks: {
        database: { ok: true, message: "", age_ms: null },
        pulse: { ok: true, message: "", age_ms: ageMs },
        worker: { ok: true, message: "", age_ms: ageMs },
        outbox: { ok: true, message: "", age_ms: null },
      },
    },
  };
}

function page(over: Partial<Subscriber> = {}) {
  const events: LiveEvent["event"][] = [];
  const close = vi.fn();
  const subscriber: Subscriber = {
    scope,
    send: ({ event }) => events.push(event) > 0,
    close,
    recheck: async () => session,
    ...over,
  };
  return { subscriber, events, close };
}

describe("Poller", () => {
  const onIdle = vi.fn();
  let offline = 0;
  const look = vi.fn(async ({ now }: { now: Date }) =>
    overview({ now, offline, ageMs: now.getTime() % 1_000 }),
  );
  const findValidCallers = vi.fn(
    async () =>
      (_caller: Via): boolean =>
        true,
  );
  const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);
  let poller: Poller;

  beforeEach(() => {
    vi.useFakeTimers();
    offline = 0;
    poller = new Poller(look, findValidCallers, onIdle);
  });

  afterEach(() => {
    poller.close();
    vi.useRealTimers();
    vi.clearAllMocks();
  });

  it("sends the overview at once, a tick while nothing changes, and the overview after a change", async () => {
    const { subscriber, events } = page();
    poller.add(subscriber);
    await seconds(0);
    expect(events).toEqual(["overview"]);
    await seconds(2);
    offline = 1;
    await seconds(1);
    expect(events).toEqual(["overview", "tick", "tick", "overview"]);
  });

  it("reads once a second however many pages are open, and gives a new page the latest overview", async () => {
    poller.add(page().subscriber);
    await seconds(0);
    const late = page();
    poller.add(late.subscriber);
    expect(late.events).toEqual(["overview"]);
    await seconds(3);
    expect(look).toHaveBeenCalledTimes(4);
  });

  it("stops with its last page", async () => {
    const { subscriber } = page();
    poller.add(subscriber);
    await seconds(1);
    poller.remove(subscriber);
    expect(onIdle).toHaveBeenCalled();
    look.mockClear();
    await seconds(5);
    expect(look).not.toHaveBeenCalled();
  });

  it("drops a page that does not read", async () => {
    const { subscriber, close } = page({ send: () => false });
    poller.add(subscriber);
    await seconds(0);
    expect(close).toHaveBeenCalledOnce();
    expect(onIdle).toHaveBeenCalled();
  });

  it("drops a page within a second when its session is no longer valid, and checks once for all of them", async () => {
    const [gone, stays] = [page(), page()];
    gone.subscriber.scope = { ...scope, via: { kind: "token", id: 1 } };
    poller.add(gone.subscriber);
    poller.add(stays.subscriber);
    await seconds(0);
    expect(findValidCallers).toHaveBeenCalledOnce();
    findValidCallers.mockResolvedValue(({ kind }) => kind === "session");
    await seconds(1);
    expect(gone.close).toHaveBeenCalledOnce();
    expect(gone.events).toEqual(["overview"]);
    expect(stays.events).toEqual(["overview", "tick"]);
  });

  it.each([
    ["ended", null],
    ["belongs to another team now", { ...session, team: { id: 2, name: "Other" } }],
  ])("drops a page within half a minute when its session %s", async (_name, now) => {
    const { subscriber, close } = page({ recheck: async () => now });
    poller.add(subscriber);
    await seconds(29);
    expect(close).not.toHaveBeenCalled();
    await seconds(2);
    expect(close).toHaveBeenCalledOnce();
  });

  it("keeps its pages and sends nothing while the database does not answer", async () => {
    const { subscriber, events, close } = page();
    poller.add(subscriber);
    await seconds(0);
    look.mockRejectedValueOnce(new Error("busy"));
    await seconds(1);
    expect(events).toEqual(["overview"]);
    await seconds(1);
    expect(events).toEqual(["overview", "tick"]);
    expect(close).not.toHaveBeenCalled();
  });
});
