import { leftOf, type Pasted, parsePasted } from "../../messages/pasted";

// Where flows are today and were before; a new home of theirs is read as an address of some kind.
const FLOWS = /\.(logic\.azure\.com|environment\.api\.powerplatform\.com)(:443)?$/i;

/** Reads the address of a flow, and `teams://?host=` of Shoutrrr with such an address in it. */
export function readPastedTeams(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null) return null;
  const { scheme, host, query } = address;
  if (scheme === "https" && FLOWS.test(host)) return { fields: { url: address.text }, isCertain: true };
  if (scheme === "https" && query.has("sig")) return { fields: { url: address.text }, isCertain: false };
  const inside = parsePasted(query.get("host") ?? "");
  if (scheme !== "teams" || inside?.scheme !== "https") return null;
  return {
    fields: { url: inside.text },
    isCertain: true,
    left: leftOf(address, { settings: ["host"] }),
  };
}
