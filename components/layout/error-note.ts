/** What is said of a page that could not be shown. Without a digest it was not the hub that failed at it. */
export function errorNote(digest: string | undefined): string {
  return digest === undefined
    ? "The hub did not answer, or this browser could not show what it said. Try again, or reload the page."
    : `The hub had a problem with it; machines are watched all the same. The hub’s log has it as ${digest}.`;
}
