import { type EventPart, type EventType, partOf } from "@/lib/events/types";
import type { Act } from "./acknowledgements/act";

/** Something that happened to an incident. `atMs` null: not yet. */
export type ChainLink<Delivery> =
  /** The hub decided that something is wrong. */
  | { kind: "opened"; atMs: number | null }
  /** A notification that it began, continues or is over was sent, or was not. */
  | { kind: "notified"; part: EventPart; delivery: Delivery }
  /** Somebody acknowledged or snoozed it. `before`: the acknowledgement before this one. */
  | { kind: "acknowledged"; atMs: number; act: Act; before: Act | undefined }
  /** An acknowledgement ended or, for a snooze, will end at that time. */
  | { kind: "act_ends"; atMs: number; act: Act }
  | { kind: "closed"; atMs: number | null };

/**
 * What happened to an incident, each link after the one that led to it: it opened, who was notified, what people did
 * about it and who was reminded (in order of time), it closed, who was notified of that. Whatever describes an incident
 * puts this chain into its own words.
 */
export function chainOf<Delivery extends { event: EventType; createdAtMs: number }>({
  openedAtMs,
  closedAtMs,
  deliveries,
  acts,
}: {
  openedAtMs: number | null;
  closedAtMs: number | null;
  /** Oldest first, like the acts. */
  deliveries: readonly Delivery[];
  acts: readonly Act[];
}): ChainLink<Delivery>[] {
  type Link = ChainLink<Delivery>;
  const notified = (part: EventPart) =>
    deliveries
      .filter(({ event }) => partOf(event) === part)
      .map((delivery): Link => ({ kind: "notified", part, delivery }));
  const meanwhile = [
    ...acts.flatMap((act, index): Link[] => {
      const endMs = act.endedAtMs ?? act.untilMs;
      const end: Link[] = endMs === null ? [] : [{ kind: "act_ends", atMs: endMs, act }];
      return [{ kind: "acknowledged", atMs: act.atMs, act, before: acts[index - 1] }, ...end];
    }),
    ...notified("reminds"),
  ].sort((one, other) => timeOf(one) - timeOf(other));
  return [
    { kind: "opened", atMs: openedAtMs },
    ...notified("opens"),
    ...meanwhile,
    { kind: "closed", atMs: closedAtMs },
    ...notified("closes"),
  ];
}

function timeOf(link: ChainLink<{ createdAtMs: number }>): number {
  return (link.kind === "notified" ? link.delivery.createdAtMs : link.atMs) ?? 0;
}
