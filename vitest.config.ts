import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

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
// Whole hubs, killed and frozen: they need dist/ and .next/ as built. They mostly wait, so several do so at once, of both
// engines; the full form also measures, and has the host to itself.
const isFullForm = process.env.FAULTS_FORM === "full";
const faults = (engine: Engine) => {
  const project = onEngine({
    name: `faults-${engine}`,
    engine,
    folder: "tests/faults",
    limitMs: isFullForm ? 7_200_000 : 180_000,
  });
  const order = { maxWorkers: isFullForm ? 1 : 6, sequence: { groupOrder: 1 } };
  // Who gets in does not depend on the engine; that of the data layer is tested on both (tests/integration).
  const exclude = engine === "sqlite" ? [] : ["tests/faults/access-matrix.test.ts"];
  return { ...project, test: { ...project.test, ...order, exclude } };
};

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    env: { LOG_LEVEL: "error" },
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["{lib,worker,components,scripts}/**/*.test.{ts,tsx,mjs}"] },
      },
      integration("sqlite"),
      integration("postgresql"),
      faults("sqlite"),
      faults("postgresql"),
    ],
  },
});
