import { ms, NOW_MS } from "./postgresql-time";

/** Reads the hub's row. */
export const SELECT_HUB = `SELECT heard_ms, blind_ended_heard_ms, ${ms("pulsed_at")} AS pulsed_at_ms, ${NOW_MS} AS now_ms
  FROM hub_pulse WHERE id = 1`;
