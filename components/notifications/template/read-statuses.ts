/** Statuses as people write them, `200, 202`. What is no number stays text, which the API refuses in words. */
export function readStatuses(text: string): (number | string)[] {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  return words.map((word) => (/^\d{1,9}$/.test(word) ? Number(word) : word));
}
