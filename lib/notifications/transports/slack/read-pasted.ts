import { leftOf, type Pasted, parsePasted } from "../../messages/pasted";

export const HOSTS: readonly string[] = ["hooks.slack.com", "hooks.slack-gov.com"];

/** Reads `slack://hook:A-B-C@webhook` of Shoutrrr, `slack://A/B/C` of both, and the URL of an incoming webhook. */
export function readPastedSlack(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null) return null;
  const { scheme, user, password, host, path, fragment } = address;
  if (scheme === "https" && HOSTS.includes(host.toLowerCase()))
    return { fields: { url: address.text }, isCertain: true };
  if (scheme !== "slack") return null;
  const isHook = user === "hook" && password !== null;
  const parts = isHook ? password.split("-") : [host, ...path];
  // With other logins it is a bot's token, which no webhook has.
  if (parts.length < 3 || (password !== null && !isHook)) return null;
  const isElsewhere = fragment !== "" || parts.length > 3;
  return {
    fields: {
      url: `https://hooks.slack.com/services/${parts.slice(0, 3).map(encodeURIComponent).join("/")}`,
    },
    isCertain: true,
    left: [...(isElsewhere ? ["the channel"] : []), ...leftOf(address, { login: true })],
  };
}
