/** What happens to a rule's open alerts when it is switched off, deleted or changed; null: it has none. */
export function closingWords(firing: number): string | null {
  if (firing === 0) return null;
  return firing === 1
    ? "1 alert is open and will be closed; those who were notified are told."
    : `${firing} alerts are open and will be closed; those who were notified are told.`;
}
