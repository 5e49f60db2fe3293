// A name, an IPv4 address or a bracketed IPv6 one, and maybe a port: nothing that could leave a shell's quotes or an address.
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

type Asked = { configured: string | null; host: string | null; protocol: string | null };

/** The hub's address as machines should call it: HUB_URL, else what this request called it, else localhost. */
export function hubUrl({ configured, host, protocol }: Asked): string {
  if (configured !== null) return configured;
  const name = host !== null && HOST.test(host) ? host : "localhost";
  return `${protocol === "https" ? "https" : "http"}://${name}`;
}
