import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/lib/db/client";
import type { ReceivedWebhook, WebhookReceiver } from "../../tests/support/webhook-receiver";
import type { ReportingFleet } from "./reporting-fleet";
import type { Reporter } from "./seed-reporters";

const ARRIVAL_LIMIT_MS = 60_000;

/** Milliseconds from a deadline to the arrival of its notification. */
export type Lateness = { told: number[]; bareTimer: number[] };

/**
 * Silences machines at once, and measures from each one's deadline (in heard time, as the database has it) to the arrival
 * of its notification, beside a bare timer that posts at the same moments.
 */
export async function measureLateness({
  database,
  fleet,
  receiver,
  dying,
}: {
  database: Database;
  fleet: ReportingFleet;
  receiver: WebhookReceiver;
  dying: readonly Reporter[];
}): Promise<Lateness> {
  fleet.die(dying.map(({ apiKey }) => apiKey));
  // Until what was under way is stored.
  await sleep(1_000);
  const deadlines = await readDeadlines(database, dying);
  const timers = [...deadlines.values()].map((atMs) => barePost(receiver.url, atMs));
  const told: number[] = [];
  for (const [machineId, atMs] of deadlines) {
    const isIts = (webhook: ReceivedWebhook) => offlineOf(webhook) === machineId;
    const { arrivedAtMs } = await receiver.waitFor(isIts, Math.max(0, atMs - Date.now()) + ARRIVAL_LIMIT_MS);
    told.push(arrivedAtMs - atMs);
  }
  return { told, bareTimer: await Promise.all(timers) };
}

/** The machine that this webhook says is offline, or null. */
export function offlineOf({ body }: Pick<ReceivedWebhook, "body">): number | null {
  const { event, machine } = body as { event?: string; machine?: { id: number } };
  return event === "machine.offline" ? (machine?.id ?? null) : null;
}

/** Deadlines by the wall clock, which heard time follows while the hub can hear. */
async function readDeadlines(
  { client }: Database,
  machines: readonly Reporter[],
): Promise<Map<number, number>> {
  const hub = await client.hubPulse.findUniqueOrThrow({ where: { id: 1 } });
  const offsetMs = Number(hub.pulsedAt) - Number(hub.heardMs);
  const ids = new Set(machines.map(({ machineId }) => machineId));
  const rows = await client.machine.findMany({
    where: { status: "online" },
    select: { id: true, deadline: true },
  });
  return new Map(
    rows.filter(({ id }) => ids.has(id)).map(({ id, deadline }) => [id, Number(deadline) + offsetMs]),
  );
}

async function barePost(url: string, atMs: number): Promise<number> {
  await sleep(Math.max(0, atMs - Date.now()));
  const answered = await fetch(url, { method: "POST", body: "{}" });
  await answered.arrayBuffer();
  return Date.now() - atMs;
}
