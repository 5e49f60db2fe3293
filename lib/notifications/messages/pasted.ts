import { judgeAddress } from "@/lib/http/address";

/** What a pasted address says about a channel of one type. */
export type Pasted = {
  /** The type's own fields that it says something about, as the API takes them. */
  fields: Readonly<Record<string, unknown>>;
  /** Its scheme or host says that it is of this type; otherwise people are asked which of several types it is. */
  isCertain: boolean;
  /** Its parts that have no place in a channel of this type, in words: "the user name and password". */
  left?: readonly string[];
};

/** An address of any scheme, taken apart. Everything but `text` and `host` is decoded. */
export type PastedAddress = {
  /** All of it. */
  text: string;
  /** In lower case, without the colon. */
  scheme: string;
  user: string | null;
  password: string | null;
  /** With its port, as it was written. */
  host: string;
  /** The parts of its path, without empty ones. */
  path: readonly string[];
  query: ReadonlyMap<string, string>;
  /** What follows #, or "". */
  fragment: string;
};

const MAX_LENGTH = 2_048;
const FORM = /^([a-z][a-z0-9+.-]*):\/\/(?:([^/?#]*)@)?([^/?#@]*)(\/[^?#]*)?(?:\?([^#]*))?(?:#(.*))?$/is;
const QUOTED = /^(["'`])(.*)\1$/s;

/** An address as people copy it, from a service or out of a configuration; null: it is no address. Throws for no text. */
export function parsePasted(text: string): PastedAddress | null {
  const trimmed = text.trim();
  const written = QUOTED.exec(trimmed)?.[2]?.trim() ?? trimmed;
  if (written.length > MAX_LENGTH || /[\s\p{Cc}]/u.test(written) || !written.isWellFormed()) return null;
  const found = FORM.exec(written);
  if (found === null) return null;
  const [, scheme = "", login, host = "", path = "", query = "", fragment = ""] = found;
  const colon = login?.indexOf(":") ?? -1;
  return {
    text: written,
    scheme: scheme.toLowerCase(),
    user: login === undefined ? null : decoded(colon < 0 ? login : login.slice(0, colon)) || null,
    password: login === undefined || colon < 0 ? null : decoded(login.slice(colon + 1)) || null,
    host,
    path: path.split("/").filter(Boolean).map(decoded),
    query: parseQuery(query),
    fragment: decoded(fragment),
  };
}

// A plus sign is a blank in values; in names Apprise begins those of headers with it.
function parseQuery(query: string): Map<string, string> {
  const pairs = query.split("&").filter(Boolean);
  return new Map(
    pairs.map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [decoded(name), decoded(value.join("=").replaceAll("+", " "))];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The web address of the server in it, below this path; null: there is none. `isTls` null: programs disagree about what its
 * scheme means, so it is https, except in a private network, where few servers have a certificate.
 */
export function serverOf(
  { host }: Pick<PastedAddress, "host">,
  { isTls, path = [] }: { isTls: boolean | null; path?: readonly string[] },
): string | null {
  const rest = `${host}${path.map((part) => `/${encodeURIComponent(part)}`).join("")}`;
  const url = `${(isTls ?? !isPrivate(host)) ? "https" : "http"}://${rest}`;
  return host !== "" && URL.canParse(url) ? url : null;
}

/** Whether a host is the literal address of a private network, or a name without a dot. */
function isPrivate(host: string): boolean {
  const name = host.replace(/:\d*$/, "").replace(/^\[(.*)\]$/, "$1");
  if (/^[\d.]+$/.test(name) || name.includes(":"))
    return judgeAddress({ address: name, allow: [] }) !== "allowed";
  return !name.includes(".");
}

/** Whether Shoutrrr's setting for a server without TLS is in it. */
export function isWithoutTls({ query }: Pick<PastedAddress, "query">): boolean {
  return /^(yes|true|1|on)$/i.test(query.get("disabletls") ?? "");
}

/** The parts of an address that a type has not taken, for Pasted.left: its login, and the settings in its query. */
export function leftOf(
  { user, password, query }: PastedAddress,
  { login = false, settings = [] }: { login?: boolean; settings?: readonly string[] } = {},
): string[] {
  const others = [...query.keys()].filter((name) => !settings.includes(name));
  return [
    ...(!login && (user !== null || password !== null) ? ["the user name and password"] : []),
    ...others.map((name) => `“${name}”`),
  ];
}
