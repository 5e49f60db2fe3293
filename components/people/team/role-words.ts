import type { Role } from "@/lib/people/teams/roles";

/** What each role may do. */
export const ROLE_WORDS: Record<Role, string> = {
  viewer: "Can see everything, but change nothing.",
  member: "Can also add and manage machines.",
  admin: "Can also manage channels and members.",
};
