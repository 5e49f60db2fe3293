import { expect, it } from "vitest";
import type { Role } from "../teams/roles";
import { decideReset, type ResetDecision } from "./decide";

const somebody = (role: Role, isInstanceAdmin = false) => ({ role, isInstanceAdmin, teams: 1 });
const admin = somebody("admin");

type Given = Partial<Parameters<typeof decideReset>[0]>;

it.each<[string, Given, ResetDecision["kind"]]>([
  ["an admin may for a member who is only in this team", {}, "allow"],
  ["an admin may for another admin who is only in this team", { member: somebody("admin") }, "allow"],
  ["a member may not", { maker: somebody("member") }, "not_allowed"],
  [
    "a viewer may not, even as an admin of the installation",
    { maker: somebody("viewer", true) },
    "not_allowed",
  ],
  ["somebody who has left the team may not", { maker: null }, "not_allowed"],
  ["somebody outside the team looks absent", { member: null }, "absent"],
  ["nobody may for themselves", { isSelf: true }, "yourself"],
  [
    "an account with access to another team is out of reach",
    { member: { ...admin, teams: 2 } },
    "out_of_reach",
  ],
  ["so is one with access to the installation", { member: somebody("viewer", true) }, "out_of_reach"],
  [
    "an admin of the installation can reach both",
    { maker: somebody("admin", true), member: { ...somebody("viewer", true), teams: 2 } },
    "allow",
  ],
])("%s", (_, given, kind) => {
  const asked = { maker: admin, member: somebody("member"), isSelf: false, ...given };
  expect(decideReset(asked)).toEqual({ kind });
});
