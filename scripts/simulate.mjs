import { setMaxListeners } from "node:events";
import { setInterval as ticks } from "node:timers/promises";
import { whenMain } from "./run.mjs";
import { say } from "./say.mjs";
import { HubError, HubSession } from "./simulate/hub-session.mjs";
import { readOptions, USAGE, UsageError } from "./simulate/options.mjs";
import { reportAs } from "./simulate/report-loop.mjs";
import { obtainMachines, removeSimulated } from "./simulate/simulated-machines.mjs";

const SAY_EVERY_MS = 10_000;
// The shortest threshold that a hub accepts.
const MIN_SILENT_S = 5;

/** @param {import("./simulate/options.mjs").Options} options */
async function simulate(options) {
  const { hubUrl, intervalS } = options;
  const hub = new HubSession(hubUrl);
  await hub.signIn(options);
  if (options.isRemoval) {
    say(`${await removeSimulated(hub)} simulated machines were deleted.`);
    return;
  }

  // The last ones are in trouble, soon enough for somebody who watches.
  const troubled = options.machines - options.stopping - options.flapping;
  const silentS = Math.max(MIN_SILENT_S, 3 * intervalS);
  const machines = await obtainMachines({
    hub,
    count: options.machines,
    offlineAfter: (index) => (index < troubled ? null : `${silentS}s`),
  });
  const stopping = new AbortController();
  // Every machine listens for the end.
  setMaxListeners(0, stopping.signal);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stopping.abort());
  say(`${machines.length} machines report to ${hubUrl} every ${intervalS} s. Ctrl-C stops them.`);

  /** @type {Map<number, number>} */
  const answers = new Map();
  const reporting = machines.map(({ name, apiKey }, index) =>
    reportAs({
      hubUrl,
      name,
      apiKey,
      intervalS,
      fills: index === 0,
      behaviour: index < troubled ? "steady" : index < troubled + options.flapping ? "flaps" : "stops",
      silentS: silentS * 2,
      signal: stopping.signal,
      onAnswer: (status) => answers.set(status, (answers.get(status) ?? 0) + 1),
    }),
  );
  await Promise.all([...reporting, sayProgress(answers, stopping.signal)]);
  say("Stopped. The hub will report these machines as offline. To delete them, run again with --remove.");
}

/**
 * @param {Map<number, number>} answers
 * @param {AbortSignal} signal
 */
async function sayProgress(answers, signal) {
  try {
    for await (const _ of ticks(SAY_EVERY_MS, undefined, { signal })) {
      const { 202: taken = 0, ...others } = Object.fromEntries(answers);
      const refused = Object.entries(others).map(
        ([status, count]) =>
          `, ${count} ${status === "0" ? "without an answer" : `refused (HTTP ${status})`}`,
      );
      say(`${taken} reports stored${refused.join("")}`);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

await whenMain(import.meta.url, async () => {
  try {
    const options = readOptions({ args: process.argv.slice(2), env: process.env });
    if (options === "help") say(USAGE);
    else await simulate(options);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof HubError)) throw error;
    process.stderr.write(`${error.message}${error instanceof UsageError ? "\nAll options: --help\n" : "\n"}`);
    process.exit(1);
  }
});
