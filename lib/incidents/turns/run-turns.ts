import { logger } from "@/lib/base/logger";
import type { Database, Tx } from "@/lib/db/client";
import type { HubRow } from "@/lib/db/engine";
import { transaction } from "@/lib/db/transaction";
import { listOpeningStates, listTeamChannels, type TeamChannel } from "@/lib/events/deliveries/choice-data";
import { recordEvents } from "@/lib/events/deliveries/record-events";
import { maySendRecovery, whyNot } from "@/lib/events/deliveries/why-not";
import type { AlertEvent, MachineEvent } from "@/lib/events/event";
import type { PolicyFacts } from "@/lib/events/facts";
import { findDefaultSteps } from "@/lib/events/policies/choose-data";
import { EVERYBODY_AT_ONCE, type Plan, partOfKey, type Step, waitOf } from "@/lib/events/policies/plan";
import { followingTurns } from "@/lib/events/policies/plan-opening";
import { planOf } from "@/lib/events/policies/stored-policy";
import {
  endTurns,
  insertTurns,
  moveTurns,
  type NewTurn,
  type TurnEnding,
} from "@/lib/events/policies/turn-mutations";
import { MAX_PULSE_GAP_MS } from "@/lib/heartbeat/constants";
import { type DueTurn, findDueTurns, listDueTurns, listSent, type Sent } from "./data";
import { decideTurn, LOOK_AGAIN_MS, recipientsOf } from "./decide";
import { turnEvent } from "./turn-event";

/** How many turns ended, and how many of them notified somebody. */
export type RunTurns = { ended: number; told: number };

/**
 * Takes the turns whose time has come, at most one of an incident: what each writes, its end and the turns that follow it are
 * one transaction.
 */
export async function runTurns(database: Database): Promise<RunTurns> {
  const { client, engine } = database;
  const hub = await engine.readHub(client);
  if (!isHearing(hub)) return { ended: 0, told: 0 };
  const found = await listDueTurns(client, hub);
  if (found.length === 0) return { ended: 0, told: 0 };
  return transaction(async (tx) => {
    await engine.openCommit(tx);
    await engine.lockMachines(
      tx,
      found.map(({ incident }) => incident.machineId),
    );
    // Read again: another worker, a recovery or a person may have been faster.
    const fresh = await engine.readHub(tx);
    const turns = await findDueTurns(tx, { ids: found.map(({ id }) => id), heardMs: fresh.heardMs });
    return turns.length === 0 ? { ended: 0, told: 0 } : take(tx, { engine, turns, hub: fresh });
  }, database);
}

/** Heard time stands still while the hub is blind; whether it is, only its latest pulse says. */
function isHearing({ pulsedAtMs, nowMs }: HubRow): boolean {
  return pulsedAtMs !== null && Math.abs(nowMs - pulsedAtMs) <= MAX_PULSE_GAP_MS;
}

type Taking = { engine: Database["engine"]; turns: readonly DueTurn[]; hub: HubRow };

async function take(tx: Tx, { engine, turns, hub }: Taking): Promise<RunTurns> {
  const teamIds = [...new Set(turns.map(({ incident }) => incident.machine.teamId))];
  const incidentIds = turns.map(({ incidentId }) => incidentId);
  const channels = await listTeamChannels(tx, teamIds);
  const states = await listOpeningStates(tx, incidentIds);
  const sent = await listSent(tx, incidentIds);
  const isFallback = turns.some(({ key }) => partOfKey(key)?.kind === "fallback");
  const fallbacks = isFallback ? await findDefaultSteps(tx, teamIds) : new Map<number, Step>();
  const endings = new Map<TurnEnding, number[]>();
  const moved = new Map<number, number[]>();
  const events: (MachineEvent | AlertEvent)[] = [];
  const next: NewTurn[] = [];
  const end = (ending: TurnEnding, id: number) => endings.set(ending, [...(endings.get(ending) ?? []), id]);
  const wait = (untilMs: number, id: number) => moved.set(untilMs, [...(moved.get(untilMs) ?? []), id]);
  for (const turn of turns) {
    const { teamId } = turn.incident.machine;
    const taken = takeOne({
      turn,
      channels: channels.get(teamId) ?? [],
      fallback: fallbacks.get(teamId) ?? EVERYBODY_FIRST,
      told: toldOf(states.get(turn.incidentId)),
      sent: sent.get(turn.incidentId),
      hub,
    });
    if (taken.kind === "wait") wait(taken.untilMs, turn.id);
    else end(taken.ending, turn.id);
    if (taken.kind !== "tell") continue;
    events.push(...taken.events);
    next.push(...taken.next);
  }
  for (const [ending, ids] of endings) await endTurns(tx, { ids, ending, nowMs: hub.nowMs });
  for (const [dueMs, ids] of moved) await moveTurns(tx, { ids, dueMs });
  await insertTurns(tx, { engine, turns: next, nowMs: hub.nowMs });
  await recordEvents({ tx, engine, events, nowMs: hub.nowMs });
  const ended = [...endings.values()].reduce((sum, ids) => sum + ids.length, 0);
  return { ended, told: endings.get("told")?.length ?? 0 };
}

/** What becomes of a turn, with what it writes. One that cannot be taken waits, so that it does not keep the others from theirs. */
function takeOne(given: Omit<Parameters<typeof tellOne>[0], "plan">) {
  const { turn, hub, sent } = given;
  try {
    const plan = planOfTurn(turn);
    const decision = decide({ turn, plan, hub, sent });
    return decision.kind === "tell" ? { kind: "tell" as const, ...tellOne({ ...given, plan }) } : decision;
  } catch (error) {
    logger("turns").error(
      { err: error, turnId: turn.id },
      "A turn cannot be taken; it is tried again in a minute",
    );
    return { kind: "wait" as const, untilMs: hub.heardMs + LOOK_AGAIN_MS };
  }
}

const EVERYBODY_FIRST: Step = { waitMs: 0, channels: "all" };

function planOfTurn({ incident: { policyVersion } }: DueTurn): Plan {
  return policyVersion === null ? EVERYBODY_AT_ONCE : planOf(policyVersion);
}

function toldOf(states: ReadonlyMap<number, Parameters<typeof maySendRecovery>[0]> | undefined): Set<number> {
  return new Set([...(states ?? [])].flatMap(([id, state]) => (maySendRecovery(state) ? [id] : [])));
}

function decide({
  turn,
  plan,
  hub,
  sent,
}: {
  turn: DueTurn;
  plan: Plan;
  hub: HubRow;
  sent: Sent | undefined;
}) {
  const { machine, acknowledgement, openKey } = turn.incident;
  const pausedForMs = (machine.pausedUntil?.getTime() ?? 0) - hub.nowMs;
  return decideTurn({
    turn: { key: turn.key, dueMs: Number(turn.dueMs) },
    plan,
    isOpen: openKey !== null,
    held: acknowledgement && (acknowledgement.until === null ? "acknowledged" : "snoozed"),
    coveredForMs: Math.max(0, pausedForMs),
    isAnyReached: sent?.isAnyReached ?? false,
    isUntried: sent?.isUntried ?? false,
    graceIntervalMs: Number(machine.graceIntervalMs),
    hub,
  });
}

/** What a turn writes, and what follows it. */
function tellOne({
  turn,
  plan,
  channels,
  fallback,
  told,
  sent,
  hub,
}: {
  turn: DueTurn;
  plan: Plan;
  channels: readonly TeamChannel[];
  fallback: Step;
  told: ReadonlySet<number>;
  sent: Sent | undefined;
  hub: HubRow;
}): { events: (MachineEvent | AlertEvent)[]; next: NewTurn[]; ending: "told" | "nobody" } {
  const { incidentId, key } = turn;
  const teamChannelIds = channels.map(({ id }) => id);
  const { first, again } = recipientsOf({ key, plan, fallback, teamChannelIds, told });
  const policy = factsOf({ turn, plan, sent, nowMs: hub.nowMs, isFollowing: told.size > 0 });
  const { nowMs } = hub;
  const events = [
    ...(first.length === 0 ? [] : [turnEvent({ turn, isFirst: true, channelIds: first, policy, nowMs })]),
    ...(again.length === 0 ? [] : [turnEvent({ turn, isFirst: false, channelIds: again, policy, nowMs })]),
  ];
  const notified = events.flatMap((event) =>
    channels.filter(
      (channel) => event.turn?.channelIds.includes(channel.id) && isSent({ event, channel, told }),
    ),
  );
  const next = followingTurns({
    plan,
    key,
    isDefault: turn.incident.policyVersion?.policy?.defaultFor != null,
    isReached: notified.some(({ isFailing }) => !isFailing),
    heardMs: hub.heardMs,
  });
  return {
    events,
    next: next.map(({ key: nextKey, dueMs }) => ({ incidentId, key: nextKey, dueMs, ending: null })),
    ending: notified.length > 0 ? "told" : "nobody",
  };
}

function isSent({
  event: { type, circumstances },
  channel,
  told,
}: {
  event: MachineEvent | AlertEvent;
  channel: TeamChannel;
  told: ReadonlySet<number>;
}): boolean {
  const openingState = told.has(channel.id) ? "delivered" : undefined;
  return whyNot({ event: type, channel, openingState, circumstances }).kind === "send";
}

// When the latest delivery was written and how long a turn waits are by two clocks.
const CLOCKS_MS = 2_000;

/** What the event of a turn says of its policy. */
function factsOf({
  turn,
  plan,
  sent,
  nowMs,
  isFollowing,
}: {
  turn: DueTurn;
  plan: Plan;
  sent: Sent | undefined;
  nowMs: number;
  /** Somebody has been notified before. */
  isFollowing: boolean;
}): PolicyFacts {
  const part = partOfKey(turn.key);
  const isReminder = part?.kind === "reminder";
  const waitMs = waitOf(plan, turn.key);
  // What passed on at once has not waited.
  const hasWaited = waitMs > 0 && isFollowing && nowMs - (sent?.latestAtMs ?? nowMs) >= waitMs - CLOCKS_MS;
  return {
    name: turn.incident.policyVersion?.name ?? "",
    step: part?.kind === "step" ? part.number : null,
    reminder: isReminder ? part.number : null,
    at_most: isReminder ? (plan.reminder?.atMost ?? null) : null,
    waited_ms: hasWaited ? waitMs : null,
  };
}
