import {
  isWithoutTls,
  leftOf,
  type Pasted,
  type PastedAddress,
  parsePasted,
  serverOf,
} from "../../messages/pasted";

/** Reads any web address, `generic://` of Shoutrrr, and `json://` of Apprise, with the headers in it. */
export function readPastedWebhook(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null) return null;
  const { scheme } = address;
  if (scheme === "https" || scheme === "http") return { fields: { url: address.text }, isCertain: false };
  if (scheme === "json" || scheme === "jsons")
    return readAs(address, { isTls: scheme === "jsons", header: "+", own: /^[:-]|^method$/ });
  if (!/^generic(\+https?)?$/.test(scheme)) return null;
  const isTls = scheme === "generic" ? !isWithoutTls(address) : scheme === "generic+https";
  return readAs(address, { isTls, header: "@", own: SHOUTRRR });
}

// Settings of Shoutrrr's own; the rest of a query belongs to the address.
const SHOUTRRR = /^\$|^(disabletls|template|contenttype|method|requestmethod|messagekey|titlekey)$/;

function readAs(
  address: PastedAddress,
  { isTls, header, own }: { isTls: boolean; header: string; own: RegExp },
): Pasted | null {
  const { user, password, path, query } = address;
  const server = serverOf(address, { isTls, path });
  if (server === null) return null;
  const url = new URL(server);
  const names = [...query.keys()];
  const headers = names.filter((name) => name.startsWith(header));
  for (const name of names)
    if (!headers.includes(name) && !own.test(name)) url.searchParams.set(name, query.get(name) ?? "");
  const settings = names.filter((name) => !own.test(name) || name === "disabletls");
  return {
    fields: {
      url: url.toString(),
      ...(user !== null && { username: user }),
      ...(user !== null && password !== null && { password }),
      ...(headers.length > 0 && {
        headers: Object.fromEntries(headers.map((name) => [name.slice(1), query.get(name) ?? ""])),
      }),
    },
    isCertain: true,
    left: leftOf(address, { login: true, settings }),
  };
}
