import { leftOf, type Pasted, parsePasted, serverOf } from "../../messages/pasted";

/** Reads `zulip://bot:KEY@host/?stream=` of Shoutrrr and `zulip://bot@org/KEY/stream` of Apprise. */
export function readPastedZulip(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address?.scheme !== "zulip" || address.user === null) return null;
  const { user, password, host, path, query } = address;
  const isShoutrrr = password !== null;
  // Apprise names the organization of Zulip's own cloud, and of its bot only what stands before "-bot@".
  const at = host.includes(".") ? host : `${host}.zulipchat.com`;
  const server = serverOf({ host: isShoutrrr ? host : at }, { isTls: true });
  const key = password ?? path[0];
  const stream = isShoutrrr ? query.get("stream") : path[1];
  if (server === null || key === undefined) return null;
  const email = user.includes("@") ? user : `${user.replace(/-bot$/, "")}-bot@${at}`;
  return {
    fields: { server, email, key, ...(stream !== undefined && { stream }) },
    isCertain: true,
    left: leftOf(address, { login: true, settings: ["stream"] }),
  };
}
