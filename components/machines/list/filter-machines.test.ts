import { expect, it } from "vitest";
import { filterMachines, type MachineFilter, sortByName } from "./filter-machines";
import { listedMachine } from "./listed-machine.fixture";

const PAUSE = { paused_until: "2026-03-01T14:00:00.000Z" };
const machines = sortByName([
  listedMachine({ name: "web-10", tags: ["fra1", "web"] }),
  listedMachine({ name: "web-2", tags: ["web"] }),
  listedMachine({ name: "nas", status: "disabled", ...PAUSE }),
  listedMachine({ name: "db", status: "offline", hostname: "DB.example.org" }),
  listedMachine({ name: "mail", late: true }),
  listedMachine({ name: "old", status: "offline", ...PAUSE }),
  listedMachine({ name: "backup", status: "pending" }),
]);

it.each([
  ["all machines, numbers in names in order", {}, ["backup", "db", "mail", "nas", "old", "web-2", "web-10"]],
  ["late machines are also online", { status: "online" }, ["mail", "web-2", "web-10"]],
  ["only late machines", { status: "late" }, ["mail"]],
  ["a paused machine is not offline", { status: "offline" }, ["db"]],
  ["a paused machine is paused, unless it is disabled", { status: "paused" }, ["old"]],
  ["a disabled machine is disabled", { status: "disabled" }, ["nas"]],
  ["text matches the hostname in any case", { query: " db.EX " }, ["db"]],
  ["text matches a tag", { query: "fra1" }, ["web-10"]],
  ["a tag must match completely", { tags: ["we"] }, []],
  ["of two tags, a machine must have both", { tags: ["web", "fra1"] }, ["web-10"]],
  ["status and text together", { status: "offline", query: "web" }, []],
] satisfies [string, Partial<MachineFilter>, string[]][])("%s", (_name, given, names) => {
  const filter = { status: null, tags: [], query: "", ...given };
  expect(filterMachines({ machines, filter }).map(({ name }) => name)).toEqual(names);
});
