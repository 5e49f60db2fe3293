import { expect, it } from "vitest";
import { decideJoin, type JoinDecision } from "./decide";

const NOW = new Date("2026-11-25T12:00:00Z");
const invitation = (endsInMs: number) => ({
  teamId: 7,
  role: "member",
  expiresAt: new Date(NOW.getTime() + endsInMs),
});

it.each<[string, ReturnType<typeof invitation> | null, boolean, JoinDecision]>([
  ["a valid one lets somebody join", invitation(1), false, { kind: "join", teamId: 7, role: "member" }],
  ["one that ends at this moment has ended", invitation(0), false, { kind: "over" }],
  ["one that ended earlier has ended", invitation(-1), false, { kind: "over" }],
  ["an unknown one counts as ended", null, false, { kind: "over" }],
  ["a member does not need one", invitation(1), true, { kind: "member_already" }],
  ["a member with one that has ended learns that", invitation(0), true, { kind: "over" }],
])("%s", (_name, given, isMember, decision) => {
  expect(decideJoin({ invitation: given, isMember, now: NOW })).toEqual(decision);
});
