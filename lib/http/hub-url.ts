import { readHost, writeHost } from "./host";

type Asked = { configured: string | null; host: string | null; protocol: string | null };

/** The address under which machines should reach the hub: HUB_URL, else the host of this request, else localhost. */
export function hubUrl({ configured, host, protocol }: Asked): string {
  if (configured !== null) return configured;
  const read = readHost(host) ?? { name: "localhost", port: null };
  return `${protocol === "https" ? "https" : "http"}://${writeHost(read)}`;
}
