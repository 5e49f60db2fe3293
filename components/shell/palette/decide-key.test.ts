import { expect, it } from "vitest";
import { decideKey } from "./decide-key";
import { PLACES } from "./places";

const plain = { isCtrlOrMeta: false, isAlt: false };

it.each([
  ["Ctrl or Cmd with K opens the palette", { key: "k", isCtrlOrMeta: true }, false, { kind: "open_palette" }],
  ["also with Shift or Caps Lock", { key: "K", isCtrlOrMeta: true }, false, { kind: "open_palette" }],
  ["the browser keeps its other shortcuts", { key: "g", isCtrlOrMeta: true }, false, { kind: "nothing" }],
  ["Alt belongs to the browser and to menus", { key: "?", isAlt: true }, false, { kind: "nothing" }],
  ["k alone is not a shortcut", { key: "k" }, false, { kind: "nothing" }],
  ["? shows the shortcuts", { key: "?" }, false, { kind: "show_help" }],
  ["g waits for the next key", { key: "g" }, false, { kind: "await_place" }],
  ["g m goes to the machines", { key: "m" }, true, { kind: "go", href: "/machines" }],
  ["g and an unknown key do nothing", { key: "z" }, true, { kind: "nothing" }],
  ["m alone does nothing", { key: "m" }, false, { kind: "nothing" }],
])("%s", (_, press, isAwaitingPlace, expected) => {
  expect(decideKey({ press: { ...plain, ...press }, isAwaitingPlace })).toEqual(expected);
});

it("gives no two places the same key", () => {
  const keys = PLACES.flatMap(({ key }) => key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});
