import { setTimeout as sleep } from "node:timers/promises";
import { seal } from "@/lib/db/secrets/seal";
import { retryBusy } from "@/lib/db/transaction";
import { Fleet } from "../../../tests/support/fleet";
import { freePort } from "../../../tests/support/free-port";
import { TelegramServer } from "../../../tests/support/telegram";
import { WebhookReceiver } from "../../../tests/support/webhook-receiver";
import { ReportingFleet } from "../reporting-fleet";
import { type Reporter, seedReporters } from "../seed-reporters";
import { Browser } from "./browser";
import type { Options } from "./options";
import type { PageTimes } from "./page-times";
import { note } from "./row";
import { WholeHub } from "./whole-hub";

export const INTERVAL_MS = 10_000;
export const OFFLINE_AFTER_MS = 20_000;
const CONNECTIONS = 256;
const CHAT = -1_001_234_567_890;
const DASHBOARDS = { browsers: 4, each: 5 };

/** A hub with its fleet, its receivers and its people, and what the steps of the day measure for later ones. */
export class Day {
  /** How long a bare server takes for the same reports. */
  bare = { p50Ms: Number.NaN, p99Ms: Number.NaN };
  /** Of all processes before the first report, and while all is well. */
  restBytes = Number.NaN;
  wellBytes = Number.NaN;
  /** Of the worker while all is well, as a part of a core. */
  wellWorkerCpu = Number.NaN;
  wellPages: PageTimes = { tookMs: new Map(), refused: 0 };
  readonly connections = CONNECTIONS;

  private constructor(
    readonly options: Options,
    readonly hub: WholeHub,
    readonly fleet: ReportingFleet,
    readonly reporters: readonly Reporter[],
    readonly receiver: WebhookReceiver,
    readonly telegram: TelegramServer,
    readonly people: readonly Browser[],
  ) {}

  /** A hub with machines that have not reported yet, and three channels, one of which is away. */
  static async begin(options: Options): Promise<Day> {
    const receiver = await WebhookReceiver.start();
    const telegram = await TelegramServer.start({ hasLimits: true });
    telegram.setChat(CHAT);
    const hub = await WholeHub.prepare(options.engine, {
      TELEGRAM_API_URL: telegram.url,
      TELEGRAM_BOT_TOKEN: telegram.token,
    });
    const { database, teamId } = hub;
    const reporters = await seedReporters({
      database,
      teamId,
      count: options.machines,
      offlineAfterMs: OFFLINE_AFTER_MS,
    });
    const channels = Fleet.of({ database, teamId });
    const secret = seal("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", hub.sealKey);
    await channels.addChannel({ url: receiver.url, secret });
    await channels.addChannel({ url: `http://127.0.0.1:${await freePort()}/away`, secret });
    const config = JSON.stringify({ chat_id: CHAT, message_thread_id: null });
    await channels.addChannel({ type: "telegram", config });
    await hub.start();
    note(`hub started: ${[...hub.processes().keys()].join(", ")}`);
    const fleet = new ReportingFleet({ url: hub.url, intervalMs: INTERVAL_MS, connections: CONNECTIONS });
    const people: Browser[] = [];
    for (let i = 0; i < DASHBOARDS.browsers; i++) people.push(await Browser.signIn(hub.url));
    return new Day(options, hub, fleet, reporters, receiver, telegram, people);
  }

  get apiKeys(): string[] {
    return this.reporters.map(({ apiKey }) => apiKey);
  }

  /** The machine whose page people look at. */
  get shown(): Reporter {
    const [reporter] = this.reporters;
    if (reporter === undefined) throw new Error("there is no machine");
    return reporter;
  }

  get person(): Browser {
    const [person] = this.people;
    if (person === undefined) throw new Error("nobody is signed in");
    return person;
  }

  /** Opens the dashboards and starts the whole fleet; resolves when every machine is online. */
  async open(): Promise<void> {
    for (const browser of this.people) for (let i = 0; i < DASHBOARDS.each; i++) void browser.follow();
    this.fleet.start(this.apiKeys);
    await this.until("online", () => this.countMachines("online"), this.options.machines);
    await sleep(INTERVAL_MS);
  }

  countMachines(status: string): Promise<number> {
    return this.hub.database.client.machine.count({ where: { status } });
  }

  /** Resolves when the count has reached the goal, or stays below it for ten minutes; returns the count. */
  async until(what: string, count: () => Promise<number> | number, goal: number): Promise<number> {
    const endMs = performance.now() + 600_000;
    for (let notedMs = performance.now(); ; await sleep(250)) {
      const now = await count();
      if (now >= goal || performance.now() > endMs) return now;
      if (performance.now() - notedMs < 15_000) continue;
      note(`${now} of ${goal} ${what}`);
      notedMs = performance.now();
    }
  }

  /** Milliseconds since `from` that the hub did not hear, and how many blind intervals it has written. */
  async unheard(from: Heard): Promise<{ lostMs: number; blind: number }> {
    const to = await this.heard();
    return {
      lostMs: Math.max(0, to.atMs - from.atMs - (to.heardMs - from.heardMs)),
      blind: to.blind - from.blind,
    };
  }

  /** Heard time at the latest pulse, and when that was. */
  async heard(): Promise<Heard> {
    const { client } = this.hub.database;
    const pulse = await retryBusy(() => client.hubPulse.findUniqueOrThrow({ where: { id: 1 } }));
    const blind = await client.blindInterval.count();
    return { atMs: Number(pulse.pulsedAt), heardMs: Number(pulse.heardMs), blind };
  }

  async end(): Promise<void> {
    await Promise.all(this.people.map((browser) => browser.close()));
    await this.fleet.stop();
    await this.hub.remove();
    await this.receiver.stop();
    await this.telegram.stop();
  }
}

export type Heard = { atMs: number; heardMs: number; blind: number };
