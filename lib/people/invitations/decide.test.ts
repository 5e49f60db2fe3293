import { expect, it } from "vitest";
import { decideJoin, type JoinDecision } from "./decide";

const NOW = new Date("2026-11-25T12:00:00Z");
const invitation = (endsInMs: number) => ({
  teamId: 7,
  role: "member",
  expiresAt: new Date(NOW.getTime() + endsInMs),
});

it.each<[string, ReturnType<typeof invitation> | null, boolean, JoinDecision]>([
  ["one that is good lets in", invitation(1), false, { kind: "join", teamId: 7, role: "member" }],
  ["one that ends at this moment is over", invitation(0), false, { kind: "over" }],
  ["one that ended is over", invitation(-1), false, { kind: "over" }],
  ["one that is not there is over", null, false, { kind: "over" }],
  ["a member needs none", invitation(1), true, { kind: "member_already" }],
  ["a member with one that ended learns that it is over", invitation(0), true, { kind: "over" }],
])("%s", (_name, given, isMember, decision) => {
  expect(decideJoin({ invitation: given, isMember, now: NOW })).toEqual(decision);
});
