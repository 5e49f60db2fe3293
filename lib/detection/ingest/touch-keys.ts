import type { Database } from "@/lib/db/client";
import type { HubRow, ReporterRow } from "@/lib/db/engine";
import type { Statements } from "@/lib/db/statements";

// "Last used" is for people: writing it with every report would cost as much as the report itself.
const TOUCH_AFTER_MS = 60_000;

/** Notes that these keys have been used. */
export async function touchKeys({
  tx,
  engine,
  reporters,
  hub: { nowMs },
}: {
  tx: Statements;
  engine: Database["engine"];
  reporters: readonly ReporterRow[];
  hub: HubRow;
}): Promise<void> {
  const used = reporters.filter(({ keyLastUsedAtMs }) => (keyLastUsedAtMs ?? 0) < nowMs - TOUCH_AFTER_MS);
  if (used.length > 0) await engine.touchKeys(tx, { keyIds: used.map(({ keyId }) => keyId), nowMs });
}
