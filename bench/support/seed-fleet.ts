import type { Database } from "@/lib/db/client";
import { nameOf } from "../../scripts/simulate/names.mjs";

const DAY_MS = 86_400_000;
const THRESHOLD_MS = 120_000;
// The most parameters that SQLite accepts in one statement.
const CHUNK = 200;
const percentOf = (index: number) => (index * 37) % 100;

/**
 * Puts machines into a team as after some days of operation: most have just reported, and one in `darkEvery` goes dark
 * as soon as the hub hears.
 */
export async function seedFleet({
  database,
  teamId,
  count,
  darkEvery = 50,
}: {
  database: Database;
  teamId: number;
  count: number;
  darkEvery?: number;
}): Promise<{ dark: number }> {
  const now = new Date();
  const machines = Array.from({ length: count }, (_, index) => {
    const isDark = index % darkEvery === 0;
    const name = nameOf(index);
    return {
      teamId,
      name,
      hostname: `${name}.example.org`,
      description: "",
      tags: JSON.stringify([name.split("-")[1]]),
      status: "online",
      thresholdMs: THRESHOLD_MS,
      graceIntervalMs: 1,
      heardAt: 0,
      deadline: isDark ? 1 : DAY_MS,
      lastSeenAt: now,
      systemInfo: JSON.stringify({ hostname: name, platform: "linux", cpu_cores: 4 }),
      lastSample: JSON.stringify(sampleOf({ index, now })),
      createdAt: now,
      updatedAt: now,
    };
  });
  for (let start = 0; start < count; start += CHUNK)
    await database.client.machine.createMany({ data: machines.slice(start, start + CHUNK) });
  return { dark: Math.ceil(count / darkEvery) };
}

function sampleOf({ index, now }: { index: number; now: Date }) {
  return {
    at: now.toISOString(),
    cpu_pct: percentOf(index),
    mem_used_pct: percentOf(index + 1),
    disk_used_pct: percentOf(index + 2),
    net_rx_bytes: null,
    net_tx_bytes: null,
    uptime_s: 86_400,
    swap_used_pct: null,
    load1: null,
    load5: null,
    load15: null,
  };
}
