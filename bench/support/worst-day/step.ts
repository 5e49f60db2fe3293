import type { Day } from "./day";
import type { Row } from "./row";

/** A part of the worst day, which runs after another one. */
export type Step = {
  name: string;
  after: string | null;
  run(day: Day): Promise<Row[]>;
};

/** These steps and those that they come after, in the order of the day. */
export function chooseSteps(steps: readonly Step[], only: readonly string[] | null): Step[] {
  const wanted = new Set<string>();
  const want = (name: string | null): void => {
    const step = steps.find((each) => each.name === name);
    if (step === undefined || wanted.has(step.name)) return;
    wanted.add(step.name);
    want(step.after);
  };
  for (const { name } of steps) if (only === null || only.includes(name)) want(name);
  return steps.filter(({ name }) => wanted.has(name));
}
