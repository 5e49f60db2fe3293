export const ROLES = ["viewer", "member", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** What may be done in a team, and the least role that may do it. */
const LEAST_ROLE = {
  "machines.write": "member",
  "channels.read": "viewer",
  "channels.write": "admin",
  "deliveries.replay": "admin",
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof LEAST_ROLE;

/** Whether a role may do this. */
export function isAllowed({ role, permission }: { role: Role; permission: Permission }): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(LEAST_ROLE[permission]);
}
