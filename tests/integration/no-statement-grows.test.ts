import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { seedLargeHub } from "../support/large-hub/seed";
import type { Shape } from "../support/large-hub/shape";
import { judge, sumUp } from "../support/work/judge";
import type { Measured } from "../support/work/measured";
import { openMeasured } from "../support/work/open";
import { CHANGES } from "../support/work/paths/changes";
import { JOBS } from "../support/work/paths/jobs";
import { PAGES } from "../support/work/paths/pages";
import { type Given, type Path, scopes } from "../support/work/paths/path";

const SMALL: Shape = {
  days: 100,
  machines: 200,
  open: 100,
  incidents: 1_500,
  acknowledgements: 750,
  stretches: 300,
  leftovers: 60,
};
/** Far more history than machines, so that work that grows with the one is not taken for the other. */
const FLEET = 4;
const HISTORY = 8;
const LARGE: Shape = {
  days: SMALL.days * HISTORY,
  machines: SMALL.machines * FLEET,
  open: SMALL.open * FLEET,
  incidents: SMALL.incidents * HISTORY,
  acknowledgements: SMALL.acknowledgements * HISTORY,
  stretches: SMALL.stretches * HISTORY,
  leftovers: SMALL.leftovers * HISTORY,
};

const SEED_LIMIT_MS = 120_000;

const { kind: engine } = inject("template");
const hubs: { measured: Measured; test: TestDatabase; shape: Shape }[] = [];

async function openHub(shape: Shape) {
  const test = await createTestDatabase();
  await seedLargeHub(test.databaseConfig, shape, Date.now());
  const measured = await openMeasured(test.databaseConfig);
  hubs.push({ measured, test, shape });
}

beforeAll(async () => {
  process.env.LUNASENTRI_SECRET = randomUUID();
  await openHub(SMALL);
  await openHub(LARGE);
}, SEED_LIMIT_MS);

afterAll(async () => {
  for (const { measured, test } of hubs) {
    await measured.close();
    await test.drop();
  }
});

/** What each statement of a path costs on the small hub and on the large one. */
async function walkBoth(walk: Path["walk"]) {
  const costs = [];
  for (const { measured, shape } of hubs) {
    Object.assign(globalThis, { [Symbol.for("lunasentri.database")]: Promise.resolve(measured.database) });
    const given: Given = {
      hub: measured.database,
      now: new Date(),
      quiet: shape.machines,
      ...scopes(),
    };
    measured.take();
    await walk(given);
    costs.push(sumUp(measured.take()));
  }
  const [small, large] = costs;
  return [...(large ?? [])].map(([shape, sum]) => ({
    shape,
    large: sum,
    small: small?.get(shape) ?? { ...sum, runs: 0, work: 0, rows: 0 },
  }));
}

async function findGrowing({ walk, grows = [] }: Pick<Path, "walk" | "grows">) {
  const statements = await walkBoth(walk);
  return statements.flatMap(({ small, large }) => {
    const allowed = grows.find(({ what }) => what.test(large.sql))?.with;
    const parts = large.runs / Math.max(1, small.runs);
    const factor = allowed === "machines" ? FLEET : allowed === "parts" ? parts : 1;
    const verdict = judge({ small, large, factor, engine });
    if (verdict.kind === "fits") return [];
    return [
      `${verdict.kind}: work ${small.work} → ${large.work}, rows ${small.rows} → ${large.rows}, runs ${small.runs} → ${large.runs}\n${large.sql}\n${large.plan}`,
    ];
  });
}

describe.each([
  ["a page or the API asks for", PAGES],
  ["the worker does", JOBS],
  ["happens", CHANGES],
])("what %s does not cost more with what has happened or waits", (_, paths) => {
  it.each(paths)("$name", async (path) => {
    expect(await findGrowing(path)).toEqual([]);
  });
});

describe("this test", () => {
  it("finds a statement that looks at everything that has arrived", async () => {
    const walk: Path["walk"] = ({ hub }) => hub.client.delivery.count({ where: { state: "delivered" } });
    expect(await findGrowing({ walk })).toEqual([expect.stringMatching(/^visits_more/)]);
  });

  it("finds a statement that looks back from each row", async () => {
    const walk: Path["walk"] = ({ hub }) => hub.client.$queryRaw`
      SELECT count(*) AS count FROM machines a JOIN machines b ON b.id < a.id`;
    const grows: Path["grows"] = [{ with: "machines", what: /JOIN/ }];
    expect(await findGrowing({ walk, grows })).toEqual([expect.stringMatching(/^visits_more/)]);
  });

  it("finds a statement that returns everything", async () => {
    const walk: Path["walk"] = ({ hub }) => hub.client.knock.findMany();
    expect(await findGrowing({ walk })).toEqual([expect.stringMatching(/^returns_more/)]);
  });

  it("lets a statement read one row of many", async () => {
    const walk: Path["walk"] = ({ hub }) => hub.client.delivery.findFirst({ where: { id: 5 } });
    expect(await findGrowing({ walk })).toEqual([]);
  });
});
