import { env } from "@/lib/base/env";
import { processState } from "@/lib/base/process-state";
import { database } from "@/lib/db/client";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { readAllowedNetworks } from "@/lib/people/instance/allowed-networks";
import { AS_SENT } from "../messages/incident-status";
import type { SendResult } from "../messages/send-result";
import type { Recipient } from "../transports/recipient";
import { sendTold } from "../transports/send";

type Test = { uid: string; channel: Recipient; now: Date };

/** Sends a test message to a channel at once, and only once. `uid` becomes its key. */
export async function sendTest({ uid, channel, now }: Test): Promise<SendResult> {
  const transports = {
    database: await database(),
    agent: processState("test-agent", () =>
      guardedAgent({
        // Read for each connection: somebody may have allowed a network just now, for this test.
        allow: async () => (await readAllowedNetworks()).networks,
        proxies: env().proxies,
      }),
    ),
    sealKey: sealKey(),
  };
  const told = {
    messages: [{ kind: "test" } as const],
    incidentStatuses: AS_SENT,
    key: uid,
    hubUrl: env().hubUrl,
    now,
  };
  return sendTold({ transports, channel, told, notAfterMs: Number.POSITIVE_INFINITY });
}
