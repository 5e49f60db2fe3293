import { z } from "zod";
import { webUrl } from "./web-url";

const configSchema = z.object({
  host: z.string().describe("The host of its address."),
  url_end: z.string().describe("The last letters of its address."),
});
const secretsSchema = z.object({ url: z.string() });

export type SecretUrlConfig = z.output<typeof configSchema>;
export type SecretUrl = z.output<typeof secretsSchema>;

/** What types have in common whose address is itself the secret: people see its host, and the last letters of it. */
export const secretUrlChannel = {
  config: configSchema,
  secrets: secretsSchema,
  urlField: "url",
  showSecrets: ({ url }: SecretUrl) => ({ host: new URL(url).host, url_end: `…${url.slice(-4)}` }),
  masked: ({ host, url_end }: SecretUrlConfig) => `${host}/${url_end}`,
  destination: ({ host }: SecretUrlConfig) => host,
  paceKey: ({ host, url_end }: SecretUrlConfig) => `${host} ${url_end}`,
};

/**
 * A secret address below this path; `example` says what it looks like. At one of these hosts, and then only with TLS; without
 * `hosts` at anybody's own server.
 */
export function hookUrl({
  hosts,
  path,
  example,
}: {
  hosts?: readonly string[];
  path: RegExp;
  example: string;
}) {
  return webUrl.refine((text) => {
    const { protocol, hostname, pathname } = new URL(text);
    const isThere = hosts === undefined || (protocol === "https:" && hosts.includes(hostname));
    return isThere && path.test(pathname);
  }, `must look like ${example}`);
}
