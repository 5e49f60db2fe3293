import { logger } from "@/lib/base/logger";
import type { Session } from "@/lib/people/auth/gate";
import type { TeamScope, Via } from "@/lib/people/teams/scope";
import type { OverviewView } from "../schema";
import { fingerprint } from "./fingerprint";

const LOOK_EVERY_MS = 1_000;
const CHECK_SESSION_EVERY_MS = 30_000;

export type LiveEvent = { event: "overview"; data: OverviewView } | { event: "tick"; data: { now: string } };

export type Subscriber = {
  scope: TeamScope;
  /** False: it takes no more events, and is dropped. */
  send(event: LiveEvent): boolean;
  close(): void;
  /** Checks the whole session again, which keeps the session of an open page alive; null once it is over. */
  recheck(now: Date): Promise<Session | null>;
};

type Look = (given: { scope: TeamScope; now: Date }) => Promise<OverviewView>;

type FindValidCallers = (given: {
  teamId: number;
  callers: readonly Via[];
  now: Date;
}) => Promise<(caller: Via) => boolean>;

/**
 * Reads one team's overview once a second for all of its open pages, and stops with the last of them. Each second it
 * also checks, once for all of them, who may still see it.
 */
export class Poller {
  private readonly subscribers = new Map<Subscriber, { checkedAtMs: number }>();
  private latest: { overview: OverviewView; print: string } | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly look: Look,
    private readonly findValidCallers: FindValidCallers,
    private readonly onIdle: () => void,
  ) {}

  /** The session or token of each open page. */
  get callers(): Via[] {
    return [...this.subscribers.keys()].map(({ scope }) => scope.via);
  }

  add(subscriber: Subscriber): void {
    this.subscribers.set(subscriber, { checkedAtMs: performance.now() });
    if (this.latest !== null) this.sendTo(subscriber, { event: "overview", data: this.latest.overview });
    this.timer ??= setTimeout(() => void this.turn(), 0);
  }

  remove(subscriber: Subscriber): void {
    this.subscribers.delete(subscriber);
    if (this.subscribers.size > 0) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.onIdle();
  }

  close(): void {
    for (const subscriber of [...this.subscribers.keys()]) this.drop(subscriber);
  }

  private async turn(): Promise<void> {
    try {
      await this.dropClosed();
      await this.recheckSome();
      await this.tell();
    } catch (error) {
      // Nothing is sent: pages show themselves that their data is getting old.
      logger("live").warn({ err: error }, "The overview could not be read");
    }
    if (this.subscribers.size > 0) this.timer = setTimeout(() => void this.turn(), LOOK_EVERY_MS);
  }

  private async tell(): Promise<void> {
    const [first] = this.subscribers.keys();
    if (first === undefined) return;
    const overview = await this.look({ scope: first.scope, now: new Date() });
    const print = fingerprint(overview);
    const event: LiveEvent =
      print === this.latest?.print
        ? { event: "tick", data: { now: overview.now } }
        : { event: "overview", data: overview };
    this.latest = { overview, print };
    for (const subscriber of [...this.subscribers.keys()]) this.sendTo(subscriber, event);
  }

  private sendTo(subscriber: Subscriber, event: LiveEvent): void {
    if (!subscriber.send(event)) this.drop(subscriber);
  }

  private async dropClosed(): Promise<void> {
    const open = [...this.subscribers.keys()];
    const [first] = open;
    if (first === undefined) return;
    const callers = open.map(({ scope }) => scope.via);
    const { teamId } = first.scope;
    const stands = await this.findValidCallers({ teamId, callers, now: new Date() });
    for (const subscriber of open) if (!stands(subscriber.scope.via)) this.drop(subscriber);
  }

  private async recheckSome(): Promise<void> {
    for (const [subscriber, state] of [...this.subscribers]) {
      if (performance.now() - state.checkedAtMs < CHECK_SESSION_EVERY_MS) continue;
      const session = await subscriber.recheck(new Date());
      state.checkedAtMs = performance.now();
      if (session?.team.id !== subscriber.scope.teamId) this.drop(subscriber);
    }
  }

  private drop(subscriber: Subscriber): void {
    this.remove(subscriber);
    subscriber.close();
  }
}
