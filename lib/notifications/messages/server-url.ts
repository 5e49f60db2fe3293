import { webUrl } from "./web-url";

/** The address of somebody's own server, which may stand behind a path; without the slash at its end, a query or a fragment. */
export const serverUrl = webUrl.transform((text) => {
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname.replace(/\/+$/, "")}`;
});

/** What is shown of such an address: host and path. */
export function shownServer(server: string): string {
  const { host, pathname } = new URL(server);
  return pathname === "/" ? host : `${host}${pathname}`;
}
