import { newestIds } from "@/lib/base/paging";
import { database } from "@/lib/db/client";
import type { ChannelRecord } from "@/lib/db/models";
import type { Stored } from "@/lib/db/stored";
import { parseChosenEvents } from "@/lib/events/chosen-events";
import { circumstancesAtSending } from "@/lib/events/circumstances";
import { listOpeningStates } from "@/lib/events/deliveries/choice-data";
import { findNextAttempts } from "@/lib/events/deliveries/next-attempt-data";
import { findReason, readState } from "@/lib/events/deliveries/states";
import { reasonText, wordsOf } from "@/lib/events/deliveries/view";
import { whyNot } from "@/lib/events/deliveries/why-not";
import { machineFactsSchema } from "@/lib/events/facts";
import { planOf } from "@/lib/events/policies/stored-policy";
import { TURN_ENDINGS } from "@/lib/events/policies/turn-mutations";
import { findReachability } from "@/lib/events/reachability/data";
import { OUTAGE_OPENING, readEventType } from "@/lib/events/types";
import { readStatus } from "@/lib/heartbeat/machine-status";
import { findStoredTimes } from "@/lib/history/stored/data";
import { toAct } from "@/lib/incidents/acknowledgements/act";
import { listOutagesWithin } from "@/lib/incidents/outages-within-data";
import { firingOf } from "@/lib/incidents/record/firing";
import { METRIC, OUTAGE, readKind, readResolution } from "@/lib/incidents/record/kinds";
import { outageOf } from "@/lib/incidents/record/outage";
import { toFiringView } from "@/lib/incidents/view";
import { findActivity } from "@/lib/notifications/channels/data";
import { decideChannelState, isExpectedToWork, toFacts } from "@/lib/notifications/channels/decide";
import { findProblems } from "@/lib/notifications/channels/problems";
import type { TeamScope } from "@/lib/people/teams/scope";
import type { ExplainedDelivery, ExplainedIncident, ExplainedPolicy } from "./facts";

const CHANNEL_ASKED = {
  ...{ id: true, type: true, isActive: true, events: true, failedAt: true, failingSince: true },
} as const;
const NEARBY_MS = 3_600_000;
const ALERTS_SHOWN = 5;
/** However many a machine has had: enough to find those of an hour. */
const ALERTS_READ = 200;
/** On each side of a time; a backlog of hours may lie between it and the report before it. */
const SAMPLES_READ = 2_000;

type Target = { scope: TeamScope; machineId: number; at: Date };

/**
 * The latest outage of the team's machine that had begun by then and was not over, with its deliveries; or null.
 * Waiting deliveries are judged as if they were sent `now`.
 */
export async function findIncidentAt({
  scope,
  machineId,
  at,
  now,
}: Target & { now: Date }): Promise<ExplainedIncident | null> {
  const latest = (await listOutagesAt({ scope, machineId, fromMs: at.getTime(), toMs: at.getTime() })).at(-1);
  return latest === undefined ? null : findExplained(latest.id, now);
}

/** The same of the alerts of rules that were open at that time or within the hour before it; the latest, newest first. */
export async function findAlertsAt({
  scope: { teamId },
  machineId,
  at,
  now,
}: Target & { now: Date }): Promise<ExplainedIncident[]> {
  const { client } = await database();
  const ofMachine = { machineId, machine: { teamId } };
  const [allOpen, latest] = await Promise.all([
    // They may have begun long before the others. Few are open at once; asked for more than that, SQLite would pass over
    // all that are not.
    client.incident.findMany({
      where: { ...ofMachine, openKey: { not: null } },
      select: { id: true, kind: true, startedAt: true },
    }),
    client.incident.findMany({
      where: { ...ofMachine, kind: METRIC, startedAt: { lte: at } },
      select: { id: true, resolvedAt: true },
      orderBy: { startedAt: "desc" },
      take: ALERTS_READ,
    }),
  ]);
  const open = allOpen.filter(({ kind, startedAt }) => readKind(kind) === METRIC && startedAt <= at);
  const fromMs = at.getTime() - NEARBY_MS;
  const near = latest.filter(({ resolvedAt }) => resolvedAt !== null && resolvedAt.getTime() >= fromMs);
  const ids = newestIds([open, near], ALERTS_SHOWN);
  const explained = await Promise.all(ids.map((id) => findExplained(id, now)));
  return explained.filter((incident) => incident !== null);
}

/** An incident with its deliveries; those that wait are judged as if they were sent `now`. */
async function findExplained(id: number, now: Date): Promise<ExplainedIncident | null> {
  const { client } = await database();
  const incident = await client.incident.findUnique({
    where: { id },
    include: {
      outage: true,
      firing: true,
      machine: {
        select: {
          status: true,
          pausedUntil: true,
          pausedByHandAt: true,
          canary: { select: { endedAt: true } },
        },
      },
      events: { where: { type: OUTAGE_OPENING }, select: { facts: true }, take: 1 },
      deliveries: {
        include: {
          attempts: { orderBy: { number: "desc" }, take: 1 },
          channel: { select: CHANNEL_ASKED },
          event: { select: { occurredAt: true } },
        },
        orderBy: { id: "asc" },
      },
      acknowledgements: { orderBy: { id: "asc" } },
    },
  });
  if (incident === null) return null;
  const facts = incident.events[0]?.facts;
  const mass = facts === undefined ? undefined : machineFactsSchema.parse(JSON.parse(facts)).mass;
  const knock = mass && (await findReachability(client, { fromMs: incident.detectedAt.getTime() }));
  const waiting = incident.deliveries.filter(isWaiting).flatMap(({ channel }) => channel ?? []);
  const [problems, answers] = await Promise.all([findProblems(waiting), findLastAnswers(waiting, now)]);
  const nextAttemptOf = await findNextAttempts(incident.deliveries, now);
  const openingStates = (await listOpeningStates(client, [incident.id])).get(incident.id);
  const machine = { ...incident.machine, status: readStatus(incident.machine.status) };
  /** Why a waiting delivery would not be sent as things are. */
  const whyNotNow = ({ eventType, channel, event }: (typeof incident.deliveries)[number]): string | null => {
    const occurredAtMs = event.occurredAt.getTime();
    const verdict = whyNot({
      event: readEventType(eventType),
      channel: channel && { ...channel, events: parseChosenEvents(channel.events) },
      openingState: openingStates?.get(channel?.id ?? 0),
      circumstances: circumstancesAtSending({ machine, occurredAtMs, nowMs: now.getTime() }),
    });
    return verdict.kind === "send" ? null : reasonText(verdict.reason);
  };
  const isOutage = readKind(incident.kind) === OUTAGE;
  return {
    id: incident.id,
    mass: mass === undefined ? null : { ...mass, ...(knock && { knock }) },
    startedAtMs: incident.startedAt.getTime(),
    detectedAtMs: incident.detectedAt.getTime(),
    resolvedAtMs: incident.resolvedAt?.getTime() ?? null,
    resolution: readResolution(incident.resolution),
    thresholdMs: isOutage ? outageOf(incident).thresholdMs : null,
    firing: isOutage ? null : toFiringView(firingOf(incident)),
    eventsKept: incident.eventsKept,
    deliveries: incident.deliveries.map(
      (delivery): ExplainedDelivery => ({
        id: Number(delivery.id),
        event: readEventType(delivery.eventType),
        channelName: delivery.channelName,
        state: readState(delivery.state),
        reasonText: isWaiting(delivery)
          ? (whyNotNow(delivery) ?? problems.get(delivery.channel?.type ?? "") ?? null)
          : reasonText(findReason(delivery.reason)),
        createdAtMs: delivery.createdAt.getTime(),
        finishedAtMs: delivery.finishedAt?.getTime() ?? null,
        nextAttemptAtMs: nextAttemptOf(delivery)?.getTime() ?? null,
        attemptCount: delivery.attemptCount,
        isChannelFailing: delivery.channel !== null && isFailing(delivery.channel, now),
        lastAnswer: lastAnswerOf(delivery, answers),
      }),
    ),
    acts: incident.acknowledgements.map(toAct),
    policy: incident.policyVersionId === null ? null : await findPolicy(incident.id),
  };
}

/** The policy that an incident follows, with its turns. */
async function findPolicy(id: number): Promise<ExplainedPolicy | null> {
  const { client, engine } = await database();
  const { policyVersion, turns } = await client.incident.findUniqueOrThrow({
    where: { id },
    select: { policyVersion: true, turns: { orderBy: { id: "asc" } } },
  });
  if (policyVersion === null) return null;
  const hub = await engine.readHub(client);
  return {
    name: policyVersion.name,
    number: policyVersion.number,
    reminders: planOf(policyVersion).reminder?.atMost ?? 0,
    turns: turns.map(({ key, dueMs, endedAt, ending }) => ({
      key,
      ending: TURN_ENDINGS.find((each) => each === ending) ?? null,
      atMs: endedAt?.getTime() ?? hub.nowMs + Math.max(0, Number(dueMs) - hub.heardMs),
    })),
  };
}

/** The words of the latest failed attempt to each of these channels that nothing gets through to, by its id. */
async function findLastAnswers(
  channels: readonly Pick<ChannelRecord, "id" | "failedAt" | "failingSince">[],
  now: Date,
): Promise<Map<number, string>> {
  const failing = channels.filter(({ failedAt, failingSince }) => failedAt !== null || failingSince !== null);
  const found = await Promise.all(
    failing.map(async (channel) => [channel.id, (await findActivity(channel, now)).lastFailure] as const),
  );
  return new Map(found.flatMap(([id, failure]) => (failure === null ? [] : [[id, wordsOf(failure)]])));
}

/** The words of a delivery's latest attempt; before its first, while it waits, those of its channel's. */
function lastAnswerOf(
  delivery: { attempts: { message: string }[]; state: Stored; channelId: number | null },
  ofChannels: ReadonlyMap<number, string>,
): string | null {
  const [last] = delivery.attempts;
  if (last !== undefined) return wordsOf(last);
  return isWaiting(delivery) ? (ofChannels.get(delivery.channelId ?? 0) ?? null) : null;
}

function isFailing(channel: Pick<ChannelRecord, "failedAt" | "failingSince">, now: Date): boolean {
  return !isExpectedToWork(decideChannelState(toFacts(channel, null), now.getTime()));
}

function isWaiting(delivery: { state: Stored }): boolean {
  const state = readState(delivery.state);
  return state === "pending" || state === "sending";
}

/** Outages of the team's machine that began or ended within an hour of that time, oldest first. */
export async function findNearbyIncidents({ scope, machineId, at }: Target) {
  const [fromMs, toMs] = [at.getTime() - NEARBY_MS, at.getTime() + NEARBY_MS];
  const isNear = (time: Date | null) => time !== null && time.getTime() >= fromMs && time.getTime() <= toMs;
  const outages = await listOutagesAt({ scope, machineId, fromMs, toMs });
  return outages.filter(({ startedAt, resolvedAt }) => isNear(startedAt) || isNear(resolvedAt));
}

function listOutagesAt({
  scope,
  machineId: id,
  ...span
}: Omit<Target, "at"> & { fromMs: number; toMs: number }) {
  return listOutagesWithin({ scope, machines: { firstId: id, lastId: id }, ...span });
}

/**
 * When the hub received the last sample of the team's machine up to that time, and the first one after it, among the
 * samples that were taken around it: a backlog is received later than it was taken.
 */
export async function findReportsAround({ scope, machineId, at }: Target) {
  const hub = await database();
  const { client } = hub;
  const read = (sampledAt: { lte: Date } | { gt: Date }, sampled: "asc" | "desc") =>
    client.sample.findMany({
      where: { machineId, machine: { teamId: scope.teamId }, sampledAt },
      select: { receivedAt: true },
      orderBy: { sampledAt: sampled },
      take: SAMPLES_READ,
    });
  const own = await client.machine.count({ where: { id: machineId, teamId: scope.teamId } });
  const stored = (side: "until" | "after", take: number) =>
    own === 0 ? [] : findStoredTimes({ database: hub, machineId, at, side, take });
  // The latest samples are rows, all others are in history; what was received after a time may have been taken before it.
  const [rows, folded] = await Promise.all([
    Promise.all([read({ lte: at }, "desc"), read({ gt: at }, "asc")]),
    Promise.all([stored("until", 2), stored("after", 1)]),
  ]);
  const timesMs = [
    ...rows.flat().map(({ receivedAt }) => receivedAt.getTime()),
    ...folded.flat().map(({ receivedAtMs }) => receivedAtMs),
  ];
  const before = timesMs.filter((ms) => ms <= at.getTime());
  const after = timesMs.filter((ms) => ms > at.getTime());
  return {
    beforeMs: before.length === 0 ? null : Math.max(...before),
    afterMs: after.length === 0 ? null : Math.min(...after),
  };
}
