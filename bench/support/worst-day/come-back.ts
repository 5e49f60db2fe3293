import type { ReceivedWebhook } from "../../../tests/support/webhook-receiver";
import { INTERVAL_MS } from "./day";
import { inS } from "./row";
import type { Step } from "./step";

/** The whole fleet returns within one interval. */
export const comeBack: Step = {
  name: "return",
  after: "die",
  async run(day) {
    const { fleet, apiKeys, receiver, options } = day;
    const from = receiver.received.length;
    await fleet.tally();
    const startedMs = Date.now();
    fleet.start(apiKeys);
    const heardOf = () =>
      new Set(receiver.received.slice(from).flatMap((webhook) => onlineOf(webhook) ?? [])).size;
    const told = await day.until("recoveries told to the well webhook", heardOf, options.machines);
    const lastMs =
      receiver.received.findLast((webhook) => onlineOf(webhook) !== null)?.arrivedAtMs ?? Number.NaN;
    const { outcomes } = await fleet.tally();
    const { "202": stored = 0, ...refused } = outcomes;
    return [
      {
        moment: "… all return within ten seconds",
        figure: `${told} of ${options.machines} told after ${inS(lastMs - startedMs)}, refused ${JSON.stringify(refused)}`,
        baseline: `reports are spread over ${inS(INTERVAL_MS)}; ${stored} stored`,
        goal: "all told, no report refused",
        isMet: told === options.machines && Object.keys(refused).length === 0,
      },
    ];
  },
};

function onlineOf({ body }: ReceivedWebhook): number | null {
  const { event, machine } = body as { event?: string; machine?: { id: number } };
  return event === "machine.online" ? (machine?.id ?? null) : null;
}
