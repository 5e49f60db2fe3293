import { type Stretch, type Tally, uptimePct } from "./decide";

const COLUMNS = [
  "machine_id",
  "machine",
  "from",
  "to",
  "uptime_pct",
  "outages",
  "offline_s",
  "longest_outage_s",
  "online_s",
  "unknown_s",
];

/** A report as CSV (RFC 4180), one line per machine, and a name for the file. */
export function renderCsv({
  span,
  lines,
}: {
  span: Stretch;
  lines: readonly { id: number; name: string; tally: Tally }[];
}): { name: string; text: string } {
  const [from, to] = [span.fromMs, span.toMs].map((ms) => new Date(ms).toISOString()) as [string, string];
  const rows = lines.map(({ id, name, tally }) => [
    id,
    toCell(name),
    from,
    to,
    uptimePct(tally) ?? "",
    tally.outages,
    ...[tally.offlineMs, tally.longestMs, tally.onlineMs, tally.unknownMs].map((ms) => Math.round(ms / 1000)),
  ]);
  return {
    name: `uptime_${from.slice(0, 10)}_${to.slice(0, 10)}.csv`,
    text: [COLUMNS, ...rows].map((cells) => `${cells.join(",")}\r\n`).join(""),
  };
}

/**
 * Text from people stays text in a spreadsheet too: an apostrophe keeps it from being read as a formula. In locales with
 * decimal commas a spreadsheet splits lines at semicolons, and treats what follows one as a separate cell.
 */
function toCell(text: string): string {
  const inert = text.replace(/(^|[;\t\r])(\s*)([=+\-@])/g, "$1$2'$3");
  return `"${inert.replaceAll('"', '""')}"`;
}
