import type { Role } from "@/lib/people/teams/roles";

/** What a role may do, in a few words. */
export const ROLE_WORDS: Record<Role, string> = {
  viewer: "Sees everything, changes nothing.",
  member: "Adds and manages machines as well.",
  admin: "Manages channels and people as well.",
};
