// A name, an IPv4 address or a bracketed IPv6 one, with an optional port: nothing that could end a shell quote or a URL part.
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

type Asked = { configured: string | null; host: string | null; protocol: string | null };

/** The address under which machines should reach the hub: HUB_URL, else the host of this request, else localhost. */
export function hubUrl({ configured, host, protocol }: Asked): string {
  if (configured !== null) return configured;
  const name = host !== null && HOST.test(host) ? host : "localhost";
  return `${protocol === "https" ? "https" : "http"}://${name}`;
}
