import { channelsOf, type Plan, type Step, turnsAfter } from "./plan";

/** What a policy does when an incident opens. Waits in heard time, from then on. */
export type OpeningPlan = {
  /** The channels that are notified with the opening; null: nobody yet. */
  channelIds: number[] | null;
  /** Whether step 1 waits, and for how long; null: it is taken now. */
  waitMs: number | null;
};

/** What has to be done at once when an incident opens. */
export function planOpening({
  plan: { steps },
  teamChannelIds,
  goesOn,
}: {
  plan: Plan;
  /** Of all channels of the team, oldest first. */
  teamChannelIds: readonly number[];
  /** False: it is over already, or flaps and is held: no turn follows, and what would come at once comes with it. */
  goesOn: boolean;
}): OpeningPlan {
  const [first] = steps;
  if (first === undefined) return { channelIds: [], waitMs: null };
  if (goesOn)
    return first.waitMs > 0
      ? { channelIds: null, waitMs: first.waitMs }
      : { channelIds: channelsOf(first, teamChannelIds), waitMs: null };
  const firstToWait = steps.findIndex(({ waitMs }) => waitMs > 0);
  const atOnce: readonly Step[] = firstToWait === -1 ? steps : steps.slice(0, firstToWait);
  if (atOnce.length === 0) return { channelIds: null, waitMs: null };
  const ids = new Set(atOnce.flatMap((step) => channelsOf(step, teamChannelIds)));
  return { channelIds: teamChannelIds.filter((id) => ids.has(id)), waitMs: null };
}

/**
 * The turns that follow one, and when each comes in heard time. A step that reaches nobody passes on at once; reminders keep
 * their distance.
 */
export function followingTurns({
  isReached,
  heardMs,
  ...after
}: Parameters<typeof turnsAfter>[0] & { isReached: boolean; heardMs: number }): {
  key: string;
  dueMs: number;
}[] {
  return turnsAfter(after).map(({ key, waitMs }) => ({
    key,
    dueMs: heardMs + (isReached || key.startsWith("reminder:") ? waitMs : 0),
  }));
}
