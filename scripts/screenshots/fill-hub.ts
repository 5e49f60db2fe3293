import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { StartedHub } from "../../tests/e2e/started-hub";
import type { WebhookReceiver } from "../../tests/support/webhook-receiver";
import { HubSession } from "../simulate/hub-session.mjs";
import { nameOf } from "../simulate/names.mjs";
import { reportAs } from "../simulate/report-loop.mjs";

export const ADMIN = { name: "Ada Lovelace", email: "ada@example.org", password: "correct horse battery" };

const MACHINES = 24;
/** These go offline; the last two stay offline. */
const TROUBLED = [3, 10, 12, 21, 7, 14];
const RETURNING = 4;
const NEVER_HEARD = 23;
const PAUSED = 5;
const DISABLED = 18;
const CHAT_ID = -1001234567890;
const LIMIT_MS = 60_000;

export type FilledHub = {
  darkId: number;
  onlineId: number;
  /** The latest resolved outage. */
  incidentId: number;
  /** Stops the reports. */
  stop: () => Promise<void>;
};

type Machine = { id: number; name: string; apiKey: string };

/** Gives a fresh hub an admin, channels, reporting machines and outages with notifications, all through its own API. */
export async function fillHub({
  hub,
  receiver,
}: {
  hub: StartedHub;
  receiver: WebhookReceiver;
}): Promise<FilledHub> {
  const session = new HubSession(hub.url);
  await session.call("POST", "/api/v1/setup", { ...ADMIN, code: hub.setupCode, team_name: "Example" });
  await session.signIn(ADMIN);
  await addChannels({ session, hub, receiver });
  const machines = await addMachines(session);
  const stopping = new AbortController();
  const failing = new Map(TROUBLED.map((index) => [index, new AbortController()]));
  // Every machine listens for the end.
  setMaxListeners(0, stopping.signal);
  const reporting: Promise<void>[] = [];
  const report = ({ name, apiKey }: Machine, signal: AbortSignal) => {
    const machine = { hubUrl: hub.url, name, apiKey, intervalS: 1, silentS: 0, signal };
    reporting.push(reportAs({ ...machine, behaviour: "steady", fills: false, onAnswer: () => undefined }));
  };
  for (const [index, machine] of machines.entries())
    if (index !== NEVER_HEARD) report(machine, failing.get(index)?.signal ?? stopping.signal);
  await until(session, (counts) => counts.online === MACHINES - 1);
  // One after the other, in the order that the log should show; the last ones stay offline.
  for (const [turn, [index, failure]] of [...failing].entries()) {
    failure.abort();
    const stayed = Math.max(0, turn - RETURNING);
    await until(session, (counts) => counts.offline === stayed + 1);
    const machine = machines[index];
    if (turn >= RETURNING || machine === undefined) continue;
    report(machine, stopping.signal);
    await until(session, (counts) => counts.offline === 0);
  }
  await session.call("POST", `/api/v1/machines/${machines[PAUSED]?.id}/pause`, { for: "2h" });
  await session.call("POST", `/api/v1/machines/${machines[DISABLED]?.id}/disable`);
  for (const index of TROUBLED)
    await session.call("PATCH", `/api/v1/machines/${machines[index]?.id}`, { offline_after: null });
  const { data: over } = await session.call("GET", "/api/v1/incidents?status=resolved");
  return {
    darkId: machines[TROUBLED.at(-1) ?? 0]?.id ?? 0,
    onlineId: machines[0]?.id ?? 0,
    incidentId: over[0].id,
    stop: async () => {
      stopping.abort();
      await Promise.all(reporting);
    },
  };
}

async function addChannels({
  session,
  hub,
  receiver,
}: {
  session: HubSession;
  hub: StartedHub;
  receiver: WebhookReceiver;
}): Promise<void> {
  hub.telegram.setChat(CHAT_ID);
  await session.call("PUT", "/api/v1/instance/telegram", { token: hub.telegram.token });
  const add = (channel: object) => session.call("POST", "/api/v1/channels", channel);
  await add({ type: "telegram", name: "Operations", chat_id: CHAT_ID });
  await add({ type: "webhook", name: "On call", url: receiver.url });
  await add({
    type: "webhook",
    name: "Status page",
    url: "https://status.example.org/hooks/lunasentri",
    is_active: false,
  });
}

async function addMachines(session: HubSession): Promise<Machine[]> {
  const machines: Machine[] = [];
  for (let index = 0; index < MACHINES; index++) {
    const name = nameOf(index);
    const [role, site] = name.split("-");
    const { id, api_key: apiKey } = await session.call("POST", "/api/v1/machines", {
      name,
      tags: [site, role],
      offline_after: TROUBLED.includes(index) ? "5s" : null,
    });
    machines.push({ id, name, apiKey });
  }
  return machines;
}

type Counts = { online: number; offline: number };

/** Waits until the hub shows the expected counts and has sent the notifications. */
async function until(session: HubSession, isReached: (counts: Counts) => boolean): Promise<void> {
  const limit = AbortSignal.timeout(LIMIT_MS);
  for (;;) {
    const { counts } = await session.call("GET", "/api/v1/overview");
    const waiting = await session.call("GET", "/api/v1/deliveries?state=pending&limit=1");
    if (isReached(counts) && waiting.data.length === 0) return;
    await sleep(250, undefined, { signal: limit });
  }
}
