import { randomUUID } from "node:crypto";
import type { Database, Tx } from "@/lib/db/client";
import type { AlertEvent, MachineEvent, TeamEvent } from "../event";
import { followsOpening, isAlertEvent, partOf } from "../types";
import { listCanaryTeams, listOpeningStates, listTeamChannels } from "./choice-data";
import { chooseDeliveries, type PlannedDelivery } from "./choose-deliveries";
import { countFleets } from "./fleet-data";
import type { DeliveryState } from "./states";

/**
 * Records events with one delivery per channel, or the reason why not, inside the transaction that made the change.
 * Events of one machine must be in sending order.
 */
export async function recordEvents({
  tx,
  engine,
  events: recorded,
  nowMs,
}: {
  tx: Tx;
  engine: Database["engine"];
  events: readonly TeamEvent[];
  nowMs: number;
}): Promise<void> {
  if (recorded.length === 0) return;
  const events = await countDown({ tx, events: await markCanaries(tx, recorded), nowMs });
  const channels = await listTeamChannels(tx, [...new Set(events.map((event) => event.teamId))]);
  const following = events.filter(({ type }) => followsOpening(type));
  const outages = await listOpeningStates(
    tx,
    following.flatMap(({ incidentId }) => incidentId ?? []),
  );
  const rows = events.map((event) => ({ id: `evt_${randomUUID()}`, ...event }));
  await engine.bulkInsert(tx, {
    table: "events",
    columns: {
      id: "text",
      team_id: "int",
      type: "text",
      machine_id: "int",
      incident_id: "int",
      occurred_at: "time",
      facts: "text",
    },
    rows: rows.map((r) => [
      r.id,
      r.teamId,
      r.type,
      r.machineId,
      r.incidentId,
      nowMs,
      JSON.stringify(r.facts),
    ]),
  });
  const deliveries = rows.flatMap((row) => {
    const planned = chooseDeliveries({
      event: row.type,
      channels: channels.get(row.teamId) ?? [],
      openingStates: outages.get(row.incidentId ?? 0) ?? new Map(),
      circumstances: row.circumstances,
    });
    // A later event of this batch (an outage that is already over) must see the state of its outage's delivery.
    if (row.incidentId !== null && partOf(row.type) === "opens")
      outages.set(row.incidentId, statesOf(planned));
    return planned.map((delivery) => toRow({ event: row, delivery, nowMs }));
  });
  await engine.bulkInsert(tx, { table: "deliveries", columns: DELIVERY_COLUMNS, rows: deliveries });
}

/** The events of an end-to-end test go to the team that runs it, and say that they are a test. */
async function markCanaries(tx: Tx, events: readonly TeamEvent[]): Promise<readonly TeamEvent[]> {
  const canaries = await listCanaryTeams(tx, [...new Set(events.map((event) => event.teamId))]);
  return events.map((event): TeamEvent => {
    const teamId = canaries.get(event.teamId);
    if (teamId === undefined || event.machineId === null) return event;
    const canary = { canary: true } as const;
    return isAlert(event)
      ? { ...event, teamId, facts: { ...event.facts, ...canary } }
      : { ...event, teamId, facts: { ...event.facts, ...canary } };
  });
}

/** Outages that still last say how many machines of the team are down. Those of a mass silence say it already. */
async function countDown({
  tx,
  events,
  nowMs,
}: {
  tx: Tx;
  events: readonly TeamEvent[];
  nowMs: number;
}): Promise<readonly TeamEvent[]> {
  const over = new Set(events.flatMap((e) => (partOf(e.type) === "closes" ? (e.incidentId ?? []) : [])));
  const isCounted = (event: TeamEvent): event is MachineEvent =>
    (event.type === "machine.offline" || event.type === "machine.still_offline") &&
    event.facts.mass === undefined &&
    event.facts.canary === undefined &&
    !over.has(event.incidentId);
  const teamIds = new Set(events.filter(isCounted).map(({ teamId }) => teamId));
  const fleets = await countFleets(tx, { teamIds: [...teamIds], nowMs });
  return events.map((event): TeamEvent => {
    const fleet = isCounted(event) ? fleets.get(event.teamId) : undefined;
    return fleet === undefined || !isCounted(event) ? event : { ...event, facts: { ...event.facts, fleet } };
  });
}

function isAlert(event: TeamEvent): event is AlertEvent {
  return isAlertEvent(event.type);
}

const DELIVERY_COLUMNS = {
  uid: "text",
  event_id: "text",
  team_id: "int",
  channel_id: "int",
  channel_name: "text",
  machine_id: "int",
  incident_id: "int",
  event_type: "text",
  state: "text",
  reason: "text",
  attempt_count: "int",
  created_at: "time",
  next_attempt_at: "time",
  finished_at: "time",
} as const;

function toRow({
  event,
  delivery,
  nowMs,
}: {
  event: TeamEvent & { id: string };
  delivery: PlannedDelivery;
  nowMs: number;
}) {
  const isPending = delivery.state === "pending";
  return [
    `msg_${randomUUID()}`,
    event.id,
    event.teamId,
    delivery.channelId,
    delivery.channelName,
    event.machineId,
    event.incidentId,
    event.type,
    delivery.state,
    delivery.reason,
    0,
    nowMs,
    isPending ? nowMs + (event.holdMs ?? 0) : null,
    isPending ? null : nowMs,
  ];
}

function statesOf(planned: readonly PlannedDelivery[]): Map<number, DeliveryState> {
  return new Map(planned.flatMap((p) => (p.channelId === null ? [] : [[p.channelId, p.state] as const])));
}
