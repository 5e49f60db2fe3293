import { database } from "@/lib/db/client";
import { tagsOf } from "@/lib/machines/view";
import type { TeamScope } from "@/lib/people/teams/scope";

/** Machines among which those with a tag are looked for, newest first. */
const LOOKED_THROUGH = 500;
/** Machines whose latest samples are read. */
const READ = 20;
/** A machine's latest samples, of which one may well have no lists. */
const LATEST = 5;

export type Asked = { tags?: string[] | undefined; machines?: number[] | undefined };

/** The newest of the team's machines that a scope means and that have reported, as many as are looked at. */
export async function findMachinesIn({ scope, tags, machines }: Asked & { scope: TeamScope }) {
  const { client } = await database();
  const found = await client.machine.findMany({
    where: {
      teamId: scope.teamId,
      lastSeenAt: { not: null },
      ...(machines !== undefined && { id: { in: machines } }),
    },
    orderBy: { id: "desc" },
    take: tags === undefined ? READ : LOOKED_THROUGH,
    select: { id: true, name: true, tags: true },
  });
  const isMeant = (machine: { tags: string }) =>
    tags === undefined || tagsOf(machine).some((tag) => tags.includes(tag));
  return found.filter(isMeant).slice(0, READ);
}

/** The lists in a machine's latest sample that has any, as JSON; null: none has. */
export async function findLatestDetails(machineId: number): Promise<string | null> {
  const { client } = await database();
  const latest = await client.sample.findMany({
    where: { machineId },
    orderBy: { sampledAt: "desc" },
    take: LATEST,
    select: { details: true },
  });
  return latest.find(({ details }) => details !== null)?.details ?? null;
}
