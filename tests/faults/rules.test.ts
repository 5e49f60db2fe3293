import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inForm } from "../support/claim";
import { anyCommands } from "./rules-model/command";
import { RulesDatabaseHub } from "./rules-model/database-hub";
import { RulesModel } from "./rules-model/model";

const RUNS = Number(process.env.MODEL_RUNS ?? inForm({ short: 30, full: 1_000 }));

let hubs: Awaited<ReturnType<typeof RulesDatabaseHub.open>>;
beforeAll(async () => {
  hubs = await RulesDatabaseHub.open();
});
afterAll(() => hubs.close());

it("rules open, close and tell what the guide says, through four ingest processes", async ({ task }) => {
  let [commands, alerts] = [0, 0];
  const property = fc.asyncProperty(
    fc.array(anyCommands, { minLength: 5, maxLength: 30, size: "max" }),
    async (given) => {
      const model = new RulesModel();
      const hub = await hubs.create();
      for (const [index, command] of given.flat().entries()) {
        commands += 1;
        if (command.kind === "sweep") for (const machine of await hub.sweep()) model.wentOffline(machine);
        model.apply(command);
        await hub.apply(command);
        // What is closed and told shows later as well: to look now and then is enough.
        if (index % 4 === 3) expect(await hub.view()).toEqual(model.view());
      }
      const view = model.view();
      expect(await hub.view()).toEqual(view);
      alerts += Object.values(view).flat().length;
    },
  );
  const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: RUNS });
  task.meta.claim = {
    tries: `${RUNS} runs, ${commands} steps, ${alerts} alerts`,
    figure: `differences ${failed ? 1 : 0}`,
  };
  if (!failed) return;
  const steps = counterexample?.[0].flat().map((step) => JSON.stringify(step));
  throw new Error(`They differ after\n${steps?.join("\n")}`, { cause: errorInstance });
});
