import type { TextLimit } from "../channel-type";
import { startOf } from "./clip";
import { measure } from "./measure";

/** A piece of a text for people. A type that cannot mark words shows them as they are. */
export type Part = string | { bold: string } | { code: string } | { strike: string };

/** The words of a part without their marking. */
export function wordsOf(part: Part): string {
  if (typeof part === "string") return part;
  if ("bold" in part) return part.bold;
  return "code" in part ? part.code : part.strike;
}

/** The length of a text in a limit's unit. */
export function lengthOf(parts: readonly Part[], unit: TextLimit["unit"]): number {
  return parts.reduce((sum, part) => sum + measure(wordsOf(part), unit), 0);
}

/** A text within its limit. What is too long ends between whole characters, with an ellipsis. */
export function fitInto(parts: readonly Part[], { max, unit }: TextLimit): Part[] {
  if (lengthOf(parts, unit) <= max) return [...parts];
  const kept: Part[] = [];
  let room = max - measure("…", unit);
  for (const part of parts) {
    const start = startOf(wordsOf(part), { max: room, unit });
    kept.push(withWords(part, start));
    if (start !== wordsOf(part)) break;
    room -= measure(start, unit);
  }
  return [...kept, "…"];
}

function withWords(part: Part, words: string): Part {
  if (typeof part === "string") return words;
  if ("bold" in part) return { bold: words };
  return "code" in part ? { code: words } : { strike: words };
}
