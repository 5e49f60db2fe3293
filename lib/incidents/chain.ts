import { type EventPart, type EventType, partOf } from "@/lib/events/types";
import type { Act } from "./acknowledgements/act";

/** What happened to an incident. `atMs` null: it has not happened yet. */
export type ChainLink<Delivery> =
  /** The hub decided that something is wrong. */
  | { kind: "opened"; atMs: number | null }
  /** A channel was, or was not, notified that it has opened, that it lasts or that it is over. */
  | { kind: "notified"; part: EventPart; delivery: Delivery }
  /** Somebody acknowledged it. `before`: the acknowledgement before this one. */
  | { kind: "acknowledged"; atMs: number; act: Act; before: Act | undefined }
  /** An acknowledgement ended, or a snooze that holds will end at that time. */
  | { kind: "act_ends"; atMs: number; act: Act }
  | { kind: "closed"; atMs: number | null };

/**
 * What happened to an incident, each thing after what led to it: it opened; who was notified; what people did about it and
 * who was reminded, by time; it closed; who was notified of that. The timeline, the explanation and the end-to-end test
 * all show this chain, each in its own words.
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
