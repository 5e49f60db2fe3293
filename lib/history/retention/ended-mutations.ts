import type { Client } from "@/lib/db/client";
import { type Batch, before, type Step } from "./step";

const DAY_MS = 86_400_000;
/** For this long after its end a one-time token can still say whether it was used or has expired. */
const KEEP_TOKENS_MS = DAY_MS;
const KEEP_KEYS_MS = 7 * DAY_MS;
/** A token of the API that has expired stays in its person's list for this long. */
const KEEP_API_TOKENS_MS = 90 * DAY_MS;
const KEEP_PROCESSES_MS = DAY_MS;
const KEEP_CANARIES_MS = DAY_MS;
/** Telegram forgets an update after a day, and continues with any number after a week. */
const KEEP_BOTS_MS = 30 * DAY_MS;
/** SIGN_IN_WINDOW may be this long. */
const MAX_WINDOW_MS = DAY_MS;

/** What has ended and is not needed again: tokens, keys, sessions, processes, tests. */
export const ENDED_STEPS: readonly Step[] = [
  ended("attempt_counts", (client, { now, limit }) => {
    // A window that ends later was written while the clock was wrong.
    const tooFarAhead = new Date(now.getTime() + MAX_WINDOW_MS);
    const where = { OR: [{ expire: { lte: now } }, { expire: { gt: tooFarAhead } }] };
    return client.attemptCount.deleteMany({ where, limit });
  }),
  ended("sessions", (client, { now, limit }) =>
    client.session.deleteMany({ where: { expiresAt: { lte: now } }, limit }),
  ),
  ended("password_resets", (client, { now, limit }) =>
    client.passwordReset.deleteMany({ where: { expiresAt: { lte: now } }, limit }),
  ),
  ended("invitations", (client, { now, limit }) =>
    client.invitation.deleteMany({ where: { expiresAt: { lte: now } }, limit }),
  ),
  ended("enroll_tokens", (client, { now, limit }) =>
    client.enrollToken.deleteMany({ where: { expiresAt: { lt: before(now, KEEP_TOKENS_MS) } }, limit }),
  ),
  ended("chat_links", (client, { now, limit }) =>
    client.chatLink.deleteMany({ where: { expiresAt: { lt: before(now, KEEP_TOKENS_MS) } }, limit }),
  ),
  ended("message_buttons", (client, { now, limit }) =>
    client.messageButton.deleteMany({ where: { expiresAt: { lte: now } }, limit }),
  ),
  ended("api_tokens", (client, { now, limit }) =>
    client.apiToken.deleteMany({ where: { expiresAt: { lt: before(now, KEEP_API_TOKENS_MS) } }, limit }),
  ),
  ended("agent_keys", (client, { now, limit }) => {
    const longAgo = { lt: before(now, KEEP_KEYS_MS) };
    const where = { OR: [{ expiresAt: longAgo }, { revokedAt: longAgo }] };
    return client.agentKey.deleteMany({ where, limit });
  }),
  // Those of which nothing comes any more. One that is off or has a problem waits for somebody.
  ended("windows", (client, { keep, now, limit }) => {
    const over = { openedAt: null, fromAt: null, isActive: true, problem: null };
    return client.window.deleteMany({
      where: { ...over, updatedAt: { lt: before(now, keep.eventsMs) } },
      limit,
    });
  }),
  ended("knocks", (client, { keep, now, limit }) =>
    client.knock.deleteMany({ where: { at: { lt: before(now, keep.eventsMs) } }, limit }),
  ),
  // One that began less than a day ago cannot have been silent for a day; that is indexed, and is not rewritten.
  ended("web_processes", (client, { now, limit }) => {
    const silent = { lt: before(now, KEEP_PROCESSES_MS) };
    return client.webProcess.deleteMany({ where: { startedAt: silent, pulsedAt: silent }, limit });
  }),
  ended("worker_beats", (client, { now, limit }) => {
    const silent = { lt: before(now, KEEP_PROCESSES_MS) };
    return client.workerBeat.deleteMany({ where: { startedAt: silent, lastScanAt: silent }, limit });
  }),
  ended("leases", (client, { now, limit }) =>
    client.lease.deleteMany({ where: { until: { lt: before(now, KEEP_PROCESSES_MS) } }, limit }),
  ),
  ended("bot_inboxes", (client, { now, limit }) =>
    client.botInbox.deleteMany({ where: { movedAt: { lt: before(now, KEEP_BOTS_MS) } }, limit }),
  ),
  { table: "canaries", prune: deleteCanaries },
];

/** A table of which each batch is one statement. */
function ended(
  table: string,
  remove: (client: Client, batch: Pick<Batch, "keep" | "now" | "limit">) => Promise<{ count: number }>,
): Step {
  return { table, prune: async (batch) => (await batch.alone((client) => remove(client, batch))).count };
}

/** Deletes end-to-end tests with their machines, and so everything about them, one at a time. */
async function deleteCanaries({ database: { client }, now, alone }: Batch): Promise<number> {
  const found = await client.canary.findFirst({
    where: { startedAt: { lt: before(now, KEEP_CANARIES_MS) } },
    select: { machineId: true },
    orderBy: { startedAt: "asc" },
  });
  if (found === null) return 0;
  return (await alone(() => client.machine.deleteMany({ where: { id: found.machineId } }))).count;
}
