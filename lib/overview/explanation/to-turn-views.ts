import { reasonText } from "@/lib/events/deliveries/view";
import type { ExpectedTurn } from "../expected-turns";
import type { PreviewView } from "./schema";

type TurnView = PreviewView["turns"][number];

/** The turns of a plan as the preview shows them. `openedAtMs`: when the incident would open. */
export function toTurnViews({
  turns,
  openedAtMs,
  problems,
}: {
  turns: readonly ExpectedTurn[];
  openedAtMs: number;
  /** By channel id: what is known to hinder it, or null. */
  problems: ReadonlyMap<number, string | null>;
}): TurnView[] {
  return turns.map(({ key, afterMs, condition, channels }) => ({
    key,
    at: new Date(openedAtMs + afterMs).toISOString(),
    condition,
    channels: channels.map(({ channel: { id, name }, reason }) => ({
      channel_id: id,
      channel_name: name,
      verdict: reason === null ? "notified" : "not",
      reason,
      reason_text: reasonText(reason),
      problem: reason === null ? (problems.get(id) ?? null) : null,
    })),
  }));
}
