import fc from "fast-check";
import { expect } from "vitest";
import type { Claim } from "../../support/claim";
import { anyStep, type Command, type Step, toCommands, type View } from "./command";
import { Model } from "./model";

type ComparedHub = { apply(command: Command): void | Promise<void>; view(): View | Promise<View> };

const anySteps = fc.array(anyStep, { minLength: 5, maxLength: 40, size: "max" });
const start: Step = { kind: "add" };

/** Runs random steps on hubs and on the model alike, and throws with the steps after which they differ. */
export async function compareWithModel({
  task,
  runs,
  create,
}: {
  task: { meta: { claim?: Claim } };
  runs: number;
  create: () => ComparedHub | Promise<ComparedHub>;
}): Promise<void> {
  let commands = 0;
  const property = fc.asyncProperty(anySteps, async (given) => {
    const model = new Model();
    const hub = await create();
    for (const step of [start, ...given])
      for (const command of toCommands(step, () => model.view())) {
        model.apply(command);
        await hub.apply(command);
        commands += 1;
        expect(await hub.view()).toEqual(model.view());
      }
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: runs });
  task.meta.claim = { tries: `${runs} runs, ${commands} steps`, figure: `differences ${failed ? 1 : 0}` };
  if (failed) throw new Error(explain(counterexample), { cause: errorInstance });
}

function explain(counterexample: [Step[]] | null): string {
  return `They differ after\n${counterexample?.[0].map((step) => JSON.stringify(step)).join("\n")}`;
}
