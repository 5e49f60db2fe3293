import { type Client, database, type Tx } from "../db/client";
import type { AgentKeyRecord, MachineRecord } from "../db/models";
import { env } from "../env";
import { afterId, type PageRequest } from "../paging";
import type { TeamScope } from "../teams/scope";
import { type MachineFilter, matchesText } from "./filter";
import type { HubFacts } from "./view";

const BATCH = 500;

/** Heard time and the thresholds that stand behind the machines' own. */
export async function getHubFacts(scope: TeamScope, on?: Tx): Promise<HubFacts> {
  const client: Client | Tx = on ?? (await database()).client;
  const pulse = await client.hubPulse.findUnique({ where: { id: 1 } });
  const team = await client.team.findUnique({ where: { id: scope.teamId } });
  return {
    heardMs: Number(pulse?.heardMs ?? 0n),
    teamOfflineAfterMs: team?.offlineAfterMs ?? null,
    instanceOfflineAfterMs: env().offlineAfterMs,
  };
}

/** The team's machine of this id, or null. */
export async function findMachine({ scope, id }: { scope: TeamScope; id: number }) {
  const { client } = await database();
  return client.machine.findFirst({ where: { id, teamId: scope.teamId } });
}

/** The keys of a machine that are good at this moment, oldest first. */
export async function findLiveKeys({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<AgentKeyRecord[]> {
  const { client } = await database();
  return client.agentKey.findMany({
    where: {
      machine: { id, teamId: scope.teamId },
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    },
    orderBy: { id: "asc" },
  });
}

/** The team's machines that match, in order of their ids; one more than the page holds, if there is one. */
export async function findMachines({
  scope,
  filter,
  page,
}: {
  scope: TeamScope;
  filter: MachineFilter;
  page: PageRequest;
}): Promise<MachineRecord[]> {
  const { client } = await database();
  const found: MachineRecord[] = [];
  let after = afterId(page) ?? 0;
  for (;;) {
    const batch = await client.machine.findMany({
      where: { teamId: scope.teamId, id: { gt: after }, ...(filter.status && { status: filter.status }) },
      orderBy: { id: "asc" },
      take: BATCH,
    });
    found.push(...batch.filter((machine) => matchesText({ machine, filter })));
    const last = batch.at(-1);
    if (found.length > page.limit || batch.length < BATCH || last === undefined) break;
    after = last.id;
  }
  return found.slice(0, page.limit + 1);
}
