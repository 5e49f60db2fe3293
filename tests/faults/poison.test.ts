import { afterAll, beforeAll, expect, it } from "vitest";
import { Fleet } from "../support/fleet";
import { TestHub } from "../support/hub";
import { IngestServer } from "../support/ingest-server";
import { sweepOnce } from "../support/sweep";
import { expectLogged } from "../support/watched-log";

expectLogged(/Reports could not be stored/);

const GOOD = 1_000;
const SENDERS = 64;

let hub: TestHub;
let server: IngestServer;
beforeAll(async () => {
  hub = await TestHub.open();
  server = await IngestServer.start();
});
afterAll(async () => {
  await server.stop();
  await hub.close();
});

type Sender = { key: string; body: string };

/** Sends everything, many at a time, and counts the answers. */
async function sendAll(senders: readonly Sender[]): Promise<Map<number, number>> {
  const waiting = [...senders];
  const answers = new Map<number, number>();
  const sendNext = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { status } = await server.report({ ...next, headers: { "content-type": "application/json" } });
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sendNext));
  return answers;
}

it("poisoned reports among a thousand good ones fail none of them, and stop no scan", async ({ task }) => {
  const { client } = hub.database;
  const fleet = await Fleet.create(hub.database);
  await fleet.addChannel();
  const good = await fleet.addMachines(GOOD);
  const [nul, gone, broken, leftover] = await fleet.addMachines(4);
  if (!nul || !gone || !broken || !leftover) throw new Error("no machines were added");
  // The key is cached from here on, and its machine is deleted.
  await sendAll([{ key: gone.apiKey, body: "{}" }]);
  await client.machine.delete({ where: { id: gone.machineId } });
  await client.machine.update({ where: { id: broken.machineId }, data: { systemInfo: "not json" } });
  // An outage that was left open, as if somebody had set its machine online by hand.
  await fleet.report([leftover.keyId]);
  await fleet.hear(10_000);
  await sweepOnce(hub.database);
  await client.machine.update({ where: { id: leftover.machineId }, data: { status: "online" } });

  const figures = JSON.stringify({ cpu_pct: 1, system_info: { hostname: "web" } });
  const poison: Sender[] = [
    { key: nul.apiKey, body: String.raw`{"system_info":{"hostname":"a\u0000b"}}` },
    { key: nul.apiKey, body: '{"system_info":{"hostname":"a\u0000b"}}' },
    { key: nul.apiKey, body: String.raw`{"boot_id":"\ud800"}` },
    { key: gone.apiKey, body: figures },
    { key: broken.apiKey, body: figures },
    { key: leftover.apiKey, body: figures },
  ];
  const senders = good.map(({ apiKey }) => ({ key: apiKey, body: figures }));
  for (const [index, one] of poison.entries()) senders.splice((index + 1) * 150, 0, one);
  const answers = await sendAll(senders);
  const poisoned = [nul, gone, broken, leftover].map(({ machineId }) => machineId);
  const stored = await client.sample.count({ where: { machineId: { notIn: poisoned } } });
  const online = await client.machine.count({ where: { id: { notIn: poisoned }, status: "online" } });
  const lost = GOOD - Math.min(stored, online);

  // Now all of them go silent, including the leftover.
  await client.machine.update({ where: { id: leftover.machineId }, data: { status: "online" } });
  await fleet.hear(120_000);
  let failedScans = 0;
  let scans = 0;
  for (let found = 1; found > 0; scans++) {
    found = await sweepOnce(hub.database).then(
      (due) => due.length,
      () => {
        failedScans += 1;
        return scans < 20 ? 1 : 0;
      },
    );
  }
  const offline = await client.machine.count({ where: { id: { notIn: poisoned }, status: "offline" } });
  const told = await client.event.count({
    where: { machineId: { notIn: poisoned }, type: "machine.offline" },
  });
  task.meta.claim = {
    tries: `${poison.length} among ${GOOD}, answered ${[...answers].map(([status, n]) => `${n} × ${status}`).join(", ")}; ${scans} scans`,
    figure: `good reports lost ${lost}, scans failed ${failedScans}, outages not told ${GOOD - Math.min(offline, told)}`,
  };
  expect({ lost, failedScans, offline, told }).toEqual({
    lost: 0,
    failedScans: 0,
    offline: GOOD,
    told: GOOD,
  });
  expect(Object.fromEntries(answers)).toEqual({ 202: GOOD + 1, 400: 4, 401: 1 });
});
