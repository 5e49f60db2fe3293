// Parts of many addresses and headers that give nothing away: hidden, they would make answers unreadable.
const NO_SECRETS: ReadonlySet<string> = new Set(
  [
    "api apis rest hook hooks webhook webhooks incoming incomingwebhook service services workflow workflows",
    "message messages notify notification notifications alert alerts event events send post push trigger bot bots",
    "test true false json text html http https",
    "basic bearer digest token apikey",
  ].flatMap((line) => line.split(" ")),
);

/** A secret, and each part of it that a receiver may say back alone: of an address, a header, a login. */
export function partsOf(secret: string): string[] {
  const parts = [...addressParts(secret), ...headerParts(secret)];
  return [secret, ...parts.filter((part) => !NO_SECRETS.has(part.toLowerCase()))];
}

/** Its path, with the query and without, every segment, every value of the query, and a login. */
function addressParts(secret: string): string[] {
  const url = URL.canParse(secret) ? new URL(secret) : null;
  if (url === null || url.host === "") return [];
  const { pathname, search, username, password } = url;
  const values = search
    .slice(1)
    .split("&")
    .map((pair) => pair.slice(pair.indexOf("=") + 1));
  return [pathname + search, pathname, ...pathname.split("/"), ...values, username, password];
}

/** What comes after its first word, which may be a scheme; the values of its pairs; and what Basic encodes. */
function headerParts(secret: string): string[] {
  const rest = secret.replace(/^\S+\s+/, "");
  const values = secret
    .split(/[\s,;]+/)
    .filter((word) => word.includes("="))
    .map((word) => word.slice(word.indexOf("=") + 1).replace(/^"|"$/g, ""));
  if (!/^basic\s/i.test(secret)) return [rest, ...values];
  const login = Buffer.from(rest, "base64").toString();
  const colon = login.indexOf(":");
  return [rest, login, login.slice(0, Math.max(0, colon)), login.slice(colon + 1)];
}
