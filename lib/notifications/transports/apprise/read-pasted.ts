import { leftOf, type Pasted, parsePasted, serverOf } from "../../messages/pasted";

/** Reads `apprise://` and `apprises://` of Apprise, and the address that a configuration is notified at. */
export function readPastedApprise(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null) return null;
  const { scheme, path } = address;
  const isWeb = scheme === "https" || scheme === "http";
  if (isWeb && path.at(-2) !== "notify") return null;
  if (!isWeb && scheme !== "apprise" && scheme !== "apprises") return null;
  const server = serverOf(address, {
    isTls: scheme === "https" || scheme === "apprises",
    path: path.slice(0, isWeb ? -2 : -1),
  });
  const key = path.at(-1);
  if (server === null || key === undefined) return null;
  // Other services have a path like this as well.
  return { fields: { server, key }, isCertain: !isWeb, left: leftOf(address) };
}
