import { database, type Tx } from "@/lib/db/client";
import { deliverySchema } from "@/lib/events/deliveries/schema";
import { reasonText } from "@/lib/events/deliveries/view";
import type { TeamScope } from "@/lib/people/teams/scope";
import type { CanaryDelivery, CanaryFacts } from "./facts";

const machineEvent = deliverySchema.shape.event.extract(["machine.offline", "machine.online"]);

/** What is known of the team's latest canary, and of its machine's id; or null. */
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
    client.incident.findFirst({ where: { machineId }, orderBy: { id: "asc" } }),
    client.delivery.findMany({
      where: { machineId, replayOfId: null },
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
        event: machineEvent.parse(delivery.eventType),
        channelName: delivery.channelName,
        channelType: delivery.channel?.type ?? null,
        state: deliverySchema.shape.state.parse(delivery.state),
        reason: delivery.reason,
        reasonText: reasonText(delivery.reason),
        finishedAtMs: delivery.finishedAt?.getTime() ?? null,
        lastAnswer: delivery.attempts[0]?.message ?? null,
      }),
    ),
  };
  return { machineId, facts };
}

/** Canaries that nobody plays any more and whose machine is still watched, or those of them with these machines. */
export async function listLeftBehind(
  tx: Tx,
  { aliveBefore, machineIds }: { aliveBefore: Date; machineIds?: readonly number[] },
) {
  const rows = await tx.canary.findMany({
    where: {
      endedAt: null,
      aliveAt: { lt: aliveBefore },
      machine: { status: { in: ["online", "offline"] } },
      ...(machineIds && { machineId: { in: [...machineIds] } }),
    },
    include: { machine: true },
    orderBy: { machineId: "asc" },
  });
  return rows.map(({ machineId, machine, startedAt }) => ({
    machine: { ...machine, machineId },
    lastSeenAtMs: (machine.lastSeenAt ?? startedAt).getTime(),
  }));
}
