const BASE = "http://hub.invalid";

/** Where to go after signing in: the wanted path if it is one of ours, else "/". Never another site's address. */
export function callbackPath(wanted: string | null | undefined): string {
  if (wanted === null || wanted === undefined || !wanted.startsWith("/")) return "/";
  if (!URL.canParse(wanted, BASE)) return "/";
  const url = new URL(wanted, BASE);
  // "//evil.example" and "/\evil.example" are other sites to a browser.
  if (url.origin !== BASE) return "/";
  // Next adds this to its requests for page fragments.
  url.searchParams.delete("_rsc");
  // "/.//evil.example" becomes "//evil.example" only here.
  return url.pathname.startsWith("//") ? "/" : `${url.pathname}${url.search}`;
}
