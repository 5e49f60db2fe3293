import { describe, expect, it } from "vitest";
import { Lanes } from "./lanes";

const enter = (lanes: Lanes, count: number) => Array.from({ length: count }, () => lanes.enter());

describe("Lanes", () => {
  it("moves an attempt that hangs, and gives its place to the next one", () => {
    const lanes = new Lanes({ fast: 2, slow: 2 });
    const [first] = enter(lanes, 2);
    expect(lanes.room).toBe(0);
    if (first !== undefined) lanes.slowDown(first);
    expect(lanes.room).toBe(1);
  });

  it("keeps an attempt where it is while the slow lane is full, and moves it when there is room", () => {
    const lanes = new Lanes({ fast: 2, slow: 1 });
    const [first, second] = enter(lanes, 2);
    if (first === undefined || second === undefined) throw new Error("no places");
    lanes.slowDown(first);
    lanes.slowDown(second);
    expect(lanes.room).toBe(1);
    lanes.leave(first);
    expect(lanes.room).toBe(2);
    lanes.leave(second);
    const [third] = enter(lanes, 1);
    if (third !== undefined) lanes.slowDown(third);
    expect(lanes.room).toBe(2);
  });

  it("takes what is known to be slow again when half of the slow lane is free", () => {
    const lanes = new Lanes({ fast: 4, slow: 4 });
    const places = enter(lanes, 4);
    for (const place of places) lanes.slowDown(place);
    expect(lanes.isSlowFull).toBe(true);
    const [first, second] = places;
    if (first !== undefined) lanes.leave(first);
    expect(lanes.isSlowFull).toBe(true);
    if (second !== undefined) lanes.leave(second);
    expect(lanes.isSlowFull).toBe(false);
  });
});
