/** Where to go after signing in: the path that was asked for if it lies on this hub, else the overview. */
export function callbackPath(asked: string | undefined): string {
  if (asked === undefined || !asked.startsWith("/")) return "/";
  const base = "http://hub.invalid";
  // Parsed, not compared: browsers read "//host" and "/\host" as another host and drop tabs and line breaks.
  const url = URL.canParse(asked, base) ? new URL(asked, base) : null;
  if (url === null || url.origin !== base) return "/";
  const path = `${url.pathname}${url.search}${url.hash}`;
  return path.startsWith("//") || path.startsWith("/sign-in") ? "/" : path;
}
