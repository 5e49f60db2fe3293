import { isAllowed, type Role } from "@/lib/people/teams/roles";

/** What a chat is answered that used a link. */
export type LinkAnswer =
  | { kind: "linked"; teamName: string; channelName: string }
  /** Another channel of the team leads to the same chat. */
  | { kind: "linked_already"; teamName: string; channelName: string }
  | { kind: "used" }
  | { kind: "expired" }
  /** It was never created, or its creator may no longer create links. */
  | { kind: "unknown" };

/** What a link can still do, decided from its locked row. */
export function decideLink({
  link,
  now,
}: {
  /** `role`: its creator's role in the team now. */
  link: { expiresAt: Date; usedAt: Date | null; role: Role } | null;
  now: Date;
}): { kind: "good" } | Extract<LinkAnswer, { kind: "used" | "expired" | "unknown" }> {
  if (link === null || !isAllowed({ role: link.role, permission: "channels.write" }))
    return { kind: "unknown" };
  if (link.usedAt !== null) return { kind: "used" };
  return { kind: link.expiresAt <= now ? "expired" : "good" };
}

/** The wanted name, or with the first number after it that is not taken in the team. */
export function freeName({ wanted, taken }: { wanted: string; taken: ReadonlySet<string> }): string {
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted} ${number}`)) number++;
  return `${wanted} ${number}`;
}
