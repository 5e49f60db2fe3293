import {
  isWithoutTls,
  leftOf,
  type Pasted,
  type PastedAddress,
  parsePasted,
  serverOf,
} from "../../messages/pasted";

export const NTFY_SH = "https://ntfy.sh";

const TOPIC = /^[-_A-Za-z0-9]{1,64}$/;

/** Reads `ntfy://` and `ntfys://` of Shoutrrr and Apprise, and the address of a topic's web page. */
export function readPastedNtfy(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null) return null;
  return address.scheme === "ntfy" || address.scheme === "ntfys" ? readScheme(address) : readPage(address);
}

function readScheme(address: PastedAddress): Pasted | null {
  const { scheme, user, password, path } = address;
  const isTls = scheme === "ntfys" ? true : isWithoutTls(address) ? false : null;
  // ntfy://topic is one of ntfy.sh.
  const [topic, ...others] = path.length === 0 ? [address.host] : path;
  const server = path.length === 0 ? NTFY_SH : serverOf(address, { isTls });
  const token = [password, user].find((part) => part?.startsWith("tk_"));
  if (server === null) return null;
  return {
    fields: { server, topic, ...(token !== undefined && { token }) },
    isCertain: true,
    left: [
      ...(others.length > 0 ? ["the topics after the first"] : []),
      ...leftOf(address, { login: token !== undefined, settings: ["disabletls"] }),
    ],
  };
}

function readPage(address: PastedAddress): Pasted | null {
  const { scheme, host, path } = address;
  if (scheme !== "https" && scheme !== "http") return null;
  const isCertain = /^ntfy\./i.test(host);
  // Anywhere else a long path is rather a webhook's.
  if (!isCertain && path.length !== 1 && !path.includes("ntfy")) return null;
  const fields = splitTopic(`${scheme}://${host}/${path.join("/")}`);
  return fields && { fields, isCertain, left: leftOf(address) };
}

/** The server and the topic in the address of a topic's web page, https://ntfy.sh/topic; null: there is no topic in it. */
export function splitTopic(page: string): { server: string; topic: string } | null {
  const cut = page.lastIndexOf("/");
  const [server, topic] = [page.slice(0, cut), page.slice(cut + 1)];
  return URL.canParse(server) && TOPIC.test(topic) ? { server, topic } : null;
}
