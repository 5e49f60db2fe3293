import { expect, it } from "vitest";
import { findFaults, findNamedTypes } from "./check-layers.mjs";

/** @param {string} source @param {string[]} imports */
const module = (source, ...imports) => ({
  source,
  dependencies: imports.map((resolved) => ({ resolved })),
});

/** @type {[string, ReturnType<typeof module>[], string[]][]} */
const ROWS = [
  ["a wing may import a wing before it", [module("lib/events/a.ts", "lib/base/b.ts")], []],
  [
    "a room may import another room of its wing",
    [module("lib/people/auth/a.ts", "lib/people/teams/b.ts")],
    [],
  ],
  ["components are checked on their own", [module("components/ui/a.tsx", "lib/overview/b.ts")], []],
  ["tests may import upwards", [module("lib/base/a.test.ts", "lib/overview/b.ts")], []],
  ["generated code belongs to no wing", [module("lib/db/client.ts", "lib/db/generated/client.ts")], []],
  [
    "an upward import",
    [module("lib/events/a.ts", "lib/machines/b.ts")],
    ["imports upwards: lib/events/a.ts → lib/machines/b.ts"],
  ],
  [
    "an upward import in components",
    [module("components/ui/a.tsx", "components/shell/b.tsx")],
    ["imports upwards: components/ui/a.tsx → components/shell/b.tsx"],
  ],
  ["a file in no wing", [module("lib/helpers/a.ts")], ["in no wing: lib/helpers/a.ts"]],
  ["a file at the root", [module("lib/ids.ts")], ["in no wing: lib/ids.ts"]],
  [
    "two rooms that import each other",
    [
      module("lib/people/auth/a.ts", "lib/people/teams/b.ts"),
      module("lib/people/teams/c.ts", "lib/people/auth/d.ts"),
    ],
    ["in or between circles of imports: lib/people/auth, lib/people/teams"],
  ],
  [
    "a wing and a room in it that import each other",
    [
      module("lib/events/a.ts", "lib/events/reachability/b.ts"),
      module("lib/events/reachability/b.ts", "lib/events/c.ts"),
    ],
    ["in or between circles of imports: lib/events, lib/events/reachability"],
  ],
  [
    "a circle of three rooms, and none of those beside it",
    [
      module("lib/people/auth/a.ts", "lib/people/teams/b.ts"),
      module("lib/people/teams/b.ts", "lib/people/tokens/c.ts"),
      module("lib/people/tokens/c.ts", "lib/people/auth/a.ts", "lib/base/ids.ts"),
      module("lib/people/profile/d.ts", "lib/people/auth/a.ts"),
    ],
    ["in or between circles of imports: lib/people/auth, lib/people/teams, lib/people/tokens"],
  ],
];

it.each(ROWS)("%s", (_, modules, faults) => {
  expect(findFaults(modules)).toEqual(faults);
});

/** @type {[string, string, string, string[]][]} */
const NAMING = [
  ["its own folder in lib", "lib/notifications/transports/pager/type.ts", 'type: "pager"', []],
  ["its own folder in components", "components/notifications/pager/form.ts", 'type: "pager"', []],
  ["a test", "lib/overview/view.test.ts", 'type: "pager"', []],
  ["a longer word", "lib/overview/view.ts", '"pager-duty"', []],
  ["a page", "app/page.tsx", 'type === "pager"', ["names the channel type pager: app/page.tsx"]],
  ["SQL", "lib/db/sqlite.ts", "c.type = 'pager'", ["names the channel type pager: lib/db/sqlite.ts"]],
  [
    "the registry itself",
    "lib/notifications/transports/registry.ts",
    "`pager`",
    ["names the channel type pager: lib/notifications/transports/registry.ts"],
  ],
];

it.each(NAMING)("a channel type named in %s", (_, source, text, faults) => {
  expect(findNamedTypes([{ source, text }], ["pager"])).toEqual(faults);
});
