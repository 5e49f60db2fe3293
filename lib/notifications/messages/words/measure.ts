import type { TextLimit } from "../channel-type";

/** The length of a text in this unit; `characters` are Unicode code points. */
export function measure(text: string, unit: TextLimit["unit"]): number {
  switch (unit) {
    case "utf16":
      return text.length;
    case "characters":
      return [...text].length;
    case "bytes":
      return Buffer.byteLength(text);
  }
}
