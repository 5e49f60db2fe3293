import { leftOf, type Pasted, parsePasted } from "../../messages/pasted";

/** Reads `pushover://shoutrrr:TOKEN@USER` of Shoutrrr and `pover://USER@TOKEN` of Apprise. */
export function readPastedPushover(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null) return null;
  const { scheme, user: login, password, host, path } = address;
  if (scheme !== "pushover" && scheme !== "pover") return null;
  const [token, user] = scheme === "pushover" ? [password, host] : [host, login];
  if (token === null || user === null) return null;
  return {
    fields: { token, user },
    isCertain: true,
    left: [...(path.length > 0 ? ["the devices"] : []), ...leftOf(address, { login: true })],
  };
}
