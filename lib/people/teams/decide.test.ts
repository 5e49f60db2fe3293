import { expect, it } from "vitest";
import { decideMembership, type MembershipDecision } from "./decide";

type Given = Parameters<typeof decideMembership>[0];

const change = (loses: "everything" | "admin" | "nothing"): MembershipDecision => ({ kind: "change", loses });
const refused = (kind: "absent" | "last_admin" | "not_allowed"): MembershipDecision => ({ kind });

const other = (member: Given["member"], to: Given["to"], admins = 2): Given => ({
  member,
  caller: "admin",
  isSelf: false,
  to,
  admins,
});
const self = (role: Given["member"], to: Given["to"], admins: number): Given => ({
  member: role,
  caller: role,
  isSelf: true,
  to,
  admins,
});

it.each<[string, Given, MembershipDecision]>([
  ["an admin turns a viewer into a member", other("viewer", "member"), change("nothing")],
  ["an admin turns a member into an admin", other("member", "admin"), change("nothing")],
  ["an admin turns a member into a viewer", other("member", "viewer"), change("nothing")],
  ["an admin demotes one of two admins", other("admin", "member"), change("admin")],
  ["an admin removes one of two admins", other("admin", null), change("everything")],
  ["the only admin removes a viewer", other("viewer", null, 1), change("everything")],
  ["the only admin stays an admin", self("admin", "admin", 1), change("nothing")],
  ["the only admin steps down", self("admin", "viewer", 1), refused("last_admin")],
  ["the only admin leaves", self("admin", null, 1), refused("last_admin")],
  ["one of two admins leaves", self("admin", null, 2), change("everything")],
  ["a viewer leaves", self("viewer", null, 1), change("everything")],
  ["a member tries to become an admin", self("member", "admin", 1), refused("not_allowed")],
  [
    "a member tries to remove somebody",
    { ...other("viewer", null), caller: "member" },
    refused("not_allowed"),
  ],
  [
    "an admin who has been demoted meanwhile tries to remove somebody",
    { ...other("admin", null), caller: "viewer" },
    refused("not_allowed"),
  ],
  [
    "somebody who was removed meanwhile tries to remove somebody",
    { ...other("admin", null), caller: null },
    refused("not_allowed"),
  ],
  ["somebody who was removed meanwhile tries to leave", self(null, null, 1), refused("not_allowed")],
  ["an admin tries to remove somebody who is not in the team", other(null, null), refused("absent")],
])("%s", (_name, given, decision) => {
  expect(decideMembership(given)).toEqual(decision);
});
