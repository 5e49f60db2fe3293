import type { Database } from "@/lib/db/client";
import type { PersonScope, TeamScope } from "@/lib/people/teams/scope";
import { LARGE_TEAM, SMALL_TEAM } from "../../large-hub/shape";
import type { Growth } from "../judge";

/** A hub to walk a path on. */
export type Given = {
  hub: Database;
  now: Date;
  /** The last machine of the large team: it is online. */
  quiet: number;
  team: TeamScope;
  smallTeam: TeamScope;
  person: PersonScope;
};

/** Something that a page, the API, the live stream, health or a job of the worker runs. */
export type Path = {
  name: string;
  walk(given: Given): Promise<unknown>;
  /** Statements that may cost more, and with what. */
  grows?: readonly { with: Growth; what: RegExp }[];
};

/** The machine that has had one in five of all outages. */
export const HOT_MACHINE = 1;

/** The scopes of somebody who belongs to both teams, as only the gate makes them elsewhere. */
export function scopes() {
  const member = { userId: 1, role: "admin", via: { kind: "session", id: "session-1" } };
  return {
    team: { ...member, teamId: LARGE_TEAM } as unknown as TeamScope,
    smallTeam: { ...member, teamId: SMALL_TEAM } as unknown as TeamScope,
    person: { userId: 1, sessionId: "session-1", isInstanceAdmin: true } as unknown as PersonScope,
  };
}

/** The fleet is counted, and a status or a text is looked for in all of it: an index would cost every report. */
export const COUNTS_FLEET: Path["grows"] = [{ with: "machines", what: /FROM .*machines/s }];
/** What waits is counted, up to a thousand. */
export const COUNTS_WAITING: Path["grows"] = [{ with: "machines", what: /COUNT/ }];
