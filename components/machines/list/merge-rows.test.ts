import { expect, it } from "vitest";
import type { MachineRowsView } from "@/lib/machines/row-schema";
import { listedMachine } from "./listed-machine.fixture";
import { firstRows, mergeRows } from "./merge-rows";

const NEXT = "2026-03-01T12:00:05.000Z";
const row = (id: number, name = `web-${id}`) => {
  const { late: _, flapping: __, alerts: ___, worst_alert: ____, ...machine } = listedMachine({ id, name });
  return machine;
};
const answer = (over: Partial<MachineRowsView>): MachineRowsView => ({
  data: [],
  late: [],
  flapping: [],
  alerting: [],
  count: 2,
  next_since: NEXT,
  ...over,
});
const known = firstRows(answer({ data: [row(1), row(2)] }));

it("continues from the first answer if it held all machines, or else asks for all", () => {
  expect(known.since).toBe(NEXT);
  expect(firstRows(answer({ data: [row(1), row(2)], count: 3 })).since).toBeNull();
});

it("takes over changes and keeps other machines as the same objects", () => {
  const { machines } = mergeRows(known, answer({ data: [row(2, "db")] }));
  expect(machines.map(({ name }) => name)).toEqual(["web-1", "db"]);
  expect(machines[0]).toBe(known.machines[0]);
});

it("adds a new machine", () => {
  const merged = mergeRows(known, answer({ data: [row(3)], count: 3 }));
  expect(merged.machines.map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(merged.since).toBe(NEXT);
});

it("asks for all machines when it knows more than exist, even if another was added meanwhile", () => {
  expect(mergeRows(known, answer({ count: 1 })).since).toBeNull();
  expect(mergeRows(known, answer({ data: [row(3)], count: 2 })).since).toBeNull();
});

it("lets a machine become late and on time again without a change of its row", () => {
  const late = mergeRows(known, answer({ late: [2] }));
  expect(late.machines.map((machine) => machine.late)).toEqual([false, true]);
  expect(mergeRows(late, answer({})).machines.map((machine) => machine.late)).toEqual([false, false]);
});

it("lets alerts begin and end without a change of the row", () => {
  const alerting = [{ id: 2, alerts: 3, worst_alert: "critical" as const }];
  const firing = mergeRows(known, answer({ alerting }));
  expect(firing.machines.map(({ alerts, worst_alert }) => [alerts, worst_alert])).toEqual([
    [0, null],
    [3, "critical"],
  ]);
  expect(firing.machines[0]).toBe(known.machines[0]);
  expect(mergeRows(firing, answer({ alerting })).machines[1]).toBe(firing.machines[1]);
  expect(mergeRows(firing, answer({})).machines[1]).toMatchObject({ alerts: 0, worst_alert: null });
});

it("knows which machines flap, although their rows do not change", () => {
  const flapping = mergeRows(known, answer({ flapping: [2] }));
  expect(flapping.machines.map((machine) => machine.flapping)).toEqual([false, true]);
  expect(mergeRows(flapping, answer({})).machines.map((machine) => machine.flapping)).toEqual([false, false]);
});
