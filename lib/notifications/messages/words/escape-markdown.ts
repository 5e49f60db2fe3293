const SIGNS = /[\\*_~|>#[\]()`]/g;

/** A text in which nothing is Markdown any more: chats show it as it is. At most twice as long. */
export function escapeMarkdown(text: string): string {
  return text.replace(SIGNS, "\\$&");
}
