import { isWithoutTls, leftOf, type Pasted, parsePasted, serverOf } from "../../messages/pasted";

/** Reads `gotify://` and `gotifys://` of Shoutrrr and Apprise, and the address that Gotify's own examples post to. */
export function readPastedGotify(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null) return null;
  const { scheme, path, query } = address;
  const inQuery = query.get("token");
  const isWeb = scheme === "https" || scheme === "http";
  if (isWeb && (path.at(-1) !== "message" || inQuery === undefined)) return null;
  if (!isWeb && scheme !== "gotify" && scheme !== "gotifys") return null;
  const token = inQuery ?? path.at(-1);
  const isTls = isWeb ? scheme === "https" : scheme === "gotifys" || (isWithoutTls(address) ? false : null);
  const base = isWeb || inQuery === undefined ? path.slice(0, -1) : path;
  const server = serverOf(address, { isTls, path: base });
  if (server === null || token === undefined) return null;
  return {
    fields: { server, token },
    isCertain: true,
    left: leftOf(address, { settings: ["token", "disabletls"] }),
  };
}
