import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import type { Options } from "./options";
import type { Row } from "./row";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const GOAL_RATIO = 2;

/** What one stored report costs in CPU, as bench/ingest-cost.ts measures it on this engine. */
export async function reportCost({ engine }: Options): Promise<Row[]> {
  const { stdout } = await promisify(execFile)("npx", ["tsx", "bench/ingest-cost.ts", engine, "16,256"], {
    cwd: ROOT,
  });
  // "sqlite, 16 connections: 2.12× (median of 5 rounds)", then a line each for the bare batch and the hub.
  const lines = stdout.split("\n");
  return lines.flatMap((line, index) => {
    const [, title = "", ratio = ""] = /^(\w+, \d+ connections): ([\d.]+)×/.exec(line) ?? [];
    if (title === "") return [];
    return [
      {
        moment: `CPU per stored report, ${title}`,
        figure: `${ratio}×, ${lines[index + 2]?.trim()}`,
        baseline: lines[index + 1]?.trim() ?? "",
        goal: "≤ 2× the batch limit",
        isMet: Number(ratio) <= GOAL_RATIO,
      },
    ];
  });
}
