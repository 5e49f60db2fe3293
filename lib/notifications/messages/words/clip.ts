import { oneLine } from "@/lib/base/text";
import type { TextLimit } from "../channel-type";
import { measure } from "./measure";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Anybody's text on one line and at most `max` UTF-16 units long, cut between whole characters as people see them. */
export function clip(text: string, max: number): string {
  const line = oneLine(text);
  if (line.length <= max) return line;
  return `${startOf(line, { max: max - 1, unit: "utf16" }).trimEnd()}…`;
}

/** As much of a text's beginning as there is room for, cut between whole characters as people see them. */
export function startOf(text: string, { max, unit }: TextLimit): string {
  if (measure(text, unit) <= max) return text;
  let kept = "";
  let room = max;
  for (const { segment } of graphemes.segment(text)) {
    room -= measure(segment, unit);
    if (room < 0) break;
    kept += segment;
  }
  return kept;
}
