import { leftOf, type Pasted, parsePasted } from "../../messages/pasted";

/** Reads `opsgenie://host/KEY` of Shoutrrr, and `opsgenie://KEY` and `jira://KEY` of Apprise. */
export function readPastedOpsgenie(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null || !/^(opsgenie|jira)$/.test(address.scheme)) return null;
  const { scheme, host, path, query } = address;
  const isHost = host.includes(".");
  const key = isHost ? path[0] : host;
  if (key === undefined || key === "") return null;
  const isInEurope = host.includes(".eu.") || query.get("region") === "eu";
  const api = scheme === "jira" ? "jsm" : isInEurope ? "eu" : "us";
  const targets = isHost ? path.slice(1) : path;
  return {
    fields: { key, api },
    isCertain: true,
    left: [...(targets.length > 0 ? ["the responders"] : []), ...leftOf(address, { settings: ["region"] })],
  };
}
