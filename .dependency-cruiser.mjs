/**
 * A module of one layer may not import modules of others.
 * @param {string} name
 * @param {string} comment
 * @param {string | string[]} from
 * @param {string | string[]} to
 */
const forbid = (name, comment, from, to) => ({
  name,
  comment,
  severity: "error",
  from: { path: from },
  to: { path: to },
});

const PRISMA = ["^lib/db/generated/", "^node_modules/@prisma/"];
const DATABASE_FILES = [
  "^lib/db/(generated/|[^/]+$)",
  "(^|/)(data|mutations|[a-z-]+-data|[a-z-]+-mutations)\\.ts$",
  "^scripts/",
  "^tests/",
  "^bench/",
];

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    forbid(
      "lib-imports-nothing-above",
      "app → components → lib ← ingest, worker",
      "^lib/",
      "^(app|components|ingest|worker|scripts|tests)/",
    ),
    forbid(
      "components-below-app",
      "app → components → lib",
      "^components/",
      "^(app|ingest|worker|scripts|tests)/",
    ),
    forbid(
      "app-meets-no-other-process",
      "They meet only in the database, and web and ingest at a socket",
      "^app/",
      "^(ingest|worker|scripts|tests)/",
    ),
    forbid(
      "worker-meets-no-other-process",
      "They meet only in the database",
      // Its tests may use tests/support.
      "^worker/(?!.*\\.test\\.ts$)",
      "^(app|components|ingest|scripts|tests)/",
    ),
    forbid(
      "ingest-meets-no-other-process",
      "They meet only in the database, and web and ingest at a socket",
      "^ingest/",
      "^(app|components|worker|scripts|tests)/",
    ),
    forbid(
      "ui-knows-no-domain",
      "components/ui holds wrappers only",
      "^components/ui/",
      "^(components/(?!ui/)|lib/(?!(base|http)/))",
    ),
    {
      name: "browser-takes-no-zod",
      comment: "Schemas bring zod, 31 kB gzipped, into pages: components take types from them, never values",
      severity: "error",
      from: { path: "^components/" },
      to: {
        path: ["schema\\.ts$", "^lib/base/paging\\.ts$", "^node_modules/zod/"],
        dependencyTypesNot: ["type-only"],
      },
    },
    forbid(
      "only-schedule-knows-node-cron",
      "One file owns the clock",
      "^(?!worker/schedule\\.ts$)",
      "^node_modules/node-cron/",
    ),
    {
      name: "few-files-reach-the-database",
      comment: "Prisma is imported by lib/db/, data.ts and mutations.ts only",
      severity: "error",
      from: { pathNot: DATABASE_FILES },
      to: {
        path: PRISMA,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "only-web-reaches-next",
      comment: "server-only throws in plain Node; next and react cost memory",
      severity: "error",
      from: { path: "^(ingest|worker)/" },
      to: {
        path: "^(node_modules/(next|next-auth|react|react-dom|server-only)/|server-only$)",
        reachable: true,
      },
    },
    {
      name: "no-circular",
      comment: "No cycles",
      severity: "error",
      from: { pathNot: "^lib/db/generated/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "not-to-unresolvable",
      comment: "Every import leads somewhere",
      severity: "error",
      from: { pathNot: "^lib/db/generated/" },
      // Next brings server-only itself.
      to: { couldNotResolve: true, pathNot: "^server-only$" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.next/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
