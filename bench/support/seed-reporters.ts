import type { Database } from "@/lib/db/client";
import { hashAgentKey, makeAgentKey } from "@/lib/machines/agent-key";
import { nameOf } from "../../scripts/simulate/names.mjs";

// The most parameters that SQLite accepts in one statement.
const CHUNK = 200;

export type Reporter = { machineId: number; apiKey: string };

/** Puts machines into a team that have not reported yet, with a key each. */
export async function seedReporters({
  database: { client },
  teamId,
  count,
  offlineAfterMs,
}: {
  database: Database;
  teamId: number;
  count: number;
  offlineAfterMs: number;
}): Promise<Reporter[]> {
  const now = new Date();
  const machines = Array.from({ length: count }, (_, index) => ({
    teamId,
    name: nameOf(index),
    description: "",
    tags: JSON.stringify([nameOf(index).split("-")[1]]),
    status: "pending",
    offlineAfterMs,
    thresholdMs: offlineAfterMs,
    graceIntervalMs: offlineAfterMs / 2,
    systemInfo: "{}",
    createdAt: now,
    updatedAt: now,
  }));
  for (let start = 0; start < count; start += CHUNK)
    await client.machine.createMany({ data: machines.slice(start, start + CHUNK) });
  const rows = await client.machine.findMany({
    where: { teamId },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  const reporters = rows.map(({ id }) => ({ machineId: id, apiKey: makeAgentKey() }));
  const keys = reporters.map(({ machineId, apiKey }) => ({
    machineId,
    hash: hashAgentKey(apiKey),
    hint: "lsk_",
    createdAt: now,
  }));
  for (let start = 0; start < count; start += CHUNK)
    await client.agentKey.createMany({ data: keys.slice(start, start + CHUNK) });
  return reporters;
}
