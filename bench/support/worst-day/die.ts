import { setTimeout as sleep } from "node:timers/promises";
import { offlineOf } from "../lateness";
import { type Day, INTERVAL_MS, OFFLINE_AFTER_MS } from "./day";
import { describePages, slowestP95, timePages } from "./page-times";
import { inMs, inS, type Row } from "./row";
import type { Step } from "./step";
import { countTold } from "./telegram-count";

const GOAL = { toldMs: 60_000, messages: 40, pageMs: 150 };

/** The whole fleet dies within a second, while one receiver is away. */
export const die: Step = {
  name: "die",
  after: "well",
  async run(day) {
    const { fleet, apiKeys, receiver, telegram, options } = day;
    const before = {
      heard: await day.heard(),
      told: receiver.received.length,
      chat: telegram.received.length,
    };
    fleet.die(apiKeys);
    // The first of them reported an interval before that.
    const firstDeadlineMs = Date.now() - INTERVAL_MS + OFFLINE_AFTER_MS;
    await sleep(firstDeadlineMs - Date.now());
    const pages = timePages(day.person, day.shown);
    const heardOf = () => new Set(offlineSince(day, before.told)).size;
    const told = await day.until("told to the well webhook", heardOf, options.machines);
    const lastMs =
      receiver.received.findLast((webhook) => offlineOf(webhook) !== null)?.arrivedAtMs ?? Number.NaN;
    const { lostMs, blind } = await day.unheard(before.heard);
    const wrong = (await countEarly(day)) + offlineSince(day, before.told).length - told;
    await day.until("sent to the chat", async () => -(await countWaiting(day, "telegram")), 0);
    const chat = countTold(telegram.received.slice(before.chat), options.machines);
    const times = await pages;
    const rows: Row[] = [
      {
        moment: `all ${options.machines} die: unheard, false outages`,
        figure: `${inS(lostMs)} in ${blind} blind intervals, ${wrong}`,
        baseline: `${await day.countMachines("offline")} machines are offline`,
        goal: "0, 0",
        isMet: blind === 0 && wrong === 0,
      },
      {
        moment: "… the well webhook has heard all",
        figure: `${told} of ${options.machines}, ${inS(lastMs - firstDeadlineMs)} after the first deadline`,
        baseline: `deadlines are spread over ${inS(INTERVAL_MS)}`,
        goal: "all, ≤ 60 s",
        isMet: told === options.machines && lastMs - firstDeadlineMs <= GOAL.toldMs,
      },
      {
        moment: "… Telegram's messages",
        figure: `${chat.messages}; ${chat.named} machines named, ${chat.linked} linked; ${telegram.floods} × 429`,
        baseline: `${telegram.sendCount} requests to send since the hub began`,
        goal: "≤ 40, every machine, no 429",
        isMet: chat.messages <= GOAL.messages && chat.isComplete && telegram.floods === 0,
      },
      {
        moment: "… pages' p95 meanwhile",
        figure: describePages(times),
        baseline: `slowest ${inMs(slowestP95(day.wellPages))} while all is well`,
        goal: "≤ 150 ms",
        isMet: slowestP95(times) <= GOAL.pageMs && times.refused === 0,
      },
    ];
    return rows;
  },
};

function offlineSince({ receiver }: Day, from: number): number[] {
  return receiver.received.slice(from).flatMap((webhook) => offlineOf(webhook) ?? []);
}

/** Outages that were declared before their deadline. */
async function countEarly({ hub: { database } }: Day): Promise<number> {
  const rows = await database.client.outage.findMany({ select: { detectedMs: true, deadlineMs: true } });
  return rows.filter(({ detectedMs, deadlineMs }) => detectedMs < deadlineMs).length;
}

/** Deliveries to channels of this type that have not ended. */
function countWaiting({ hub: { database } }: Day, type: string): Promise<number> {
  return database.client.delivery.count({
    where: { channel: { type }, state: { in: ["pending", "sending"] } },
  });
}
