const ZERO_WIDTH = "\u200b";

/** A text that mentions nobody: a chat finds no name behind an @ that is followed by a blank of no width. */
export function withoutMentions(text: string): string {
  return text.replaceAll("@", `@${ZERO_WIDTH}`);
}
