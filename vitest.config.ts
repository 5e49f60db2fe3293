import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Far from UTC and not by whole hours: a time that loses its zone anywhere shows.
process.env.TZ = "Asia/Kathmandu";

const integration = (name: string) => ({
  extends: true as const,
  test: {
    name,
    include: ["tests/integration/**/*.test.ts"],
    globalSetup: [`tests/support/${name}-setup.ts`],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});

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
    ],
  },
});
