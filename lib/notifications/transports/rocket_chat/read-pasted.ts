import { isWithoutTls, leftOf, type Pasted, parsePasted, serverOf } from "../../messages/pasted";

/** Reads `rocketchat://host/A/B` of Shoutrrr, `rockets://A/B@host` of Apprise, and the URL of an incoming integration. */
export function readPastedRocketChat(text: string): Pasted | null {
  // Apprise has a slash in front of the host, where addresses have none.
  const [, apprise, login = "", rest = ""] = /^\s*["']?(rockets?):\/\/([^@\s]+)@(.*)$/is.exec(text) ?? [];
  const inApprise = login.split("/");
  const written = apprise === undefined ? text : `${apprise}://${rest}`;
  const address = parsePasted(written);
  if (address === null) return null;
  const { scheme, path } = address;
  if (/^https?$/.test(scheme) && path.length >= 3 && path.at(-3) === "hooks")
    return { fields: { url: address.text }, isCertain: false };
  const hook = apprise === undefined ? path.slice(0, 2) : inApprise;
  if ((apprise === undefined && scheme !== "rocketchat") || hook.length !== 2) return null;
  const isTls = scheme === "rockets" ? true : scheme === "rocket" || isWithoutTls(address) ? false : null;
  const url = serverOf(address, { isTls, path: ["hooks", ...hook] });
  if (url === null) return null;
  const isElsewhere = path.length > (apprise === undefined ? 2 : 0);
  return {
    fields: { url },
    isCertain: true,
    left: [
      ...(isElsewhere ? ["the channel"] : []),
      ...(address.user === null ? [] : ["the name of the sender"]),
      ...leftOf(address, { login: true, settings: ["disabletls"] }),
    ],
  };
}
