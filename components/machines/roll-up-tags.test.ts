import { expect, it } from "vitest";
import { listedMachine } from "@/tests/support/listed-machine";
import { rollUpTags } from "./roll-up-tags";

it("counts the machines of each tag and says the worst that is true of them, the worst tags first", () => {
  const machines = [
    listedMachine({ tags: ["web", "fra1"] }),
    listedMachine({ tags: ["web"], late: true }),
    listedMachine({ tags: ["db"], status: "offline" }),
    listedMachine({ tags: ["db", "fra1"], status: "disabled" }),
    listedMachine({ tags: ["lab"], status: "offline", paused_until: "2026-03-01T14:00:00.000Z" }),
    listedMachine(),
  ];
  expect(rollUpTags(machines)).toEqual([
    { tag: "db", count: 2, worst: "offline", offline: 1 },
    { tag: "fra1", count: 2, worst: "online", offline: 0 },
    { tag: "lab", count: 1, worst: "paused", offline: 0 },
    { tag: "web", count: 2, worst: "late", offline: 0 },
  ]);
});
