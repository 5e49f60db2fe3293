import { parseDuration } from "@/lib/base/duration";
import type { PolicyView } from "@/lib/events/policies/schema";
import type { PolicyBody } from "./draft";

type Draft = PolicyBody & { id?: PolicyView["id"] };

const UNNAMED = "New policy";

/**
 * The active policies as they would be with one changed or added, for /api/v1/policies/impact. A new one comes last before
 * the default one.
 */
export function draftPolicies({
  id,
  body,
  policies,
}: {
  id: PolicyView["id"] | null;
  body: PolicyBody;
  policies: readonly PolicyView[];
}): Draft[] {
  // Whoever edits a policy that is off wants to know what it would mean.
  const others = policies.filter((policy) => policy.is_active || policy.id === id);
  const drafts = others.map((policy): Draft => (policy.id === id ? named(body, id) : toDraft(policy)));
  return id === null ? [...drafts.slice(0, -1), named(body), ...drafts.slice(-1)] : drafts;
}

/** Whether a draft says enough for the hub to say what it would mean. */
export function isComplete({ match: { machines, when }, steps, reminder }: PolicyBody): boolean {
  const isFor =
    "all" in machines || ("tags" in machines ? machines.tags.length > 0 : machines.machines.length > 0);
  const isDuring = when === null || (when.from !== "" && when.until !== "" && hasDays(when));
  const isPlanned = steps.every(
    ({ wait, channels }) => parseDuration(wait) !== null && (channels === "all" || channels.length > 0),
  );
  return isFor && isDuring && isPlanned && (reminder === null || isSound(reminder));
}

function hasDays({ days }: NonNullable<PolicyBody["match"]["when"]>): boolean {
  return days === undefined || !("weekdays" in days) || days.weekdays.length > 0;
}

function isSound({ every, at_most: atMost }: NonNullable<PolicyBody["reminder"]>): boolean {
  return parseDuration(every) !== null && Number.isInteger(atMost) && atMost > 0;
}

/** Where the policy that is edited stands among them. */
export function indexOf({
  id,
  policies,
}: {
  id: PolicyView["id"] | null;
  policies: readonly Draft[];
}): number {
  return id === null ? policies.length - 2 : policies.findIndex((policy) => policy.id === id);
}

function named(body: PolicyBody, id?: PolicyView["id"]): Draft {
  return { ...body, name: body.name || UNNAMED, ...(id !== undefined && { id }) };
}

function toDraft({ id, name, match, severity, steps, reminder }: PolicyView): Draft {
  // What a deleted channel has left behind notifies nobody, and a body cannot say so.
  const kept = steps.filter(({ channels }) => channels === "all" || channels.length > 0);
  return { id, name, match, severity, steps: kept, reminder };
}
