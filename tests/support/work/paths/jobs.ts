import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/db/client";
import { sweepDeadlines } from "@/lib/detection/deadlines/sweep-deadlines";
import { notifyDeaf } from "@/lib/detection/hearing/notify-deaf";
import { notifyHeard } from "@/lib/detection/hearing/notify-heard";
import { endAlerts } from "@/lib/detection/rules/end-alerts";
import { isReachabilityAwaited } from "@/lib/events/reachability/data";
import { Pruner } from "@/lib/history/retention/pruner";
import { foldNext } from "@/lib/history/roll-ups/fold";
import { rollNext } from "@/lib/history/roll-ups/roll";
import { endSnoozes } from "@/lib/incidents/acknowledgements/end-snoozes";
import { sendStableMachines } from "@/lib/incidents/flapping/send-stable-machines";
import { runTurns } from "@/lib/incidents/turns/run-turns";
import { correctUnwatched } from "@/lib/machines/unwatched-mutations";
import { listStale } from "@/lib/notifications/outbox/gathered/chat-message-data";
import { findSign, listChannels, listSent, listWaiting } from "@/lib/notifications/outbox/gathered/data";
import { findNewestId } from "@/lib/notifications/outbox/new-deliveries-data";
import { releaseDeadWorkers } from "@/lib/notifications/outbox/release-dead-workers-mutations";
import { listExpired } from "@/lib/notifications/outbox/sending/delivery-data";
import { claimDeliveries, replanDeliveries } from "@/lib/notifications/outbox/sending/delivery-mutations";
import { findPressed, isBeingTold } from "@/lib/notifications/telegram-bot/data";
import { telegram } from "@/lib/notifications/transports/telegram/type";
import { endInterrupted } from "@/lib/overview/canary/end-interrupted";
import { CHANNELS } from "../../large-hub/shape";
import { COUNTS_FLEET, type Path } from "./path";

const KEEP_ALL_MS = 800 * 86_400_000;
const TYPES = [telegram];

/** What the worker runs while nothing has happened, every second or every ten minutes. */
export const JOBS: Path[] = [
  { name: "a sweep that finds nothing", walk: ({ hub }) => sweep(hub) },
  { name: "the look ahead", walk: ({ hub }) => hub.engine.readAhead(hub.client, { withinMs: 1_000 }) },
  {
    name: "alerts of rules that were changed",
    walk: ({ hub }) => endAlerts({ database: hub, flapWindowMs: 0 }),
  },
  { name: "whether another process has recorded deliveries", walk: ({ hub }) => findNewestId(hub) },
  { name: "snoozes", walk: ({ hub }) => endSnoozes(hub) },
  { name: "turns of policies", walk: ({ hub }) => runTurns(hub) },
  { name: "flapping machines", walk: ({ hub }) => sendStableMachines({ database: hub, windowMs: 60_000 }) },
  { name: "interrupted end-to-end tests", walk: ({ hub }) => endInterrupted(hub) },
  { name: "deafness", walk: ({ hub }) => notifyDeaf({ database: hub, watch: null, deafAfterMs: 300_000 }) },
  { name: "hearing again", walk: ({ hub }) => notifyHeard(hub) },
  { name: "whether a reachability check is due", walk: ({ hub }) => isReachabilityAwaited(hub) },
  { name: "whether anything new waits for people", walk: ({ hub }) => findSign(hub, telegram) },
  {
    name: "what waits for people",
    walk: async ({ hub }) => listWaiting(hub, await listChannels(hub, TYPES)),
  },
  {
    name: "what people were sent in the last minute",
    walk: ({ hub, now }) => listSent(hub, { types: TYPES, since: new Date(now.getTime() - 60_000) }),
  },
  {
    name: "messages that may be edited",
    // As many as two hundred are followed, with the machines that they name.
    grows: [{ with: "machines", what: /./ }],
    walk: ({ hub, now }) => listStale(hub, { types: [telegram.type], now }),
  },
  {
    name: "a button that was pressed",
    walk: ({ hub }) =>
      findPressed(hub, { chatId: -1001, username: null, messageId: 1 } as Parameters<typeof findPressed>[1]),
  },
  {
    name: "whether a chat is being told",
    walk: ({ hub }) => isBeingTold(hub, { chatId: -1001, username: null }),
  },
  {
    name: "what has waited too long",
    // PostgreSQL takes all that waits for that old; asked only while a type of channels cannot be used.
    grows: [{ with: "machines", what: /deliveries/ }],
    walk: ({ hub, now }) => listExpired(hub, { types: ["webhook"], channelIds: [CHANNELS.away], now }),
  },
  { name: "deliveries that were planned under a wrong clock", walk: ({ hub }) => replanDeliveries(hub) },
  {
    name: "a claim while a receiver is away",
    walk: ({ hub }) => claim(hub, { exceptChannels: [CHANNELS.well, CHANNELS.away], suspects: false }),
  },
  // It passes over what is due.
  {
    name: "a claim of suspects",
    grows: [{ with: "machines", what: /deliveries/ }],
    walk: ({ hub }) => claim(hub, { exceptChannels: [], suspects: true }),
  },
  {
    name: "a deletion that finds nothing to delete",
    walk: ({ hub, now }) => prune(hub, now, KEEP_ALL_MS),
  },
  { name: "a turn of folding", walk: ({ hub: database, now }) => foldNext({ database, now }) },
  { name: "a turn of rolling up", walk: ({ hub: database, now }) => rollNext({ database, now }) },
  {
    name: "a correction of unwatched time",
    grows: COUNTS_FLEET,
    walk: ({ hub: database, now }) => correctUnwatched({ database, now }),
  },
  { name: "a worker that has died", walk: ({ hub }) => releaseDeadWorkers(hub, ["worker_gone"]) },
];

/** A look at all deadlines. */
export function sweep(hub: Database) {
  return sweepDeadlines({
    database: hub,
    sweeper: { id: "worker-1", startedAtMs: 0, isFullScan: true },
    policy: { massHoldMs: 0, awaitsReachability: false, flapWindowMs: 60_000 },
  });
}

async function claim(
  hub: Database,
  { exceptChannels, suspects }: { exceptChannels: number[]; suspects: boolean },
) {
  const which = { channelTypes: ["webhook"], exceptChannels, onlyChannels: null, suspects, limit: 10 };
  return claimDeliveries(hub, { token: randomUUID(), which, takesOver: true });
}

function prune(database: Database, now: Date, keptMs: number) {
  const keep = {
    samplesMs: keptMs,
    eventsMs: keptMs,
    historyMs: keptMs,
    fiveMinutesMs: keptMs,
    hoursMs: keptMs,
  };
  return new Pruner({ database, keep, pauseMs: 0 }).run({ now, budgetMs: 60_000 });
}
