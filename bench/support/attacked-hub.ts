import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { seal } from "@/lib/db/secrets/seal";
import { transaction } from "@/lib/db/transaction";
import { WebhookReceiver } from "../../tests/support/webhook-receiver";
import type { Attack, Tally } from "./attacker";
import { BenchHub } from "./bench-hub";
import { HonestAgents } from "./honest-agents";

export const ADMIN = { email: "ada@example.org", password: "correct horse battery" };

const MACHINES = 100;
const INTERVAL_MS = 5_000;
const THRESHOLD_MS = 20_000;
const WATCHED_MS = 15_000;
const TOLD_LIMIT_MS = 120_000;
const DELIVERIES = 300;

/** What an attacker has: the hub's address, a session of an account, and the key of one machine. */
export type Spoils = {
  url: string;
  port: number;
  cookie: string;
  csrf: { cookie: string; token: string };
  apiKey: string;
};

export type Outcome = {
  blindS: number;
  p50Ms: number;
  p99Ms: number;
  /** From the dead machine's deadline until the receiver was told. */
  toldAfterS: number;
  /** Machines that were told to be offline although they reported. */
  falseAlarms: number;
  databaseMb: number;
  honest: Map<string, number>;
  attacker: Tally;
};

/** Runs one attack against a hub of its own, with a hundred honest agents, one of which dies as the attack begins. */
export async function underAttack({
  plan,
  openFiles,
}: {
  plan: (spoils: Spoils) => readonly Attack[];
  openFiles: number | null;
}): Promise<Outcome> {
  const hub = await BenchHub.prepare({
    openFiles,
    settings: { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password },
  });
  const receiver = await WebhookReceiver.start();
  const secret = seal("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", hub.sealKey);
  await hub.fleet.addChannel({ url: receiver.url, secret });
  const machines = await hub.fleet.addMachines(MACHINES, { offlineAfterMs: THRESHOLD_MS });
  const [stolen] = await hub.fleet.addMachines(1, { offlineAfterMs: THRESHOLD_MS });
  const [dying, ...living] = machines;
  if (dying === undefined || stolen === undefined) throw new Error("no machine was added");
  await Promise.all([hub.front.start(), hub.worker.start()]);
  const spoils = {
    ...(await signIn(hub.url)),
    url: hub.url,
    port: Number(new URL(hub.url).port),
    apiKey: stolen.apiKey,
  };
  await fillDeliveryLog(hub);
  // A hub loads a page when it is first requested.
  for (const page of [
    "/",
    "/sign-in",
    "/deliveries",
    "/api/v1/openapi.json",
    "/api/auth/_log",
    "/api/health",
  ])
    for (const cookie of ["", spoils.cookie]) await fetch(`${hub.url}${page}`, { headers: { cookie } });

  const agents = new HonestAgents(hub.url, INTERVAL_MS);
  agents.start([...living.map(({ apiKey }) => apiKey)]);
  await sleep(INTERVAL_MS + 1_000);
  agents.forget();
  const deadlineMs = (await agents.report(dying.apiKey)) + THRESHOLD_MS;
  const attackers = attack(plan(spoils));
  const before = { heardMs: await heardMs(hub), bytes: databaseBytes(hub), atMs: performance.now() };
  await sleep(WATCHED_MS);
  const heard = (await heardMs(hub)) - before.heardMs;
  const watchedMs = performance.now() - before.atMs;
  const databaseMb = (databaseBytes(hub) - before.bytes) / 1_048_576;

  const told = await receiver
    .waitFor(({ body }) => isOffline(body) === dying.machineId, TOLD_LIMIT_MS)
    .catch(() => null);
  const tookMs = agents.tookMs.toSorted((a, b) => a - b);
  const quantile = (part: number) =>
    tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * part))] ?? Number.NaN;
  const outcome = {
    blindS: Math.max(0, watchedMs - heard) / 1_000,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    toldAfterS: told === null ? Number.POSITIVE_INFINITY : (told.arrivedAtMs - deadlineMs) / 1_000,
    falseAlarms: receiver.received.filter(
      ({ body }) =>
        isOffline(body) !== null &&
        isOffline(body) !== dying.machineId &&
        isOffline(body) !== stolen.machineId,
    ).length,
    databaseMb,
    honest: new Map(agents.outcomes),
    attacker: await endAttack(attackers),
  };
  await agents.stop();
  await hub.stop();
  await receiver.stop();
  return outcome;
}

function isOffline(body: unknown): number | null {
  const { event, machine } = body as { event: string; machine?: { id: number } };
  return event === "machine.offline" ? (machine?.id ?? null) : null;
}

async function heardMs({ database }: BenchHub): Promise<number> {
  return Number((await database.client.hubPulse.findUniqueOrThrow({ where: { id: 1 } })).heardMs);
}

function databaseBytes({ dataDir }: BenchHub): number {
  return ["lunasentri.db", "lunasentri.db-wal"]
    .map((name) => statSync(path.join(dataDir, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
}

function attack(attacks: readonly Attack[]): ChildProcess[] {
  return attacks.map((each) => {
    const child = fork(path.join(import.meta.dirname, "attacker.ts"), { execArgv: ["--import", "tsx"] });
    child.send(each);
    return child;
  });
}

async function endAttack(children: readonly ChildProcess[]): Promise<Tally> {
  const sum: Tally = {};
  for (const child of children) {
    child.send("tally");
    const [tally] = (await once(child, "message")) as [Tally];
    for (const [outcome, times] of Object.entries(tally)) sum[outcome] = (sum[outcome] ?? 0) + times;
    child.disconnect();
    await once(child, "exit");
  }
  return sum;
}

/** The cookie of a new session, and what it takes to sign in once more. */
async function signIn(url: string) {
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken: token } = (await asked.json()) as { csrfToken: string };
  const csrf = { cookie: cookiesOf(asked), token };
  const body = new URLSearchParams({ ...ADMIN, csrfToken: token, json: "true" });
  const headers = { cookie: csrf.cookie };
  const signedIn = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers,
    body,
    redirect: "manual",
  });
  return { cookie: cookiesOf(signedIn), csrf };
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** Gives the account's team a delivery log of several pages. */
async function fillDeliveryLog({ database }: BenchHub): Promise<void> {
  const { teamId } = await database.client.membership.findFirstOrThrow();
  const occurredAt = new Date();
  const ids = Array.from({ length: DELIVERIES }, () => `evt_${randomUUID()}`);
  await transaction(async (tx) => {
    for (const id of ids) {
      await tx.event.create({
        data: {
          id,
          teamId,
          type: "test",
          occurredAt,
          facts: "{}",
          deliveries: {
            create: {
              uid: `msg_${id}`,
              channelName: "On call",
              eventType: "test",
              state: "delivered",
              attemptCount: 1,
              createdAt: occurredAt,
              finishedAt: occurredAt,
              attempts: {
                create: {
                  number: 1,
                  startedAt: occurredAt,
                  finishedAt: occurredAt,
                  isSuccess: true,
                  message: "200 OK",
                },
              },
            },
          },
        },
      });
    }
  }, database);
}
