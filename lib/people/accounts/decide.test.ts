import { expect, it } from "vitest";
import { decideAccount } from "./decide";

const admin = { isInstanceAdmin: true, isDisabled: false };
const disable = { caller: admin, account: { isDisabled: false }, isSelf: false, to: "disabled" } as const;

it.each([
  ["an account in use", disable, { kind: "change", isNew: true }],
  [
    "one that is disabled already",
    { ...disable, account: { isDisabled: true } },
    { kind: "change", isNew: false },
  ],
  ["one that does not exist", { ...disable, account: null }, { kind: "absent" }],
  ["one's own", { ...disable, isSelf: true }, { kind: "yourself" }],
  ["any, by somebody who is signed out", { ...disable, caller: null }, { kind: "not_allowed" }],
  [
    "any, by somebody else",
    { ...disable, caller: { ...admin, isInstanceAdmin: false } },
    { kind: "not_allowed" },
  ],
  [
    "any, by a disabled admin",
    { ...disable, caller: { ...admin, isDisabled: true } },
    { kind: "not_allowed" },
  ],
])("disabling %s", (_name, given, expected) => {
  expect(decideAccount(given)).toEqual(expected);
});

it.each([
  ["a disabled account", true, { kind: "change", isNew: true }],
  ["an account in use", false, { kind: "change", isNew: false }],
])("enabling %s", (_name, isDisabled, expected) => {
  expect(decideAccount({ ...disable, account: { isDisabled }, to: "enabled" })).toEqual(expected);
});
