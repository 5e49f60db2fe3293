import type { HubRow } from "./engine";
import { toHub } from "./rows";
import type { Statements } from "./statements";

/** The columns of the hub's row. */
export const HUB_COLUMNS = "heard_ms, blind_ended_heard_ms, CAST(pulsed_at AS INTEGER) AS pulsed_at_ms";

/** The hub's row, read without a lock. */
export async function readHub(tx: Statements): Promise<HubRow> {
  const rows = await tx.$queryRawUnsafe<Record<string, unknown>[]>(
    `SELECT ${HUB_COLUMNS} FROM hub_pulse WHERE id = 1`,
  );
  return toHub(rows, Date.now());
}
