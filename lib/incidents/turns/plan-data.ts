import { database } from "@/lib/db/client";
import type { TeamScope } from "@/lib/people/teams/scope";

/** The team's incident of this id with its turns and its policy, and the hub's row; or null. */
export async function findPlan({ scope, id }: { scope: TeamScope; id: number }) {
  const { client, engine } = await database();
  const incident = await client.incident.findFirst({
    where: { id, machine: { teamId: scope.teamId } },
    select: {
      turns: { orderBy: { id: "asc" } },
      policyVersion: { include: { policy: { select: { defaultFor: true } } } },
    },
  });
  return incident && { ...incident, hub: await engine.readHub(client) };
}
