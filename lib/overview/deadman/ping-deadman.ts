import { env } from "@/lib/base/env";
import { processState } from "@/lib/base/process-state";
import type { Database } from "@/lib/db/client";
import { send } from "@/lib/http/outbound";
import { outboundAgent } from "@/lib/http/outbound-agent";
import { getHealth } from "../health/get-health";
import type { HealthView } from "../health/schema";
import { storePing } from "./mutations";
import type { Ping } from "./schema";

const TIMEOUT_MS = 10_000;

export type DeadmanOutcome =
  | { kind: "pinged"; ping: Ping }
  /** Silence is the alarm: a hub that is behind must not say that all is well. */
  | { kind: "withheld"; health: HealthView };

/** Pings an external watchdog if the hub is healthy. The outcome never names the address. */
export async function pingDeadman({
  database,
  url,
}: {
  database: Database;
  /** DEADMAN_URL. */
  url: string;
}): Promise<DeadmanOutcome> {
  const health = await getHealth();
  if (health.status !== "ok") return { kind: "withheld", health };
  // Not guarded: the operator chose this address, and it may be a private one.
  const agent = processState("deadman", () =>
    outboundAgent({ guard: null, proxies: env().proxies, connections: 1 }),
  );
  const answer = await send({ agent, method: "GET", url, timeoutMs: TIMEOUT_MS });
  const ok = answer.kind === "answered" && answer.status >= 200 && answer.status < 300;
  const message = answer.kind === "answered" ? `HTTP ${answer.status}` : answer.message;
  const ping = { at: new Date().toISOString(), ok, message };
  await storePing(database, ping);
  return { kind: "pinged", ping };
}
