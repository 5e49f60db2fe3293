import { measureLateness, offlineOf } from "../lateness";
import { quantile } from "../statistics";
import { inS } from "./row";
import type { Step } from "./step";

const DYING = 200;
const GOAL_MS = { median: 150, max: 500 };

/** Some of the machines die at once, and come back. */
export const late: Step = {
  name: "late",
  after: "well",
  async run(day) {
    const { hub, fleet, reporters, receiver, options } = day;
    const count = Math.min(DYING, Math.ceil(options.machines / 5));
    const each = Math.floor(options.machines / count);
    const dying = reporters.filter((_, index) => index % each === 0).slice(0, count);
    const { told, bareTimer } = await measureLateness({ database: hub.database, fleet, receiver, dying });
    const expected = new Set(dying.map(({ machineId }) => machineId));
    const wrong = receiver.received.map(offlineOf).filter((id) => id !== null && !expected.has(id)).length;
    fleet.start(dying.map(({ apiKey }) => apiKey));
    await day.until("online", () => day.countMachines("online"), options.machines);
    const [medianMs, maxMs] = [quantile(told, 0.5), Math.max(...told)];
    return [
      {
        moment: `${count} of ${options.machines} die at once: lateness p50 / max`,
        figure: `${inS(medianMs)} / ${inS(maxMs)}, earliest ${inS(Math.min(...told))}, wrong ${wrong}`,
        baseline: `${inS(quantile(bareTimer, 0.5))} / ${inS(Math.max(...bareTimer))} of a bare timer`,
        goal: "≤ 0.15 / 0.5 s, none early or wrong",
        isMet: medianMs <= GOAL_MS.median && maxMs <= GOAL_MS.max && Math.min(...told) >= 0 && wrong === 0,
      },
    ];
  },
};
