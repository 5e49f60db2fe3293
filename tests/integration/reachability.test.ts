import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as why } from "@/app/api/v1/machines/[id]/why/route";
import { GET as overview } from "@/app/api/v1/overview/route";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { seal } from "@/lib/db/secrets/seal";
import { KNOCK_HOLD_MS } from "@/lib/events/reachability/constants";
import { storeReachability } from "@/lib/events/reachability/mutations";
import { ReachabilityChecker } from "@/lib/events/reachability/reachability-checker";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { Fleet } from "../support/fleet";
import { TestHub } from "../support/hub";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";
import { WebhookReceiver } from "../support/webhook-receiver";

let hub: TestHub;
let fleet: Fleet;
let receiver: WebhookReceiver;
let outside: Server;
let answer: RequestListener;
let asked: string[];
const agent = guardedAgent({ allow: ["127.0.0.0/8"] });

const own: RequestListener = (_, response) =>
  response.end(JSON.stringify({ status: "ok", checks: { worker: { ok: true } } }));
const badGateway: RequestListener = (_, response) => response.writeHead(502).end("Bad gateway");

beforeAll(async () => {
  hub = await TestHub.open();
  outside = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  }).listen(0, "127.0.0.1");
  await once(outside, "listening");
});
afterAll(async () => {
  outside.close();
  outside.closeAllConnections();
  await agent.destroy();
  await hub.close();
});
beforeEach(async () => {
  asked = [];
  answer = own;
  await hub.database.client.team.deleteMany();
  await hub.database.client.knock.deleteMany();
  receiver = await WebhookReceiver.start();
  fleet = await Fleet.create(hub.database);
  await fleet.addChannel({
    url: receiver.url,
    secret: seal("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", sealKey()),
  });
});
afterEach(() => receiver.stop());

const hubUrl = () => `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;

async function fall(count: number): Promise<number[]> {
  const machines = await fleet.addMachines(count);
  await fleet.report(machines.map(({ keyId }) => keyId));
  await fleet.hear(10_000);
  expect(await sweepOnce(hub.database, { awaitsReachability: true })).toHaveLength(count);
  return machines.map(({ machineId }) => machineId);
}

async function send(): Promise<void> {
  const outbox = new Outbox(
    {
      database: hub.database,
      agent,
      sealKey: sealKey(),
    },
    LONE_WORKER,
  );
  await outbox.pump();
  await outbox.stop();
}

async function check(): Promise<number> {
  let checked = 0;
  const onChecked = () => checked++;
  const checker = new ReachabilityChecker({
    database: hub.database,
    url: hubUrl(),
    massHoldMs: 0,
    onChecked,
  });
  await checker.check();
  await checker.stop();
  return checked;
}

const bodies = () => receiver.received.map(({ body }) => body as { mass?: { knock?: object } });
const waits = async () =>
  (await hub.database.client.delivery.findMany()).map(
    (one) => Number(one.nextAttemptAt) - Number(one.createdAt),
  );

describe("when many machines go silent together, the hub checks its public address", () => {
  it("and says if it cannot be reached, in the message, the headline and the explanation", async () => {
    answer = badGateway;
    const [machine = 0] = await fall(6);
    await send();
    expect(receiver.received).toEqual([]);
    expect(await check()).toBe(1);
    await send();
    expect(asked).toEqual(["GET /api/health"]);
    const failed = { ok: false, url: hubUrl(), message: expect.stringContaining("502") };
    expect(bodies().map(({ mass }) => mass?.knock)).toEqual(Array(6).fill(failed));
    const as = await hub.addPerson({ teamId: fleet.teamId, role: "viewer" });
    expect((await hub.call(overview, { as })).json.mass_silence).toMatchObject({ offline: 6, knock: failed });
    const { json } = await hub.call(why, { as, params: { id: String(machine) } });
    expect(JSON.stringify(json.steps)).toContain("its public address may be unreachable");
  });

  it("and sends at once if it can be reached", async () => {
    await fall(6);
    await check();
    await send();
    expect(bodies().map(({ mass }) => mass?.knock)).toEqual(
      Array(6).fill({ ok: true, url: hubUrl(), message: "HTTP 200" }),
    );
  });

  it("and a redirect does not count as its answer", async () => {
    answer = (_, response) => response.writeHead(302, { location: "/login" }).end();
    await fall(6);
    await check();
    expect(asked).toHaveLength(1);
    expect(await hub.database.client.knock.findMany()).toMatchObject([{ isOk: false }]);
  });

  it("and two workers that check send nothing twice", async () => {
    await fall(6);
    await Promise.all([check(), check()]);
    await Promise.all([send(), send()]);
    expect(receiver.received).toHaveLength(6);
  });
});

it("without a check, as after a kill, deliveries are sent when the hold ends", async () => {
  await fall(6);
  expect(await waits()).toEqual(Array(6).fill(KNOCK_HOLD_MS));
});

it("few machines do not wait, and no check is made", async () => {
  await fall(4);
  expect(await waits()).toEqual([0, 0, 0, 0]);
  expect(await check()).toBe(0);
  expect(asked).toEqual([]);
});

it("a hold that the operator has set still applies", async () => {
  await fall(6);
  await storeReachability(hub.database, {
    knock: { ok: true, url: hubUrl(), message: "HTTP 200" },
    massHoldMs: 30_000,
  });
  expect(await waits()).toEqual(Array(6).fill(KNOCK_HOLD_MS));
});
