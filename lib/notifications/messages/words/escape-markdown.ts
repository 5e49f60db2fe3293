const SIGNS = /[\\*_~|>#[\]()`]/g;

/** How the line begins that holds a machine's runbook link. */
export const RUNBOOK = "Runbook: ";
const RUNBOOK_LINE = new RegExp(`^${RUNBOOK}https://\\S+$`);
const SIGNS_IN_LINK = /[\\*_~|>[\]()`]/g;

/** A text in which nothing is Markdown any more: chats show it as it is, with a runbook's link to click. At most three times as long. */
export function escapeMarkdown(text: string): string {
  const lines = text.split("\n").map((line) => {
    // A backslash would become part of the address; encoded, a sign means the same there.
    if (RUNBOOK_LINE.test(line)) return line.replace(SIGNS_IN_LINK, encodeSign);
    return line.replace(SIGNS, "\\$&");
  });
  return lines.join("\n");
}

function encodeSign(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
