import { z } from "zod";
import { webUrl } from "./web-url";

/** What is shown of an address that is itself the secret: its host, and the last letters by which people know it. */
export const shownUrlShape = {
  host: z.string().describe("The host of its address."),
  url_end: z.string().describe("The last letters of its address."),
};

/** The secret address, from which `shownUrl` makes what is shown. */
export const secretUrlSchema = z.object({ url: z.string() });

export function shownUrl({ url }: { url: string }): { host: string; url_end: string } {
  return { host: new URL(url).host, url_end: `…${url.slice(-4)}` };
}

/** A secret address at one of these hosts and below this path; `example` says what it looks like. */
export function hookUrl({
  hosts,
  path,
  example,
}: {
  hosts: readonly string[];
  path: RegExp;
  example: string;
}) {
  return webUrl.refine((text) => {
    const { protocol, hostname, pathname } = new URL(text);
    return protocol === "https:" && hosts.includes(hostname) && path.test(pathname);
  }, `must look like ${example}`);
}
