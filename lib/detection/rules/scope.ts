import { z } from "zod";
import type { RuleScope } from "./rule";

const stored = z.union([
  z.object({ all: z.literal(true) }),
  z.object({ tags: z.array(z.string()) }),
  z.object({ machines: z.array(z.number()) }),
]);

/** A rule's scope from its row. Throws when it is none. */
export function readScope(json: string): RuleScope {
  return stored.parse(JSON.parse(json));
}

/** Whether a rule of this scope is for a machine. `tags`: JSON, from its row. */
export function isInScope(scope: RuleScope, machine: { machineId: number; tags: string }): boolean {
  if ("all" in scope) return true;
  if ("machines" in scope) return scope.machines.includes(machine.machineId);
  const tags: unknown = JSON.parse(machine.tags);
  return Array.isArray(tags) && scope.tags.some((tag) => tags.includes(tag));
}
