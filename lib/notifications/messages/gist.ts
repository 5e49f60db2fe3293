import { partOf } from "@/lib/events/types";
import type { Told } from "./channel-type";
import type { Message } from "./message";

/**
 * What a message is about, for services that have priorities or colours: something broke that is critical, something broke
 * that is only worth a warning, all of it is well again, or none of these.
 */
export type Gist = "critical" | "warning" | "recovery" | "notice";

const BY_WEIGHT: readonly Gist[] = ["critical", "warning", "recovery"];

/** The gist of all that is told in one message; the worst outweighs the rest. What is not real is a notice. */
export function gistOf({ messages }: Pick<Told, "messages">): Gist {
  const gists = messages.map(gistOfOne);
  return BY_WEIGHT.find((gist) => gists.includes(gist)) ?? "notice";
}

function gistOfOne(message: Message): Gist {
  if (message.kind === "test" || message.kind === "notice" || message.facts.canary === true) return "notice";
  if (message.recovery !== null || partOf(message.event) === "closes") return "recovery";
  return message.kind === "alert" ? message.facts.firing.severity : "critical";
}

/** Where people read more about what is told: its incident, if it is one, else the hub; null: HUB_URL is not set. */
export function linkOf({ messages, hubUrl }: Pick<Told, "messages" | "hubUrl">): string | null {
  if (hubUrl === null) return null;
  const ids = messages.map((message) =>
    message.kind === "test" || message.kind === "notice" ? null : message.facts.incident.id,
  );
  const [id = null] = ids;
  const isOne = id !== null && ids.every((other) => other === id);
  const isReal = messages.every((message) => message.kind !== "machine" || message.facts.canary !== true);
  return isOne && isReal ? `${hubUrl}/incidents/${id}` : hubUrl;
}
