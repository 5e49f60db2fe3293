/** The entries of a list that people type, one per line or with commas between them. */
export function readLines(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean);
}
