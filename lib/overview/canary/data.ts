import { database, type Tx } from "@/lib/db/client";
import { findReason, readState } from "@/lib/events/deliveries/states";
import { reasonText, wordsOf } from "@/lib/events/deliveries/view";
import { readOutageEvent } from "@/lib/events/types";
import { type MachineStatus, readStatus } from "@/lib/heartbeat/machine-status";
import { OUTAGE } from "@/lib/incidents/record/kinds";
import type { TeamScope } from "@/lib/people/teams/scope";
import type { CanaryDelivery, CanaryFacts } from "./facts";

const WATCHED: readonly MachineStatus[] = ["online", "offline"];

/** The team's latest test with the id of its machine; or null. */
export async function findCanary(
  scope: TeamScope,
): Promise<{ machineId: number; facts: CanaryFacts } | null> {
  const { client } = await database();
  const canary = await client.canary.findFirst({
    where: { machine: { team: { canaryOfId: scope.teamId } } },
    orderBy: { machineId: "desc" },
  });
  if (canary === null) return null;
  const { machineId } = canary;
  const [incident, deliveries] = await Promise.all([
    client.incident.findFirst({ where: { machineId, kind: OUTAGE }, orderBy: { id: "asc" } }),
    client.delivery.findMany({
      where: { machineId, replayOfId: null, incident: { kind: OUTAGE } },
      include: {
        channel: { select: { type: true } },
        attempts: { orderBy: { number: "desc" }, take: 1 },
      },
      orderBy: { id: "asc" },
    }),
  ]);
  const facts: CanaryFacts = {
    startedAtMs: canary.startedAt.getTime(),
    aliveAtMs: canary.aliveAt.getTime(),
    reportedAtMs: canary.reportedAt?.getTime() ?? null,
    detectedAtMs: incident?.detectedAt.getTime() ?? null,
    returnedAtMs: canary.returnedAt?.getTime() ?? null,
    endedAtMs: canary.endedAt?.getTime() ?? null,
    problem: canary.problem,
    deliveries: deliveries.map(
      (delivery): CanaryDelivery => ({
        event: readOutageEvent(delivery.eventType),
        channelName: delivery.channelName,
        channelType: delivery.channel?.type ?? null,
        state: readState(delivery.state),
        reason: findReason(delivery.reason),
        reasonText: reasonText(findReason(delivery.reason)),
        createdAtMs: delivery.createdAt.getTime(),
        finishedAtMs: delivery.finishedAt?.getTime() ?? null,
        lastAnswer: delivery.attempts[0] === undefined ? null : wordsOf(delivery.attempts[0]),
      }),
    ),
  };
  return { machineId, facts };
}

/**
 * The machines that are still watched although no process plays them now: of tests that were interrupted, and of those
 * that ended while their outage was open. Or those of them with these ids.
 */
export async function listInterrupted(
  tx: Tx,
  { aliveBefore, machineIds }: { aliveBefore: Date; machineIds?: readonly number[] },
) {
  const rows = await tx.canary.findMany({
    where: {
      OR: [
        { endedAt: null, aliveAt: { lt: aliveBefore } },
        { endedAt: { not: null }, machine: { incidents: { some: { openKey: { not: null } } } } },
      ],
      ...(machineIds && { machineId: { in: [...machineIds] } }),
    },
    include: { machine: true },
    orderBy: { machineId: "asc" },
  });
  // Not in the query: a database may begin with the machines, and there are only a few tests.
  return rows.map(({ machine }) => machine).filter(({ status }) => WATCHED.includes(readStatus(status)));
}
