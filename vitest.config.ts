import path from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// Far from UTC and not by whole hours: a time that loses its zone anywhere shows.
process.env.TZ = "Asia/Kathmandu";

type Engine = "sqlite" | "postgresql";

/** Tests that each need a database of their own on one engine. */
const onEngine = ({
  name,
  engine,
  folder,
  limitMs,
}: {
  name: string;
  engine: Engine;
  folder: string;
  limitMs: number;
}) => ({
  extends: true as const,
  test: {
    name,
    include: [`${folder}/**/*.test.ts`],
    globalSetup: [`tests/support/${engine}-setup.ts`],
    testTimeout: limitMs,
    hookTimeout: limitMs,
  },
});

const integration = (engine: Engine) =>
  onEngine({ name: engine, engine, folder: "tests/integration", limitMs: 30_000 });
// Who gets in, tried on the built product. The engine makes no difference here: the data layer's part is tested on both.
const access = onEngine({ name: "access", engine: "sqlite", folder: "tests/access", limitMs: 120_000 });
// Whole hubs, killed and frozen: they need dist/ and .next/ as built. They mostly wait, so several do so at once, of both
// engines; the full form also measures, and has the host to itself.
const isFullForm = process.env.FAULTS_FORM === "full";
// Tests that touch no database run once; the rest run on both engines in the full form only.
const NO_ENGINE = ["state-machine-pure"];
const BEYOND_ENGINE = ["fuzzed-names", "hanging-receivers", "hostile-receivers"];
const faults = (engine: Engine) => {
  const project = onEngine({
    name: `faults-${engine}`,
    engine,
    folder: "tests/faults",
    limitMs: isFullForm ? 7_200_000 : 300_000,
  });
  const order = { maxWorkers: isFullForm ? 1 : 6, sequence: { groupOrder: 1 } };
  const left = engine === "sqlite" ? [] : [...NO_ENGINE, ...(isFullForm ? [] : BEYOND_ENGINE)];
  const exclude = left.map((name) => `tests/faults/${name}.test.ts`);
  return { ...project, test: { ...project.test, ...order, exclude } };
};

// The slow files of tests/faults: if one began last, it would run alone at the end. Those that keep the processor busy
// alternate with those that mostly wait.
const LONGEST = [
  "kills",
  "frozen-workers",
  "database-full",
  "hub-trouble",
  "long-freeze",
  "half-a-hub",
  "canary",
  "crash-loop",
  "clocks",
  "takeover",
  "receiver-away",
  "acknowledged",
  "database-trouble",
];

function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.indexOf(path.basename(moduleId, ".test.ts"));
  return place === -1 ? LONGEST.length : place;
}

/** Begins with the files that take longest, of either engine. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b));
  }
}

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    env: { LOG_LEVEL: "error" },
    // Most tests wait for something most of the time: two at once need little more than the longer of the two.
    maxWorkers: 2,
    setupFiles: ["tests/support/watched-log.ts", "tests/support/kept-logs.ts"],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["{lib,worker,components,scripts}/**/*.test.{ts,tsx,mjs}"] },
      },
      integration("sqlite"),
      integration("postgresql"),
      // The agent's shell script on machines of many kinds. It needs no database.
      {
        extends: true,
        test: {
          name: "agent",
          include: ["tests/agent/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      access,
      faults("sqlite"),
      faults("postgresql"),
    ],
  },
});
