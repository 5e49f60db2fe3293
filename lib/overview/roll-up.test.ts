import { expect, it } from "vitest";
import { rollUp } from "./roll-up";

const none = { pending: 0, online: 0, late: 0, offline: 0, disabled: 0, paused: 0 };

it("counts every machine once in all and once under each of its tags, worst tags first", () => {
  const { counts, tags } = rollUp([
    { status: "online", tags: ["web", "fra1"], count: 3, late: 1 },
    { status: "offline", tags: ["web"], count: 2, late: 0 },
    { status: "paused", tags: [], count: 4, late: 0 },
    { status: "online", tags: ["db"], count: 1, late: 0 },
  ]);
  expect(counts).toEqual({ ...none, online: 4, late: 1, offline: 2, paused: 4 });
  expect(tags).toEqual([
    { tag: "web", counts: { ...none, online: 3, late: 1, offline: 2 } },
    { tag: "db", counts: { ...none, online: 1 } },
    { tag: "fra1", counts: { ...none, online: 3, late: 1 } },
  ]);
});

it("returns zeros for no machines", () => {
  expect(rollUp([])).toEqual({ counts: none, tags: [] });
});
