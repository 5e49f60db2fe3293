import { partOf } from "@/lib/events/types";
import type { Told } from "./channel-type";
import type { Message } from "./message";

/** What a message is about, for services that have priorities or colours: something broke, all of it is well again, or neither. */
export type Gist = "problem" | "recovery" | "notice";

/** The gist of all that is told in one message; something that broke outweighs the rest. What is not real is a notice. */
export function gistOf({ messages }: Pick<Told, "messages">): Gist {
  const gists = messages.map(gistOfOne);
  if (gists.includes("problem")) return "problem";
  return gists.includes("recovery") ? "recovery" : "notice";
}

function gistOfOne(message: Message): Gist {
  if (message.kind === "test" || message.kind === "notice" || message.facts.canary === true) return "notice";
  if (message.recovery !== null || partOf(message.event) === "closes") return "recovery";
  return "problem";
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
