import { expect, it } from "vitest";
import { parseReport } from "@/lib/heartbeat/report/parse";
import { ReportQueue } from "./report-queue";

const LIMITS = { batch: { reports: 3, samples: 10 }, waiting: { reports: 5, samples: 20 } };

function queueOf(backlogs: number[]) {
  const queue = new ReportQueue<ReturnType<typeof waiting>>(LIMITS);
  return { queue, added: backlogs.map((length) => queue.add(waiting(length))) };
}
function waiting(backlog: number) {
  const nowMs = Date.now();
  const timestamp = new Date(nowMs).toISOString();
  const samples = Array.from({ length: backlog }, () => ({ timestamp, cpu_pct: 1 }));
  const parsed = parseReport({ body: JSON.stringify({ samples }), nowMs });
  if (!parsed.ok) throw new Error(parsed.message);
  return { item: { keyId: backlog, report: parsed.report } };
}

it.each([
  ["no more reports than the limit of a batch", [0, 0, 0, 0], [0, 0, 0]],
  ["no more samples than the limit of a batch", [5, 5, 1], [5, 5]],
  ["a single report over that limit", [15, 1], [15]],
  ["the first ones, in order", [9, 2, 1], [9]],
  ["nothing if none is waiting", [], []],
])("takes %s", (_, backlogs, batch) => {
  expect(
    queueOf(backlogs)
      .queue.take()
      .map(({ item }) => item.keyId),
  ).toEqual(batch);
});

it("refuses a report without room, and accepts it once there is room", () => {
  expect(queueOf([0, 0, 0, 0, 0, 0]).added).toEqual([true, true, true, true, true, false]);
  const { queue, added } = queueOf([15, 5, 0]);
  expect(added).toEqual([true, true, false]);
  queue.take();
  expect(queue.add(waiting(0))).toBe(true);
  while (!queue.isEmpty) queue.take();
  expect(queue.add(waiting(20))).toBe(true);
});
