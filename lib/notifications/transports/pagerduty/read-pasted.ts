import { leftOf, type Pasted, parsePasted } from "../../messages/pasted";

/** Reads `pagerduty://[host]/KEY` of Shoutrrr and `pagerduty://KEY@APIKEY` of Apprise. */
export function readPastedPagerDuty(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address?.scheme !== "pagerduty") return null;
  const { user, host, path } = address;
  const [inPath] = path;
  const key = user ?? inPath ?? host;
  const isInEurope = host === "events.eu.pagerduty.com" || address.query.get("region") === "eu";
  return {
    fields: { routing_key: key, ...(isInEurope && { region: "eu" }) },
    isCertain: true,
    left: [
      ...(user !== null ? ["the API key, which events do not need"] : []),
      ...leftOf(address, { login: true, settings: ["region"] }),
    ],
  };
}
