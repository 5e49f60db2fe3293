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
  ["an admin makes a viewer a member", other("viewer", "member"), change("nothing")],
  ["an admin makes a member an admin", other("member", "admin"), change("nothing")],
  ["an admin makes a member a viewer", other("member", "viewer"), change("nothing")],
  ["an admin demotes one of two admins", other("admin", "member"), change("admin")],
  ["an admin removes one of two admins", other("admin", null), change("everything")],
  ["an admin removes a viewer, being the only admin", other("viewer", null, 1), change("everything")],
  ["an admin is told to stay one, being the only one", self("admin", "admin", 1), change("nothing")],
  ["the only admin steps down", self("admin", "viewer", 1), refused("last_admin")],
  ["the only admin leaves", self("admin", null, 1), refused("last_admin")],
  ["one of two admins leaves", self("admin", null, 2), change("everything")],
  ["a viewer leaves", self("viewer", null, 1), change("everything")],
  ["a member makes themselves an admin", self("member", "admin", 1), refused("not_allowed")],
  ["a member removes somebody", { ...other("viewer", null), caller: "member" }, refused("not_allowed")],
  [
    "an admin who was demoted meanwhile removes somebody",
    { ...other("admin", null), caller: "viewer" },
    refused("not_allowed"),
  ],
  [
    "somebody who was removed meanwhile removes somebody",
    { ...other("admin", null), caller: null },
    refused("not_allowed"),
  ],
  ["somebody leaves who was removed meanwhile", self(null, null, 1), refused("not_allowed")],
  ["an admin removes nobody", other(null, null), refused("absent")],
])("%s", (_name, given, decision) => {
  expect(decideMembership(given)).toEqual(decision);
});
