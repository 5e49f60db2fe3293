import { expect, it } from "vitest";
import { type LimitLine, LimitLog } from "./limit-log";

it("says at once who was refused, and a minute later how often since", () => {
  const lines: LimitLine[] = [];
  const log = new LimitLog((line) => lines.push(line));
  log.note({ limit: "requests of one address", who: "192.0.2.1", nowMs: 0 });
  log.note({ limit: "requests of one address", who: "192.0.2.1", nowMs: 1 });
  log.note({ limit: "requests of one address", who: "192.0.2.1", nowMs: 59_999 });
  log.note({ limit: "samples of one key", who: "key 7", hint: "a hint", nowMs: 59_999 });
  log.note({ limit: "requests of one address", who: "192.0.2.2", nowMs: 60_000 });
  expect(lines).toEqual([
    { limit: "requests of one address", who: "192.0.2.1", times: 1 },
    { limit: "samples of one key", who: "key 7", times: 1, hint: "a hint" },
    { limit: "requests of one address", who: "192.0.2.2", times: 3 },
  ]);
});
