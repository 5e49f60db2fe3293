import { BYTE_ORDER_MARK, toCell } from "../csv-cell";
import { instantIn } from "./days";
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

/**
 * A report as CSV (RFC 4180, UTF-8), one line per machine, and a name for the file. Its days and times are those of the
 * zone; a span that ends at midnight ends with the day before.
 */
export function renderCsv({
  span,
  zone,
  lines,
}: {
  span: Stretch;
  zone: string;
  lines: readonly { id: number; name: string; tally: Tally }[];
}): { name: string; text: string } {
  const [from, to] = [span.fromMs, span.toMs].map((ms) => instantIn({ zone, ms }));
  const rows = lines.map(({ id, name, tally }) => [
    id,
    toCell(name),
    from,
    to,
    uptimePct(tally) ?? "",
    tally.outages,
    ...[tally.offlineMs, tally.longestMs, tally.onlineMs, tally.unknownMs].map((ms) => Math.round(ms / 1000)),
  ]);
  const [first, last] = [span.fromMs, span.toMs - 1].map((ms) => instantIn({ zone, ms }).slice(0, 10));
  const text = [COLUMNS, ...rows].map((cells) => `${cells.join(",")}\r\n`).join("");
  return { name: `uptime_${first}_${last}.csv`, text: `${BYTE_ORDER_MARK}${text}` };
}
