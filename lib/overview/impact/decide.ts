import type { PolicyInForce } from "@/lib/events/policies/choose-policy";
import { chosenFor } from "../chosen-for";
import type { Configuration } from "../configuration";
import { type Reach, reachOf } from "../expected-turns";

export type WatchedMachine = { id: number; name: string; tags: readonly string[] };

/** What a change of who is notified would mean for outages that begin at a moment. */
export type Impact = {
  machines: number;
  /** Nobody would be notified of them any more. */
  nobody: WatchedMachine[];
  /** The first one would be notified later. `byMs`: by how much at most. */
  later: { machines: WatchedMachine[]; byMs: number };
  /** They would reach somebody only through the default policy. */
  fallback: WatchedMachine[];
  /** The machines that each policy would be for, in the order of the policies after the change. */
  matched: WatchedMachine[][];
};

/** Compares who would be notified of an outage of each machine before and after a change. */
export function decideImpact({
  machines,
  before,
  after,
  atMs,
}: {
  machines: readonly WatchedMachine[];
  before: Configuration;
  after: Configuration;
  atMs: number;
}): Impact {
  const reachBefore = reacher(before);
  const reachAfter = reacher(after);
  const impact: Impact = {
    machines: machines.length,
    nobody: [],
    later: { machines: [], byMs: 0 },
    fallback: [],
    matched: after.policies.map(() => []),
  };
  for (const machine of machines) {
    const was = reachBefore(chosenFor(machine, before, atMs));
    const policy = chosenFor(machine, after, atMs);
    if (policy !== null) impact.matched[after.policies.indexOf(policy)]?.push(machine);
    const will = reachAfter(policy);
    if (was === null) continue;
    if (will === null) impact.nobody.push(machine);
    else if (will.isFallback && !was.isFallback) impact.fallback.push(machine);
    else if (will.afterMs > was.afterMs) {
      impact.later.machines.push(machine);
      impact.later.byMs = Math.max(impact.later.byMs, will.afterMs - was.afterMs);
    }
  }
  return impact;
}

/** Asks once for each policy who would be notified, however many machines it is for. */
function reacher({ policies, channels }: Configuration): (policy: PolicyInForce | null) => Reach | null {
  const known = new Map<PolicyInForce | null, Reach | null>();
  const fallback = policies.find(({ isDefault }) => isDefault) ?? null;
  return (policy) => {
    const reach = known.get(policy);
    if (reach !== undefined) return reach;
    const found = reachOf({ kind: "offline", policy, fallback, channels });
    known.set(policy, found);
    return found;
  };
}
