export const ROLES = ["viewer", "member", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** What can be done in a team, and the lowest role that may do it. */
const LEAST_ROLE = {
  "overview.read": "viewer",
  "machines.read": "viewer",
  "machines.write": "member",
  "incidents.read": "viewer",
  "incidents.acknowledge": "member",
  "windows.read": "viewer",
  "windows.write": "member",
  "rules.read": "viewer",
  "rules.write": "member",
  "channels.read": "viewer",
  "channels.write": "admin",
  "policies.read": "viewer",
  "policies.write": "admin",
  "deliveries.read": "viewer",
  "deliveries.replay": "admin",
  "team.read": "viewer",
  "team.write": "admin",
  "people.read": "viewer",
  "people.write": "admin",
  "tokens.own": "viewer",
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof LEAST_ROLE;

/** Whether a role allows this. */
export function isAllowed({ role, permission }: { role: Role; permission: Permission }): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(LEAST_ROLE[permission]);
}

/** The lesser of two roles; null sets no limit. */
export function lesserRole(role: Role, limit: Role | null): Role {
  return limit === null || ROLES.indexOf(role) <= ROLES.indexOf(limit) ? role : limit;
}
