import { withoutTurns } from "@/lib/base/text";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Anybody's text on one line and at most `max` UTF-16 units long, cut between whole characters as people see them. */
export function clip(text: string, max: number): string {
  const line = withoutTurns(text.toWellFormed())
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
  if (line.length <= max) return line;
  let kept = "";
  for (const { segment } of graphemes.segment(line)) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
