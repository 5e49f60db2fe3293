// Writes the table of channel types in docs/notifications.md: npm run channel-table
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { formatDuration } from "@/lib/base/duration";
import type { ChannelType } from "@/lib/notifications/messages/channel-type";
import { CHANNEL_TYPES } from "@/lib/notifications/transports/registry";
import { ROOT } from "./root.mjs";

const GUIDE = path.join(ROOT, "docs/notifications.md");
const BEGIN = "<!-- Written by npm run channel-table -->\n";
const END = "<!-- Until here -->\n";

/** The rows of all types: what a channel is, how events become messages, and what happens to its messages. */
export function channelTable(types: readonly ChannelType[]): string {
  const rows = types.map(({ label, summary, pace, limits, edit }) => [
    label,
    summary,
    pace === "each" ? "one per event" : `one for all events within ${formatDuration(limits.gatherMs)}`,
    limits.text === null ? "no limit" : `${limits.text.max.toLocaleString("en")} ${UNITS[limits.text.unit]}`,
    edit === undefined ? "do not change" : "are updated as machines come back",
  ]);
  const head = ["Type", "Where messages go", "Messages", "Length", "Once sent, they"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

const UNITS = { utf16: "characters", characters: "characters", bytes: "bytes" } as const;

/** The guide with the table of these types. */
export function withTable(guide: string, types: readonly ChannelType[]): string {
  const [before, , after] = guide.split(new RegExp(`${BEGIN}|${END}`));
  if (before === undefined || after === undefined) throw new Error("the guide has no markers for the table");
  return `${before}${BEGIN}${channelTable(types)}${END}${after}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  writeFileSync(GUIDE, withTable(readFileSync(GUIDE, "utf8"), CHANNEL_TYPES));
