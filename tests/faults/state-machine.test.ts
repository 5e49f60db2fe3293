import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inForm } from "../support/claim";
import { anyStep, type Step, toCommands } from "./model/command";
import { DatabaseHub } from "./model/database-hub";
import { Model } from "./model/model";
import { PureHub } from "./model/pure-hub";

const PURE_RUNS = Number(process.env.MODEL_RUNS ?? inForm({ short: 3_000, full: 100_000 }));
const DATABASE_RUNS = inForm({ short: 60, full: 1_000 });

const anySteps = fc.array(anyStep, { minLength: 5, maxLength: 40, size: "max" });
const start: Step = { kind: "add" };

let hubs: Awaited<ReturnType<typeof DatabaseHub.open>>;
beforeAll(async () => {
  hubs = await DatabaseHub.open();
});
afterAll(() => hubs.close());

it("the pure decisions do what the model of the state machine says", ({ task }) => {
  let steps = 0;
  const property = fc.property(anySteps, (given) => {
    const model = new Model();
    const hub = new PureHub();
    for (const step of [start, ...given])
      for (const command of toCommands(step, () => model.view())) {
        model.apply(command);
        hub.apply(command);
        steps += 1;
        expect(hub.view()).toEqual(model.view());
      }
  });
  const { failed, counterexample, errorInstance } = fc.check(property, { numRuns: PURE_RUNS });
  task.meta.claim = { tries: `${PURE_RUNS} runs, ${steps} steps`, figure: `differences ${failed ? 1 : 0}` };
  if (failed) throw new Error(explain(counterexample), { cause: errorInstance });
});

it("the use cases on a real database do what the model of the state machine says", async ({ task }) => {
  let steps = 0;
  const property = fc.asyncProperty(anySteps, async (given) => {
    const model = new Model();
    const hub = await hubs.create();
    for (const step of [start, ...given])
      for (const command of toCommands(step, () => model.view())) {
        model.apply(command);
        await hub.apply(command);
        steps += 1;
        expect(await hub.view()).toEqual(model.view());
      }
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: DATABASE_RUNS });
  task.meta.claim = {
    tries: `${DATABASE_RUNS} runs, ${steps} steps`,
    figure: `differences ${failed ? 1 : 0}`,
  };
  if (failed) throw new Error(explain(counterexample), { cause: errorInstance });
});

function explain(counterexample: [Step[]] | null): string {
  return `They differ after\n${counterexample?.[0].map((step) => JSON.stringify(step)).join("\n")}`;
}
