import { ROLES, type Role } from "@/lib/people/teams/roles";
import type { CallerName, ObjectKind, Owner } from "./callers";
import type { ApiAccess, IngestAccess, Least, PageAccess } from "./table";

type OutageStatus = {
  /** In the home team; null: in another. */
  role: Role | null;
  isInstanceAdmin?: true;
  by?: "token";
};

// Null: what they send proves nothing.
const RIGHTS: Record<CallerName, OutageStatus | "no team" | null> = {
  nobody: null,
  "a viewer": { role: "viewer" },
  "a member": { role: "member" },
  "an admin": { role: "admin" },
  "an admin of the installation who is a viewer": { role: "viewer", isInstanceAdmin: true },
  "another team's admin": { role: null },
  "somebody in no team": "no team",
  "a session that was ended": null,
  "a token that has expired": null,
  "an admin's token that may only read": { role: "viewer", by: "token" },
  "an admin's token": { role: "admin", by: "token" },
};

type Question = { caller: CallerName; whose: Owner };

/** The statuses with which the API may answer this caller, according to the table. */
export function expectedOfApi({
  access,
  caller,
  whose,
}: Question & { access: ApiAccess }): readonly number[] {
  const gives = typeof access.gives === "number" ? [access.gives] : access.gives;
  if (access.least === "anybody") return gives;
  const rights = RIGHTS[caller];
  const isPersonal = access.least === "person" || access.asPerson === true;
  if (rights === null) return [401];
  if (rights === "no team") {
    if (!isPersonal) return [401];
    if (access.least === "instance admin") return [403];
  } else {
    if (rights.by === "token" && (isPersonal || access.browserOnly)) return [403];
    if (!isEnough({ rights, least: access.least })) return [403];
  }
  return isTheirs({ object: access.object, rights, whose }) ? gives : [404];
}

/** How a page answers this caller, according to the table: a status, or the path to which it redirects. */
export function expectedOfPage({
  access,
  caller,
  whose,
}: Question & { access: PageAccess | IngestAccess }): number | string {
  const rights = RIGHTS[caller];
  // Programs have no pages: pages ignore tokens.
  const isSignedIn = rights !== null && (rights === "no team" || rights.by === undefined);
  if ("strangers" in access) {
    if (access.object !== undefined && whose === "absent") return 404;
    if (!isSignedIn) return access.strangers;
    return rights === "no team" ? (access.withoutTeam ?? access.signedIn) : access.signedIn;
  }
  if (!isSignedIn) return "/sign-in";
  if (rights === "no team") return "/no-team";
  if (!isEnough({ rights, least: access.least })) return 404;
  return isTheirs({ object: access.object, rights, whose }) ? (access.leadsTo ?? 200) : 404;
}

function isEnough({ rights, least }: { rights: OutageStatus; least: Least }): boolean {
  if (least === "anybody" || least === "person") return true;
  if (least === "instance admin") return rights.isInstanceAdmin === true;
  // A caller from another team is its admin.
  return ROLES.indexOf(rights.role ?? "admin") >= ROLES.indexOf(least);
}

function isTheirs({
  object,
  rights,
  whose,
}: {
  object: ObjectKind | undefined;
  rights: OutageStatus | "no team";
  whose: Owner;
}): boolean {
  if (object === undefined) return true;
  // Accounts belong to the installation, not to a team.
  if (object === "account") return whose !== "absent";
  if (whose !== "own") return false;
  return object.startsWith("own ") || (rights !== "no team" && rights.role !== null);
}
