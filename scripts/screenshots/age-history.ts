import type { StartedHub } from "../../tests/e2e/started-hub";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long ago each outage began and how long it lasted, in the order in which they happened. */
const OUTAGES = [
  { agoMs: 120 * HOUR_MS, forMs: 3 * HOUR_MS },
  { agoMs: 50 * HOUR_MS, forMs: 9 * MINUTE_MS },
  { agoMs: 26 * HOUR_MS, forMs: 47 * MINUTE_MS },
  { agoMs: 5 * HOUR_MS, forMs: 4 * MINUTE_MS },
  { agoMs: 3.2 * HOUR_MS, forMs: null },
  { agoMs: 12.6 * MINUTE_MS, forMs: null },
];
const THRESHOLD_MS = 2 * MINUTE_MS;
const MACHINE_AGE_MS = 40 * 24 * HOUR_MS;

/** Spreads what happened within a minute over some days, as with a threshold of two minutes. */
export function ageHistory(hub: StartedHub): void {
  const now = Date.now();
  const incidents = hub.rows<{ id: number; machine_id: number }>(
    "SELECT id, machine_id FROM incidents ORDER BY id",
  );
  hub.change(`UPDATE machines SET created_at = created_at - ${MACHINE_AGE_MS}`);
  hub.change(
    `UPDATE unwatched SET started_at = started_at - ${MACHINE_AGE_MS}, ended_at = ended_at - ${MACHINE_AGE_MS}
      WHERE kind = 'pending'`,
  );
  for (const [index, { agoMs, forMs }] of OUTAGES.entries()) {
    const incident = incidents[index];
    if (incident === undefined) throw new Error(`Only ${incidents.length} outages happened`);
    const startedAt = now - agoMs;
    const detectedAt = startedAt + THRESHOLD_MS;
    const resolvedAt = forMs === null ? null : startedAt + forMs;
    hub.change(
      `UPDATE incidents SET started_at = ${startedAt}, detected_at = ${detectedAt}, resolved_at = ${resolvedAt}
        WHERE id = ${incident.id}`,
    );
    hub.change(`UPDATE outages SET threshold_ms = ${THRESHOLD_MS} WHERE incident_id = ${incident.id}`);
    if (forMs === null)
      hub.change(
        `UPDATE machines SET last_seen_at = ${startedAt},
          last_sample = json_set(last_sample, '$.at', '${new Date(startedAt).toISOString()}')
          WHERE id = ${incident.machine_id}`,
      );
    moveDeliveries({ hub, incidentId: incident.id, event: "machine.offline", toMs: detectedAt });
    if (resolvedAt !== null)
      moveDeliveries({ hub, incidentId: incident.id, event: "machine.online", toMs: resolvedAt });
  }
}

function moveDeliveries({
  hub,
  incidentId,
  event,
  toMs,
}: {
  hub: StartedHub;
  incidentId: number;
  event: string;
  toMs: number;
}): void {
  const which = `incident_id = ${incidentId} AND event_type = '${event}'`;
  const byMs = `(SELECT created_at - ${toMs} FROM deliveries WHERE id = delivery_id)`;
  hub.change(
    `UPDATE delivery_attempts SET started_at = started_at - ${byMs}, finished_at = finished_at - ${byMs}
      WHERE delivery_id IN (SELECT id FROM deliveries WHERE ${which})`,
  );
  hub.change(
    `UPDATE deliveries SET finished_at = finished_at - created_at + ${toMs}, created_at = ${toMs} WHERE ${which}`,
  );
  hub.change(
    `UPDATE events SET occurred_at = ${toMs} WHERE incident_id = ${incidentId} AND type = '${event}'`,
  );
}
