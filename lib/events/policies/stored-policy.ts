import { logger } from "@/lib/base/logger";
import { type Match, readMatch } from "./match";
import { EVERYBODY_AT_ONCE, type Plan, readPlan } from "./plan";

const CANNOT = "A policy cannot be read, as if a newer version of the hub had written it";

/**
 * The plan of a version, for what must go on whatever its row holds: if it cannot be read, everybody is notified at once.
 * Notifying too many is a nuisance; notifying nobody is the one thing that a policy may not do.
 */
export function planOf({ id, plan }: { id: number; plan: string }): Plan {
  try {
    return readPlan(plan);
  } catch (error) {
    logger("policies").error({ err: error, versionId: id }, CANNOT);
    return EVERYBODY_AT_ONCE;
  }
}

/** What a version matches; null: that cannot be read, and the next policy decides. */
export function matchOf({ id, match }: { id: number; match: string }): Match | null {
  try {
    return readMatch(match);
  } catch (error) {
    logger("policies").error({ err: error, versionId: id }, CANNOT);
    return null;
  }
}
