import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { readCookie } from "@/lib/http/read-cookie";
import { hashApiToken, readBearer } from "../tokens/api-token";
import { findTokenRow } from "../tokens/data";
import { decideToken } from "../tokens/decide";
import { findSessionToken, openSessionToken } from "./session-token";

const REMEMBERED = 10_000;
const REMEMBERED_FOR_MS = 60_000;
const WRONG_PER_MINUTE = 60;

type CallerHeaders = Pick<IncomingHttpHeaders, "cookie" | "authorization"> & {
  /** As the server has settled it. */
  "x-forwarded-proto"?: string | string[] | undefined;
};

type Credential = { kind: "session" | "token"; text: string };

/** Whose credential this is ("account 7", "token 3"), or null if the hub did not issue it. */
type Prove = (credential: Credential) => Promise<string | null>;

/**
 * Tells people and programs that the hub knows from strangers, before a request costs anything: whose share of the hub it
 * takes, not what it may do. A session that has ended counts as known until its cookie expires.
 */
export class CallerRecogniser {
  private readonly known = new Map<string, { caller: string; untilMs: number }>();
  private readonly wrong = new RateLimiterMemory({ points: WRONG_PER_MINUTE, duration: 60 });

  constructor(private readonly prove: Prove = proveCredential) {}

  /** "account 7" or "token 3"; null: a stranger, or a network that has just sent too many wrong credentials. */
  async recognise({
    headers,
    network,
    nowMs,
  }: {
    headers: CallerHeaders;
    network: string;
    nowMs: number;
  }): Promise<string | null> {
    const credential = credentialIn(headers);
    if (credential === null) return null;
    const key = createHash("sha256").update(credential.text).digest("base64");
    const known = this.known.get(key);
    if (known !== undefined && known.untilMs > nowMs) return known.caller;
    // Looking at a wrong one costs as much as at a right one.
    const { consumedPoints } = (await this.wrong.get(network)) ?? { consumedPoints: 0 };
    if (consumedPoints >= WRONG_PER_MINUTE) return null;
    const caller = await this.prove(credential);
    if (caller === null) await this.wrong.penalty(network);
    else this.remember({ key, caller, nowMs });
    return caller;
  }

  private remember({ key, caller, nowMs }: { key: string; caller: string; nowMs: number }): void {
    this.known.delete(key);
    // Drop the oldest entry: a Map keeps insertion order.
    if (this.known.size >= REMEMBERED) this.known.delete(this.known.keys().next().value ?? "");
    this.known.set(key, { caller, untilMs: nowMs + REMEMBERED_FOR_MS });
  }
}

function credentialIn({
  cookie,
  authorization,
  "x-forwarded-proto": protocol,
}: CallerHeaders): Credential | null {
  // With a token the cookie is ignored, here as in the gate.
  const token = readBearer(authorization ?? null);
  if (token !== null) return { kind: "token", text: token };
  const session = findSessionToken({
    get: (name) => readCookie(cookie ?? null, name),
    protocol: typeof protocol === "string" ? protocol : null,
  });
  return session === null ? null : { kind: "session", text: session };
}

async function proveCredential({ kind, text }: Credential): Promise<string | null> {
  if (kind === "session") {
    const claims = await openSessionToken(text);
    return claims && `account ${claims.userId}`;
  }
  const hash = hashApiToken(text);
  // While the database is away nobody can be told from a stranger by a token; the answer will say what is wrong.
  const row = hash === null ? null : await findTokenRow(hash).catch(() => null);
  if (row === null || decideToken({ token: row, now: new Date() }).kind === "over") return null;
  return `token ${row.id}`;
}
