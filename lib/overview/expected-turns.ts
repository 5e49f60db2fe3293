import { ORDINARY } from "@/lib/events/circumstances";
import type { ChannelChoice } from "@/lib/events/deliveries/choose-deliveries";
import type { DeliveryReason } from "@/lib/events/deliveries/states";
import { whyNot } from "@/lib/events/deliveries/why-not";
import type { PolicyInForce } from "@/lib/events/policies/choose-policy";
import type { PolicyKind } from "@/lib/events/policies/match";
import { channelsOf, EVERYBODY_AT_ONCE, FALLBACK_MS } from "@/lib/events/policies/plan";
import { eventTypeOf, OUTAGE_OPENING } from "@/lib/events/types";

/** A channel of the team. `isBroken`: as far as is known, nothing would arrive. */
export type ExpectedChannel = ChannelChoice & { isBroken: boolean };

export type ExpectedTurn = {
  key: string;
  /** At the earliest, of heard time, since the incident opened. */
  afterMs: number;
  condition: "at_once" | "unless_acknowledged" | "if_nobody_reached";
  channels: { channel: ExpectedChannel; reason: DeliveryReason | null }[];
};

type Asked = {
  kind: PolicyKind;
  /** The policy that the incident would follow; null: the team has none, and everybody is notified at once. */
  policy: PolicyInForce | null;
  /** What a policy that reaches nobody falls back to; null: the team has no policy of its own. */
  fallback: PolicyInForce | null;
  /** All of the team's channels, oldest first. */
  channels: readonly ExpectedChannel[];
};

/** Who would be notified of an incident that stays open and that nobody acknowledges, turn by turn until the last. */
export function expectTurns({ kind, policy, fallback, channels }: Asked): ExpectedTurn[] {
  const event = eventTypeOf({ kind, part: "opens" }) ?? OUTAGE_OPENING;
  const plan = policy?.plan ?? EVERYBODY_AT_ONCE;
  // The same function decides when it really happens.
  const ask = (ids: readonly number[]): ExpectedTurn["channels"] =>
    channels
      .filter(({ id }) => ids.includes(id))
      .map((channel) => {
        const verdict = whyNot({ event, channel, openingState: undefined, circumstances: ORDINARY });
        return { channel, reason: verdict.kind === "suppress" ? verdict.reason : null };
      });
  const all = channels.map(({ id }) => id);
  const turns: ExpectedTurn[] = [];
  let afterMs = 0;
  for (const [index, step] of plan.steps.entries()) {
    const before = turns.at(-1);
    // A step that can reach nobody passes its turn on at once.
    if (before === undefined || reaches(before)) afterMs += step.waitMs;
    turns.push({
      key: `step:${index + 1}`,
      afterMs,
      condition: afterMs === 0 ? "at_once" : "unless_acknowledged",
      channels: ask(channelsOf(step, all)),
    });
  }
  const isReached = turns.some(reaches);
  const told = new Set(turns.flatMap(notifiedOf));
  if (policy !== null && !policy.isDefault) {
    const [first] = (fallback?.plan ?? EVERYBODY_AT_ONCE).steps;
    turns.push({
      key: "fallback",
      afterMs: isReached ? afterMs + FALLBACK_MS : afterMs,
      condition: "if_nobody_reached",
      channels: first === undefined ? [] : ask(channelsOf(first, all)),
    });
  }
  const { reminder } = plan;
  for (let number = 1; reminder !== null && number <= reminder.atMost; number += 1) {
    turns.push({
      key: `reminder:${number}`,
      afterMs: afterMs + number * reminder.everyMs,
      condition: "unless_acknowledged",
      channels: ask([...told]),
    });
  }
  return turns;
}

/** Whether, as far as is known, anybody would be notified by a turn. */
function reaches({ channels }: ExpectedTurn): boolean {
  return channels.some(({ channel, reason }) => reason === null && !channel.isBroken);
}

function notifiedOf({ channels }: ExpectedTurn): number[] {
  return channels.flatMap(({ channel, reason }) => (reason === null ? [channel.id] : []));
}

/** When the first person is notified. `isFallback`: only since the incident's own policy reaches nobody. */
export type Reach = { afterMs: number; isFallback: boolean };

/** When, as far as is known, anybody would be notified of an incident; null: nobody would. */
export function reachOf(asked: Asked): Reach | null {
  const first = expectTurns(asked).find(reaches);
  return first === undefined ? null : { afterMs: first.afterMs, isFallback: first.key === "fallback" };
}
