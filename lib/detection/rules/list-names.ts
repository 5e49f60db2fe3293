import { z } from "zod";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { type Asked, findLatestDetails, findMachinesIn } from "./names-data";
import type { KnownNames } from "./names-schema";

const MAX_NAMES = 64;

const named = z.array(z.object({ name: z.string() })).default([]);
/** The lists of a stored sample, as far as their names go. */
const detailsSchema = z.object({
  filesystems: z.array(z.object({ mount: z.string() })).default([]),
  interfaces: named,
  temperatures: named,
  gauges: z.record(z.string(), z.unknown()).default({}),
});

/** What the machines of a scope have that a rule can watch: for suggestions, so a look at some of them is enough. */
export async function listNames({ scope, ...asked }: Asked & { scope: TeamScope }): Promise<KnownNames> {
  requirePermission(scope, "rules.read");
  const machines = await findMachinesIn({ scope, ...asked });
  const latest = await Promise.all(machines.map(({ id }) => findLatestDetails(id)));
  const lists = latest.flatMap((json) => (json === null ? [] : [namesIn(json)]));
  return {
    names: {
      filesystem: frequent(lists.map(({ filesystem }) => filesystem)),
      interface: frequent(lists.map((each) => each.interface)),
      temperature: frequent(lists.map(({ temperature }) => temperature)),
      gauge: frequent(lists.map(({ gauge }) => gauge)),
    },
    machines: machines.map(({ id, name }) => ({ id, name })),
  };
}

function namesIn(json: string): KnownNames["names"] {
  const { filesystems, interfaces, temperatures, gauges } = detailsSchema.parse(JSON.parse(json));
  return {
    filesystem: filesystems.map(({ mount }) => mount),
    interface: interfaces.map(({ name }) => name),
    temperature: temperatures.map(({ name }) => name),
    gauge: Object.keys(gauges),
  };
}

function frequent(lists: string[][]): string[] {
  const counts = new Map<string, number>();
  for (const name of lists.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  return names.slice(0, MAX_NAMES).map(([name]) => name);
}
