import { formatAge } from "@/lib/base/duration";
import type { PreviewView } from "@/lib/overview/explanation/schema";

type Turn = PreviewView["turns"][number];

/** Who would be notified and when, a line for each turn; reminders are one line together. */
export function turnWords({
  turns,
  silent_after: silentAfter,
}: Pick<PreviewView, "turns" | "silent_after">): string[] {
  const startMs = Date.parse(turns[0]?.at ?? "");
  const reminders = turns.filter(({ key }) => key.startsWith("reminder:"));
  const steps = turns.filter((turn) => !reminders.includes(turn));
  const lines = steps.map((turn) => `${capitalised(whenWords(turn, turns))}: ${whomWords(turn)}`);
  const [first] = reminders;
  if (first !== undefined) {
    const times = reminders.length === 1 ? "once" : `${reminders.length} times`;
    lines.push(`Reminded ${times}, ${whomWords(first)}`);
  }
  const lastMs = silentAfter === null ? startMs : Date.parse(silentAfter);
  return lastMs > startMs ? [...lines, `Nothing more after ${formatAge(lastMs - startMs)}`] : lines;
}

function whenWords({ key, at, condition }: Turn, turns: readonly Turn[]): string {
  if (key === "fallback") return "only if nobody was reached";
  if (condition === "at_once") return "at once";
  const startMs = Date.parse(turns[0]?.at ?? at);
  const age = formatAge(Date.parse(at) - startMs);
  return key === "step:1" ? "when its wait is over" : `${age} later, unless acknowledged`;
}

function whomWords({ channels }: Turn): string {
  const notified = channels.filter(({ verdict }) => verdict !== "not");
  if (notified.length === 0) return "nobody";
  return notified
    .map(({ channel_name: name, problem }) => (problem === null ? name : `${name} (not working now)`))
    .join(", ");
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
