import { expect, it } from "vitest";
import { type Slot, Slots } from "./slots";

const LIMITS = { underWay: 3, underWayOfOne: 2, waiting: 3, waitingOfOne: 2 };

/** Lets requests of these callers in, and records whose turns have come. */
function enter(slots: Slots, callers: string[]) {
  const begun: string[] = [];
  const placed = callers.map((caller, index) => {
    const slot = slots.enter(caller);
    void slot?.turn.then(() => begun.push(`${caller}${index}`));
    return slot;
  });
  return { begun, placed, leave: (index: number) => (placed[index] as Slot).leave() };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

it("lets a caller have two turns, others the rest, and more wait in order", async () => {
  const { begun, placed, leave } = enter(new Slots(LIMITS), ["a", "a", "a", "b", "c", "a"]);
  await settled();
  expect(begun).toEqual(["a0", "a1", "b3"]);
  expect(placed.includes(null)).toBe(false);
  leave(3);
  await settled();
  // The first that waits is the third request of a caller who has two turns already.
  expect(begun.slice(3)).toEqual(["c4"]);
  leave(0);
  leave(4);
  await settled();
  expect(begun.slice(4)).toEqual(["a2"]);
  leave(1);
  await settled();
  expect(begun.slice(5)).toEqual(["a5"]);
});

it("refuses a caller with two that wait, and everybody once three wait", () => {
  const { placed } = enter(new Slots(LIMITS), ["a", "a", "b", "a", "a", "a", "c", "d"]);
  expect(placed.map((slot) => slot !== null)).toEqual([true, true, true, true, true, false, true, false]);
});

it("counts a place that is left twice once, and forgets one that is left while it waits", async () => {
  const slots = new Slots({ ...LIMITS, underWay: 1, waiting: 1 });
  const { begun, leave } = enter(slots, ["a", "b"]);
  leave(1);
  leave(1);
  leave(0);
  leave(0);
  const later = enter(slots, ["c", "d", "e"]);
  await settled();
  expect(begun).toEqual(["a0"]);
  expect(later.begun).toEqual(["c0"]);
  expect(later.placed.map((slot) => slot !== null)).toEqual([true, true, false]);
});
