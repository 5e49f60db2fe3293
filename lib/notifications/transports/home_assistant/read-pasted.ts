import { leftOf, type Pasted, parsePasted, serverOf } from "../../messages/pasted";

/** Where Home Assistant listens when nobody has changed it. */
const PORT = 8123;

/** Reads `hassio://host/TOKEN` and `hassios://host/TOKEN` of Apprise. */
export function readPastedHomeAssistant(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null || !/^hassios?$/.test(address.scheme)) return null;
  const isTls = address.scheme === "hassios";
  const host = isTls || /:\d+$/.test(address.host) ? address.host : `${address.host}:${PORT}`;
  const token = address.path.at(-1);
  const server = serverOf({ host }, { isTls, path: address.path.slice(0, -1) });
  if (address.host === "" || server === null || token === undefined) return null;
  return { fields: { server, token }, isCertain: true, left: leftOf(address) };
}
