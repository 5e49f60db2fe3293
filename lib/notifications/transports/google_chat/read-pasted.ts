import { leftOf, type Pasted, parsePasted } from "../../messages/pasted";

export const HOST = "chat.googleapis.com";

/** Reads `googlechat://` of Shoutrrr, `gchat://SPACE/KEY/TOKEN` of Apprise, and the URL of a webhook. */
export function readPastedGoogleChat(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null) return null;
  const { scheme, host, path, text: written } = address;
  const isHosted = host.toLowerCase() === HOST;
  if (scheme === "https" && isHosted) return { fields: { url: written }, isCertain: true };
  if (scheme === "googlechat" && isHosted)
    return { fields: { url: written.replace(/^\w+/, "https") }, isCertain: true };
  const [key, token, thread] = path;
  if (scheme !== "gchat" || key === undefined || token === undefined) return null;
  const url = new URL(`https://${HOST}/v1/spaces/${encodeURIComponent(host)}/messages`);
  url.searchParams.set("key", key);
  url.searchParams.set("token", token);
  return {
    fields: { url: url.toString() },
    isCertain: true,
    left: [...(thread === undefined ? [] : ["the thread"]), ...leftOf(address)],
  };
}
