import { isAllowed, type Role } from "@/lib/people/teams/roles";

/** What a chat is answered that holds up a link. */
export type LinkAnswer =
  | { kind: "linked"; teamName: string; channelName: string }
  /** Another channel of the team leads to the same chat. */
  | { kind: "linked_already"; teamName: string; channelName: string }
  | { kind: "used" }
  | { kind: "expired" }
  /** It was never given out, or whoever made it may not any more. */
  | { kind: "unknown" };

/** What a link is still good for, decided from its locked row. */
export function decideLink({
  link,
  now,
}: {
  /** `role`: what its maker is in the team now. */
  link: { expiresAt: Date; usedAt: Date | null; role: Role } | null;
  now: Date;
}): { kind: "good" } | Extract<LinkAnswer, { kind: "used" | "expired" | "unknown" }> {
  if (link === null || !isAllowed({ role: link.role, permission: "channels.write" }))
    return { kind: "unknown" };
  if (link.usedAt !== null) return { kind: "used" };
  return { kind: link.expiresAt <= now ? "expired" : "good" };
}

/** The name wanted, or with the first number behind it that nobody in the team has. */
export function freeName({ wanted, taken }: { wanted: string; taken: ReadonlySet<string> }): string {
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted} ${number}`)) number++;
  return `${wanted} ${number}`;
}
