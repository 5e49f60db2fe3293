import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect } from "vitest";
import type { ChannelType } from "@/lib/notifications/messages/channel-type";
import { AS_SENT } from "@/lib/notifications/messages/incident-status";
import { sealSecrets } from "@/lib/notifications/transports/secrets";
import { sendTold } from "@/lib/notifications/transports/send";
import { telegram } from "@/lib/notifications/transports/telegram/type";
import { EveryService, HTTP_TYPES, type Manner } from "../support/every-service";
import { exampleChannel } from "../support/example-of";
import { it } from "../support/fixtures";
import { machineMessage } from "../support/told-examples";

const sealKey = randomBytes(32);
let services: EveryService;
beforeAll(async () => {
  services = await EveryService.start();
});
afterAll(() => services.stop());

// Telegram's body decides, and is waited for: tests/integration/telegram.test.ts.
const TYPES = HTTP_TYPES.filter((type) => type !== telegram);
const ELSEWHERE = "http://127.0.0.1:9/";

describe.each(TYPES.map((type) => [type.label, type] as const))("%s", (_, type: ChannelType) => {
  it.for<[string, Manner, object]>([
    ["never ends", { kind: "silent" }, { kind: "delivered", httpStatus: 200 }],
    [
      "redirects, with the method that browsers forget",
      { kind: "status", status: 302, headers: { location: ELSEWHERE } },
      { kind: "failed", httpStatus: 302, blame: "network" },
    ],
    [
      "redirects with method and body",
      { kind: "status", status: 307, headers: { location: ELSEWHERE } },
      { kind: "failed", httpStatus: 307, blame: "network" },
    ],
    ["is cut off", { kind: "reset" }, { kind: "failed", httpStatus: null, blame: "network" }],
  ])("takes an answer that %s for what its status says", async ([, manner, result], { database }) => {
    const { config, secrets } = await exampleChannel(type);
    services.manner = manner;
    services.taken.length = 0;
    const startedMs = performance.now();
    const sent = await sendTold({
      transports: { database, agent: services.agent(), sealKey },
      channel: {
        id: 1,
        place: { type, config, clearSecrets: {} },
        sealedSecret: sealSecrets(secrets, sealKey),
        oldSecret: null,
      },
      told: {
        messages: [machineMessage("machine.offline")],
        incidentStatuses: AS_SENT,
        key: "msg_1",
        hubUrl: "https://hub.example.org",
        now: new Date(),
      },
      notAfterMs: Number.POSITIVE_INFINITY,
    });
    expect(sent).toMatchObject(result);
    expect(services.taken).toHaveLength(1);
    expect(performance.now() - startedMs).toBeLessThan(type.limits.timeoutMs);
  });
});
