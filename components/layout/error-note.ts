/** Explains why a page could not be shown. Without a digest, the error did not happen in the hub. */
export function errorNote(digest: string | undefined): string {
  return digest === undefined
    ? "The hub did not answer, or this browser could not show the answer. Try again or reload the page."
    : `Something went wrong in the hub. Your machines are still monitored. The hub’s log has the details under ${digest}.`;
}
