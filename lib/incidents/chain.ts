import { type EventPart, type EventType, partOf } from "@/lib/events/types";
import type { Act } from "./acknowledgements/act";

/** What happened to an incident. `atMs` null: it has not happened yet. */
export type ChainLink<Delivery> =
  /** The hub decided that something is wrong. */
  | { kind: "opened"; atMs: number | null }
  /** Somebody was notified that it began, that it lasts or that it is over; or was not. */
  | { kind: "notified"; part: EventPart; delivery: Delivery }
  /** Somebody said that they are on it. `before`: what they, or somebody else, had said before. */
  | { kind: "acknowledged"; atMs: number; act: Act; before: Act | undefined }
  /** What somebody said holds no more, or, of a snooze, will not at that time. */
  | { kind: "act_ends"; atMs: number; act: Act }
  | { kind: "closed"; atMs: number | null };

/**
 * What happened to an incident, in the order in which one thing leads to the next: it opened, who was notified, what
 * people did about it and who was reminded (as it came), it closed, who was notified of that. Whatever tells of an
 * incident tells this chain in its own words.
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
  const told = (part: EventPart) =>
    deliveries
      .filter(({ event }) => partOf(event) === part)
      .map((delivery): Link => ({ kind: "notified", part, delivery }));
  const meanwhile = [
    ...acts.flatMap((act, index): Link[] => {
      const endMs = act.endedAtMs ?? act.untilMs;
      const end: Link[] = endMs === null ? [] : [{ kind: "act_ends", atMs: endMs, act }];
      return [{ kind: "acknowledged", atMs: act.atMs, act, before: acts[index - 1] }, ...end];
    }),
    ...told("reminds"),
  ].sort((one, other) => timeOf(one) - timeOf(other));
  return [
    { kind: "opened", atMs: openedAtMs },
    ...told("opens"),
    ...meanwhile,
    { kind: "closed", atMs: closedAtMs },
    ...told("closes"),
  ];
}

function timeOf(link: ChainLink<{ createdAtMs: number }>): number {
  return (link.kind === "notified" ? link.delivery.createdAtMs : link.atMs) ?? 0;
}
