import { z } from "zod";
import { database } from "@/lib/db/client";
import { DELIVERY_STATES } from "@/lib/events/deliveries/states";
import { reasonText } from "@/lib/events/deliveries/view";
import { machineFactsSchema } from "@/lib/events/facts";
import { findKnock } from "@/lib/events/knock/data";
import { EVENT_TYPES } from "@/lib/events/types";
import { ENDINGS, WAYS } from "@/lib/incidents/acknowledgements/constants";
import { findProblems } from "@/lib/notifications/channels/problems";
import type { TeamScope } from "@/lib/people/teams/scope";
import type { ExplainedAcknowledgement, ExplainedDelivery, ExplainedIncident } from "./facts";

const NEARBY_MS = 3_600_000;

type Target = { scope: TeamScope; machineId: number; at: Date };

/** The latest outage of the team's machine that had begun by then and was not over, with whom it was told; or null. */
export async function findIncidentAt({ scope, machineId, at }: Target): Promise<ExplainedIncident | null> {
  const { client } = await database();
  const incident = await client.incident.findFirst({
    where: {
      machineId,
      machine: { teamId: scope.teamId },
      startedAt: { lte: at },
      OR: [{ resolvedAt: null }, { resolvedAt: { gte: at } }],
    },
    include: {
      events: { where: { type: "machine.offline" }, select: { facts: true }, take: 1 },
      deliveries: {
        include: { attempts: { orderBy: { number: "desc" }, take: 1 }, channel: { select: { type: true } } },
        orderBy: { id: "asc" },
      },
      acknowledgements: { orderBy: { id: "asc" } },
    },
    orderBy: { startedAt: "desc" },
  });
  if (incident === null) return null;
  const facts = incident.events[0]?.facts;
  const mass = facts === undefined ? undefined : machineFactsSchema.parse(JSON.parse(facts)).mass;
  const knock = mass && (await findKnock(client, { fromMs: incident.detectedAt.getTime() }));
  const waiting = incident.deliveries.filter(isWaiting).flatMap(({ channel }) => channel ?? []);
  const problems = await findProblems(waiting);
  return {
    id: incident.id,
    mass: mass === undefined ? null : { ...mass, ...(knock && { knock }) },
    startedAtMs: incident.startedAt.getTime(),
    detectedAtMs: incident.detectedAt.getTime(),
    resolvedAtMs: incident.resolvedAt?.getTime() ?? null,
    resolution: incident.resolution,
    thresholdMs: Number(incident.thresholdMs),
    deliveries: incident.deliveries.map(
      (delivery): ExplainedDelivery => ({
        id: Number(delivery.id),
        event: z.enum(EVENT_TYPES).parse(delivery.eventType),
        channelName: delivery.channelName,
        state: z.enum(DELIVERY_STATES).parse(delivery.state),
        reasonText:
          (isWaiting(delivery) && problems.get(delivery.channel?.type ?? "")) || reasonText(delivery.reason),
        createdAtMs: delivery.createdAt.getTime(),
        finishedAtMs: delivery.finishedAt?.getTime() ?? null,
        nextAttemptAtMs: delivery.nextAttemptAt?.getTime() ?? null,
        attemptCount: delivery.attemptCount,
        lastAnswer: delivery.attempts[0]?.message ?? null,
      }),
    ),
    acknowledgements: incident.acknowledgements.map(
      (each): ExplainedAcknowledgement => ({
        by: each.name,
        via: z.enum(WAYS).parse(each.via),
        atMs: each.createdAt.getTime(),
        untilMs: each.until?.getTime() ?? null,
        ending: z.enum(ENDINGS).nullable().parse(each.ending),
        endedAtMs: each.endedAt?.getTime() ?? null,
        endedBy: each.endedBy,
      }),
    ),
  };
}

function isWaiting({ state }: { state: string }): boolean {
  return state === "pending" || state === "sending";
}

/** Outages of the team's machine that began or ended within an hour of that time, oldest first. */
export async function findNearbyIncidents({ scope, machineId, at }: Target) {
  const { client } = await database();
  const near = { gte: new Date(at.getTime() - NEARBY_MS), lte: new Date(at.getTime() + NEARBY_MS) };
  return client.incident.findMany({
    where: {
      machineId,
      machine: { teamId: scope.teamId },
      OR: [{ startedAt: near }, { resolvedAt: near }],
    },
    select: { id: true, startedAt: true, resolvedAt: true },
    orderBy: { id: "asc" },
  });
}

/** When the hub received the last sample of the team's machine up to that time, and the first one after it. */
export async function findReportsAround({ scope, machineId, at }: Target) {
  const { client } = await database();
  const own = { machineId, machine: { teamId: scope.teamId } };
  const [before, after] = await Promise.all([
    client.sample.findFirst({
      where: { ...own, receivedAt: { lte: at } },
      select: { receivedAt: true },
      orderBy: { receivedAt: "desc" },
    }),
    client.sample.findFirst({
      where: { ...own, receivedAt: { gt: at } },
      select: { receivedAt: true },
      orderBy: { receivedAt: "asc" },
    }),
  ]);
  return {
    beforeMs: before?.receivedAt.getTime() ?? null,
    afterMs: after?.receivedAt.getTime() ?? null,
  };
}
