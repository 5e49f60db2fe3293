import { randomUUID } from "node:crypto";
import type { Database, Tx } from "@/lib/db/client";
import type { AlertEvent, MachineEvent, TeamEvent } from "../event";
import { followsOpening, isAlertEvent, partOf } from "../types";
import { listCanaryTeams, listOpeningStates, listTeamChannels } from "./choice-data";
import { chooseDeliveries, type PlannedDelivery } from "./choose-deliveries";
import { countFleets } from "./fleet-data";
import { followPolicies, planTurns } from "./follow-policies";
import type { DeliveryState } from "./states";

/**
 * Records events with one delivery per channel, or the reason why not, inside the transaction that made the change. What opens
 * an incident is sent as the first policy that matches says, and what comes later of that is planned. Events of one machine
 * must be in sending order.
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
  const marked = await countDown({ tx, events: await markCanaries(tx, recorded), nowMs });
  const channels = await listTeamChannels(tx, [...new Set(marked.map((event) => event.teamId))]);
  const { events, openings, mayHear } = await followPolicies({ tx, events: marked, channels, nowMs });
  const following = events.filter(({ type }) => followsOpening(type));
  const outages = await listOpeningStates(
    tx,
    following.flatMap(({ incidentId }) => incidentId ?? []),
  );
  const rows = events.flatMap((event) => {
    const openingStates = outages.get(event.incidentId ?? 0) ?? new Map<number, DeliveryState>();
    const to = mayHear(event, openingStates);
    if (to === null) return [];
    const planned = chooseDeliveries({
      event: event.type,
      channels: to,
      openingStates,
      circumstances: event.circumstances,
    });
    // A later event of this batch (an outage that is already over) must see the state of its outage's delivery.
    if (event.incidentId !== null && partOf(event.type) === "opens")
      outages.set(event.incidentId, new Map([...openingStates, ...statesOf(planned)]));
    return [{ event: { id: `evt_${randomUUID()}`, ...event }, planned }];
  });
  const turnIds = await planTurns({ tx, engine, openings, rows, channels, nowMs });
  await engine.bulkInsert(tx, {
    table: "events",
    columns: EVENT_COLUMNS,
    rows: rows.map(({ event }) => [
      event.id,
      event.teamId,
      event.type,
      event.machineId,
      event.incidentId,
      nowMs,
      JSON.stringify(event.facts),
    ]),
  });
  const deliveries = rows.flatMap(({ event, planned }) => {
    const turnId =
      event.turn?.id ?? (partOf(event.type) === "opens" ? turnIds.get(event.incidentId ?? 0) : null);
    return planned.map((delivery) => toRow({ event, delivery, turnId: turnId ?? null, nowMs }));
  });
  await engine.bulkInsert(tx, { table: "deliveries", columns: DELIVERY_COLUMNS, rows: deliveries });
}

const EVENT_COLUMNS = {
  id: "text",
  team_id: "int",
  type: "text",
  machine_id: "int",
  incident_id: "int",
  occurred_at: "time",
  facts: "text",
} as const;

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
  turn_id: "int",
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
  turnId,
  nowMs,
}: {
  event: TeamEvent & { id: string };
  delivery: PlannedDelivery;
  turnId: number | null;
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
    turnId,
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
