import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { ABANDONED_AFTER_MS } from "@/lib/overview/canary/decide";
import { makeApiToken } from "@/lib/people/tokens/api-token";
import { inForm } from "../support/claim";
import { FaultyHub } from "../support/faulty-hub";

let hub: FaultyHub;
afterEach(() => hub.stop());

/** An admin's token for the hub's API. */
async function makeToken(): Promise<string> {
  const { token, hash, hint } = makeApiToken();
  const { teamId, database } = hub.fleet;
  const createdAt = new Date();
  const { id: userId } = await database.client.user.create({
    data: {
      email: "ada@example.org",
      name: "Ada",
      passwordHash: "",
      isInstanceAdmin: false,
      createdAt,
      memberships: { create: { teamId, role: "admin", createdAt } },
    },
  });
  await database.client.apiToken.create({ data: { teamId, userId, name: "test", hash, hint, createdAt } });
  return token;
}

const TROUBLES = [
  { what: "the web process is killed", stop: () => hub.web.stop("SIGKILL"), start: () => hub.web.start() },
  {
    what: "the hub is stopped",
    stop: () => Promise.all([hub.ingest, hub.web, hub.worker].map((each) => each.stop("SIGTERM"))),
    start: () => Promise.all([hub.ingest, hub.web, hub.worker].map((each) => each.start())),
  },
];

it.for(inForm({ short: TROUBLES.slice(0, 1), full: TROUBLES }))(
  "an end-to-end test during which $what sends its recovery once",
  async ({ what, stop, start }, { task }) => {
    hub = await FaultyHub.start({ withWeb: true });
    const token = await makeToken();
    const ask = async (method: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${hub.url}/api/v1/canary`, { method, headers });
      return { status: answer.status, json: await answer.json() };
    };
    // The receiver is down: the machine waits for it before it comes back, which gives the outage a middle.
    await hub.addWebhook("http://127.0.0.1:9/");
    await hub.heardFor(1_000);
    expect((await ask("POST")).status).toBe(202);
    const told = () => hub.receiver.received.map(({ body }) => (body as { event: string }).event);
    await hub.until("told of the outage", async () => told().length > 0, 60_000);
    await stop();
    await sleep(1_000);
    await start();
    await hub.until("told that it is over", async () => told().length > 1, ABANDONED_AFTER_MS + 60_000);
    await hub.heardFor(8_000);
    task.meta.claim = { tries: what, figure: `told ${told().join(", ")}` };
    expect(told()).toEqual(["canary.offline", "canary.online"]);
    expect((await ask("GET")).json).toMatchObject({ state: "interrupted" });
  },
);
