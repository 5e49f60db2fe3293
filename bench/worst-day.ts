// The worst day of a hub with ten thousand machines: every figure beside a baseline of the same run, and whether it is what
// it should be. The whole of it takes about half an hour and wants the host to itself.
// Run by hand after `npm run build`: npx tsx bench/worst-day.ts [--machines 300] [--engine postgresql] [--only late,die]
import { comeBack } from "./support/worst-day/come-back";
import { Day } from "./support/worst-day/day";
import { dayAfter } from "./support/worst-day/day-after";
import { die } from "./support/worst-day/die";
import { history } from "./support/worst-day/history";
import { killWeb } from "./support/worst-day/kill-web";
import { late } from "./support/worst-day/late";
import { memory } from "./support/worst-day/memory";
import { readOptions } from "./support/worst-day/options";
import { reportCost } from "./support/worst-day/report-cost";
import { rest } from "./support/worst-day/rest";
import { retention } from "./support/worst-day/retention";
import { note, printHead, printRow } from "./support/worst-day/row";
import { chooseSteps } from "./support/worst-day/step";
import { waiting } from "./support/worst-day/waiting";
import { well } from "./support/worst-day/well";

/** On one hub, in this order. */
const STEPS = [rest, well, late, die, comeBack, waiting, dayAfter, memory, killWeb];
/** Each on a hub of its own. */
const APART = { history, "report-cost": reportCost, retention };

const options = readOptions(process.argv.slice(2));
const names = [...STEPS.map(({ name }) => name), ...Object.keys(APART)];
const unknown = options.only?.filter((name) => !names.includes(name)) ?? [];
if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(", ")}. There are: ${names.join(", ")}`);

printHead();
const steps = chooseSteps(STEPS, options.only);
if (steps.length > 0) {
  const day = await Day.begin(options);
  try {
    for (const step of steps) {
      note(step.name);
      for (const row of await step.run(day)) printRow(row);
    }
  } finally {
    await day.end();
  }
}
for (const [name, measure] of Object.entries(APART)) {
  if (options.only !== null && !options.only.includes(name)) continue;
  note(name);
  for (const row of await measure(options)) printRow(row);
}
