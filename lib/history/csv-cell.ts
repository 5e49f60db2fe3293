/** Without it, Excel reads a file as if it were written in the system's old encoding. */
export const BYTE_ORDER_MARK = "\uFEFF";

// Line breaks and tabs: names that were stored long ago may contain them.
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const FORMULAS = /(^|;)([\s"]*)(?=[=+\-@＝＋－＠])/gu;

/**
 * Text from people stays text in a spreadsheet too: an apostrophe keeps it from being read as a formula, and it has one
 * line. In locales with decimal commas a spreadsheet splits lines at semicolons, whatever the quotes, and treats what
 * follows one as a separate cell.
 */
export function toCell(text: string): string {
  const inert = text.replace(CONTROLS, " ").replace(FORMULAS, "$1$2'");
  return `"${inert.replaceAll('"', '""')}"`;
}
