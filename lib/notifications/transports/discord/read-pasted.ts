import { leftOf, type Pasted, parsePasted } from "../../messages/pasted";
import { HOSTS } from "./constants";

/** Reads `discord://TOKEN@ID` of Shoutrrr, `discord://ID/TOKEN` of Apprise, and the URL of a webhook. */
export function readPastedDiscord(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null) return null;
  const { scheme, user, host, path, query } = address;
  if (scheme === "https" && HOSTS.includes(host.toLowerCase()))
    return { fields: { url: address.text }, isCertain: true };
  if (scheme !== "discord") return null;
  const [id, token] = path[0] === undefined ? [host, user] : [host, path[0]];
  const thread = query.get("thread_id") ?? query.get("thread");
  if (token === null) return null;
  const url = new URL(
    `https://discord.com/api/webhooks/${encodeURIComponent(id)}/${encodeURIComponent(token)}`,
  );
  if (thread !== undefined) url.searchParams.set("thread_id", thread);
  return {
    fields: { url: url.toString() },
    isCertain: true,
    left: leftOf(address, { login: true, settings: ["thread_id", "thread"] }),
  };
}
