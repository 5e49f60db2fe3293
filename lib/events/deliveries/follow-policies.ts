import type { Database, Tx } from "@/lib/db/client";
import type { AlertEvent, TeamEvent } from "../event";
import { choosePolicies, listFollowing, type Opening } from "../policies/choose-data";
import { setPolicies } from "../policies/choose-mutations";
import type { ChosenPolicy } from "../policies/choose-policy";
import { followingTurns, type OpeningPlan, planOpening } from "../policies/plan-opening";
import { insertTurns, type NewTurn, turnName } from "../policies/turn-mutations";
import { isAlertEvent, partOf } from "../types";
import type { TeamChannel } from "./choice-data";
import type { PlannedDelivery } from "./choose-deliveries";
import type { DeliveryState } from "./states";

type Channels = ReadonlyMap<number, readonly TeamChannel[]>;
type PlannedOpening = ChosenPolicy & { plan: OpeningPlan; goesOn: boolean };

export type Followed = {
  /** With what they say of their policies. */
  events: readonly TeamEvent[];
  /** What opens and follows a policy, by incident. */
  openings: ReadonlyMap<number, PlannedOpening>;
  /** The channels that an event is for, whether they are notified or get the reason why not; null: nobody, and nothing is recorded. */
  mayHear: (
    event: TeamEvent,
    openingStates: ReadonlyMap<number, DeliveryState>,
  ) => readonly TeamChannel[] | null;
};

/** Chooses the policies of incidents that open, and says which channels these events are for. */
export async function followPolicies({
  tx,
  events,
  channels,
  nowMs,
}: {
  tx: Tx;
  events: readonly TeamEvent[];
  channels: Channels;
  nowMs: number;
}): Promise<Followed> {
  const ofTeam = (teamId: number) => channels.get(teamId) ?? [];
  const about = events.filter((event) => event.incidentId !== null && !isCanary(event));
  const { chosen, teamIds } = await choosePolicies(tx, {
    teamIds: [...new Set(about.map(({ teamId }) => teamId))],
    openings: about.flatMap(openingOf),
    nowMs,
  });
  const openings = planOpenings({ events, chosen, ofTeam });
  const following = about.filter((event) => teamIds.has(event.teamId) && partOf(event.type) !== "opens");
  const followers = await listFollowing(
    tx,
    following.flatMap(({ incidentId }) => incidentId ?? []),
  );
  return {
    events: events.map((event) => withPolicy(event, openings)),
    openings,
    mayHear(event, openingStates) {
      const all = ofTeam(event.teamId);
      if (event.turn !== undefined) return among(all, event.turn.channelIds);
      const opening = openings.get(event.incidentId ?? 0);
      if (opening === undefined) {
        // What follows goes where something of its incident went, or is said not to have gone.
        if (!followers.has(event.incidentId ?? 0)) return all;
        return someOf(among(all, [...openingStates.keys()]));
      }
      if (partOf(event.type) !== "opens") return someOf(among(all, [...openingStates.keys()]));
      const { channelIds } = opening.plan;
      if (channelIds === null) return null;
      return all.length === 0 ? all : someOf(among(all, channelIds));
    },
  };
}

function among(all: readonly TeamChannel[], ids: readonly number[]): TeamChannel[] {
  return all.filter(({ id }) => ids.includes(id));
}

function someOf(channels: readonly TeamChannel[]): readonly TeamChannel[] | null {
  return channels.length === 0 ? null : channels;
}

function isCanary(event: TeamEvent): boolean {
  return "canary" in event.facts && event.facts.canary === true;
}

function isAlert(event: TeamEvent): event is AlertEvent {
  return isAlertEvent(event.type);
}

/** What opens an incident, as policies look at it; nothing for other events, and for a turn, whose policy has been chosen. */
function openingOf(event: TeamEvent): Opening[] {
  const { incidentId, teamId, machineId, turn } = event;
  if (incidentId === null || turn !== undefined || partOf(event.type) !== "opens") return [];
  const own = { incidentId, teamId, machineId };
  if (!isAlert(event)) return [{ ...own, kind: "offline", ruleId: null, severity: "critical" }];
  const { rule_id: ruleId, severity } = event.facts.firing;
  return [{ ...own, kind: "metric", ruleId, severity }];
}

function planOpenings({
  events,
  chosen,
  ofTeam,
}: {
  events: readonly TeamEvent[];
  chosen: ReadonlyMap<number, ChosenPolicy>;
  ofTeam: (teamId: number) => readonly TeamChannel[];
}): Map<number, PlannedOpening> {
  const over = new Set(events.flatMap((e) => (partOf(e.type) === "closes" ? (e.incidentId ?? []) : [])));
  const openings = new Map<number, PlannedOpening>();
  for (const event of events) {
    const choice = chosen.get(event.incidentId ?? 0);
    if (choice === undefined || event.incidentId === null || partOf(event.type) !== "opens") continue;
    const goesOn = !over.has(event.incidentId) && !event.circumstances.isMachineFlapping;
    const teamChannelIds = ofTeam(event.teamId).map(({ id }) => id);
    const plan = planOpening({ plan: choice.policy.plan, teamChannelIds, goesOn });
    openings.set(event.incidentId, { ...choice, plan, goesOn });
  }
  return openings;
}

function withPolicy(event: TeamEvent, openings: Followed["openings"]): TeamEvent {
  const opening = openings.get(event.incidentId ?? 0);
  if (opening === undefined || event.incidentId === null || partOf(event.type) !== "opens") return event;
  const policy = { name: opening.policy.name, step: 1, reminder: null, at_most: null, waited_ms: null };
  return isAlert(event)
    ? { ...event, facts: { ...event.facts, policy } }
    : { ...event, facts: { ...event.facts, policy } };
}

/**
 * Writes which policies incidents follow that open, with the turn that was taken at once and those that come. Returns the turn of
 * each incident's first step, if it goes on.
 */
export async function planTurns({
  tx,
  engine,
  openings,
  rows,
  channels,
  nowMs,
}: {
  tx: Tx;
  engine: Database["engine"];
  openings: Followed["openings"];
  rows: readonly { event: TeamEvent; planned: readonly PlannedDelivery[] }[];
  channels: Channels;
  nowMs: number;
}): Promise<Map<number, number>> {
  const firsts = new Map<number, number>();
  if (openings.size === 0) return firsts;
  const { heardMs } = await engine.readHub(tx);
  const turns: NewTurn[] = [];
  const rowsOf = new Map(
    rows.flatMap((row) => (partOf(row.event.type) === "opens" ? [[row.event.incidentId, row]] : [])),
  );
  for (const [incidentId, opening] of openings) {
    if (!opening.goesOn) continue;
    turns.push(...turnsOf({ incidentId, opening, row: rowsOf.get(incidentId), channels, heardMs }));
  }
  const ids = await insertTurns(tx, { engine, turns, nowMs });
  await setPolicies(
    tx,
    [...openings].map(([incidentId, { policy, severity, goesOn }]) => ({
      incidentId,
      versionId: goesOn ? policy.versionId : null,
      severity,
    })),
  );
  for (const incidentId of openings.keys()) {
    const id = ids.get(turnName({ incidentId, key: FIRST }));
    if (id !== undefined) firsts.set(incidentId, id);
  }
  return firsts;
}

const FIRST = "step:1";

function turnsOf({
  incidentId,
  opening: { policy, plan },
  row,
  channels,
  heardMs,
}: {
  incidentId: number;
  opening: PlannedOpening;
  row: { event: TeamEvent; planned: readonly PlannedDelivery[] } | undefined;
  channels: Channels;
  heardMs: number;
}): NewTurn[] {
  if (plan.waitMs !== null) return [{ incidentId, key: FIRST, dueMs: heardMs + plan.waitMs, ending: null }];
  const pending = (row?.planned ?? []).filter(({ state }) => state === "pending");
  const failing = new Set(
    (channels.get(row?.event.teamId ?? 0) ?? []).flatMap(({ id, isFailing }) => (isFailing ? [id] : [])),
  );
  const isReached = pending.some(({ channelId }) => channelId !== null && !failing.has(channelId));
  const next = followingTurns({
    plan: policy.plan,
    isDefault: policy.isDefault,
    key: FIRST,
    isReached,
    // Its deliveries may wait for the rest of a mass silence.
    heardMs: heardMs + (row?.event.holdMs ?? 0),
  });
  return [
    { incidentId, key: FIRST, dueMs: heardMs, ending: pending.length > 0 ? "told" : "nobody" },
    ...next.map((turn): NewTurn => ({ incidentId, ...turn, ending: null })),
  ];
}
