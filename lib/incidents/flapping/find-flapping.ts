import { database } from "@/lib/db/client";
import type { TeamScope } from "@/lib/people/teams/scope";
import { OUTAGE } from "../record/kinds";

/** The team's machines that go and come too often, of these or of all. */
export async function findFlapping({
  scope,
  machineIds,
}: {
  scope: TeamScope;
  machineIds?: readonly number[];
}) {
  const { client } = await database();
  return client.flap.findMany({
    where: {
      about: OUTAGE,
      machine: { teamId: scope.teamId },
      ...(machineIds && { machineId: { in: [...machineIds] } }),
    },
    select: { machineId: true, startedAt: true, outages: true, steadyMs: true },
  });
}
