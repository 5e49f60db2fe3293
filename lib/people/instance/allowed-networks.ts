import { env } from "@/lib/base/env";
import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { findNetworksSetting } from "./data";
import type { NetworksView } from "./schema";

/** How old what a process knows may be: connections are made all the time, and changes are rare. */
const KEPT_MS = 3_000;

/** The private networks that channels may reach at this moment, and what decides it. None unless somebody has allowed some. */
export async function readAllowedNetworks(on?: Database): Promise<NetworksView> {
  const { webhookAllowCidrs } = env();
  if (webhookAllowCidrs.length > 0) return { networks: webhookAllowCidrs, source: "variable" };
  const stored = await findNetworksSetting(on);
  return { networks: stored ?? [], source: stored === null ? "default" : "setting" };
}

/**
 * The same for a process that connects often: a function that reads them at most every three seconds, however many ask.
 * While the database cannot answer, what it has read last still counts.
 */
export function keptNetworks({
  read,
  nowMs = () => performance.now(),
}: {
  read: () => Promise<readonly string[]>;
  /** Monotonic. */
  nowMs?: () => number;
}): () => Promise<readonly string[]> {
  let known: readonly string[] = [];
  let readAtMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  async function refresh(): Promise<void> {
    const startedAtMs = nowMs();
    try {
      known = await read();
    } catch (error) {
      logger("networks").warn(
        { err: error },
        "The allowed networks cannot be read; the last known ones count",
      );
    }
    readAtMs = startedAtMs;
    reading = null;
  }

  return async () => {
    if (nowMs() - readAtMs > KEPT_MS) {
      reading ??= refresh();
      await reading;
    }
    return known;
  };
}
