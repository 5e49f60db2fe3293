import { isWithoutTls, leftOf, type Pasted, parsePasted, serverOf } from "../../messages/pasted";

/** Reads `mattermost://` of Shoutrrr, `mmost://` and `mmosts://` of Apprise, and the URL of an incoming webhook. */
export function readPastedMattermost(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null) return null;
  const { scheme, path } = address;
  if ((scheme === "https" || scheme === "http") && path.length >= 2 && path.at(-2) === "hooks")
    return { fields: { url: address.text }, isCertain: false };
  if (!/^(mattermost|mmosts?)$/.test(scheme)) return null;
  const isTls = scheme === "mmosts" ? true : scheme === "mmost" || isWithoutTls(address) ? false : null;
  // Shoutrrr has the channel behind the token; Apprise has what stands before the server's hooks in front of it.
  const isShoutrrr = scheme === "mattermost";
  const token = isShoutrrr ? path[0] : path.at(-1);
  const base = isShoutrrr ? [] : path.slice(0, -1);
  if (token === undefined) return null;
  const url = serverOf(address, { isTls, path: [...base, "hooks", token] });
  if (url === null) return null;
  return {
    fields: { url },
    isCertain: true,
    left: [
      ...(isShoutrrr && path.length > 1 ? ["the channel"] : []),
      ...(address.user === null ? [] : ["the name of the sender"]),
      ...leftOf(address, { login: true, settings: ["disabletls"] }),
    ],
  };
}
