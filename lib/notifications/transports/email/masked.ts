/** To whom a channel's mail goes, for lists and logs: enough to recognise an address, and no more. */
export function maskedTo(to: readonly string[]): string {
  const [first = "", ...others] = to;
  const at = first.lastIndexOf("@");
  const name = first.slice(0, at);
  const shown = `${name.slice(0, Math.min(2, name.length - 1))}…${first.slice(at)}`;
  return others.length === 0 ? shown : `${shown} and ${others.length} more`;
}
