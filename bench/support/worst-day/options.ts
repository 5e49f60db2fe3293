import { parseArgs } from "node:util";

export type EngineKind = "sqlite" | "postgresql";

export type Options = {
  machines: number;
  engine: EngineKind;
  /** The rows to show; null: all. */
  only: readonly string[] | null;
};

/** Reads `--machines 300 --engine postgresql --only late,die`. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      machines: { type: "string", default: "10000" },
      engine: { type: "string", default: "sqlite" },
      only: { type: "string", multiple: true },
    },
  });
  const { machines, engine, only } = values;
  if (engine !== "sqlite" && engine !== "postgresql") throw new Error("--engine is sqlite or postgresql");
  return { machines: Number(machines), engine, only: only?.flatMap((names) => names.split(",")) ?? null };
}
