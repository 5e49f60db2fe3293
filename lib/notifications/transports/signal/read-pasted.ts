import { isWithoutTls, leftOf, type Pasted, parsePasted, serverOf } from "../../messages/pasted";

/** Reads `signal://host:port/+from/+to` and `signals://` of Shoutrrr and Apprise. */
export function readPastedSignal(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null || !/^signals?$/.test(address.scheme)) return null;
  const isTls = address.scheme === "signals" ? true : isWithoutTls(address) ? false : null;
  const server = serverOf(address, { isTls });
  const [number, ...recipients] = address.path;
  if (server === null || number === undefined) return null;
  return {
    fields: { server, number, ...(recipients.length > 0 && { recipients }) },
    isCertain: true,
    left: leftOf(address, { settings: ["disabletls"] }),
  };
}
