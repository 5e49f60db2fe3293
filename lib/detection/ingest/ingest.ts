import { logger } from "@/lib/base/logger";
import { whyUnavailable } from "@/lib/db/unavailable";
import type { HearingState } from "@/lib/heartbeat/hearing-state";
import { parseReport, type Report } from "@/lib/heartbeat/report/parse";
import { hashAgentKey, isAgentKey } from "@/lib/machines/agent-key";
import { ACCEPTED, type IngestResponse, refuse, refuseReport, tooMany, unavailable } from "./answers";
import { UNSTORABLE } from "./group-commit";
import type { IngestServices } from "./ingest-services";

const MAX_BODY_BYTES = 64 * 1024;

/** A request, however it arrived. Header names are in lower case. */
export type IngestRequest = {
  header(name: string): string | null;
  /** The body, or "too_large" as soon as it has more than `maxBytes`. */
  readBody(maxBytes: number): Promise<Uint8Array | "too_large">;
};

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Handles one report: from (headers, body, now) to (status, headers). Answers 202 after the commit, never before. A
 * report that is refused for its body is still proof of life; one with an unknown, revoked or disabled key is not.
 */
export async function ingest({
  services,
  request,
  nowMs,
}: {
  services: IngestServices;
  request: IngestRequest;
  nowMs: number;
}): Promise<IngestResponse> {
  const key = request.header("x-api-key") ?? bearer(request.header("authorization"));
  if (key !== null && services.isPulseKey(key)) return takePulse(services);
  try {
    const keyId = key === null ? null : await findKey({ services, key, nowMs });
    if (keyId === null)
      return refuse(401, "Unknown, revoked or disabled key. Send the machine's key in X-API-Key.");
    const monotonicMs = performance.now();
    const arrival = { keyId, bytes: lengthOf(request), nowMs: monotonicMs };
    const admission = services.limiter.enter(arrival);
    if (admission.kind === "refused") {
      const refused = tooMany(admission.retryAfterS);
      return admission.isProofDue ? await store({ services, keyId, ...refused }) : refused.refusal;
    }
    try {
      const read = await readReport({ request, nowMs });
      const { report, refusal } = within({ services, keyId, monotonicMs, read });
      return await store({ services, keyId, report, refusal });
    } finally {
      services.limiter.leave(arrival);
    }
  } catch (error) {
    return failed(services.commit.hearing, error);
  }
}

/** What is stored of a report, and its refusal if it must be sent again later. */
function within({
  services,
  keyId,
  monotonicMs,
  read,
}: {
  services: IngestServices;
  keyId: number;
  monotonicMs: number;
  read: Read;
}): Read {
  const report = services.storage.trim({ keyId, report: read.report, nowMs: monotonicMs });
  if (report !== "too_much") return { report, refusal: read.refusal };
  return tooMany(1);
}

/** The length of a request's body; of one that does not say, the most it may be. */
function lengthOf(request: IngestRequest): number {
  const length = Number(request.header("content-length") ?? Number.NaN);
  if (request.header("transfer-encoding") !== null) return MAX_BODY_BYTES;
  return Number.isSafeInteger(length) ? Math.min(length, MAX_BODY_BYTES) : 0;
}

/** Commits a report, and answers with its refusal if it has one; a refused report is still proof of life. */
async function store({
  services,
  keyId,
  report,
  refusal,
}: Read & { services: IngestServices; keyId: number }): Promise<IngestResponse> {
  const outcome = await services.commit.add({ keyId, report });
  switch (outcome) {
    case "accepted":
      return refusal ?? ACCEPTED;
    case "unavailable":
      services.storage.giveBack({ keyId, report });
      return unavailable();
    case "unstorable":
      return refuse(400, UNSTORABLE.message);
    case "refused":
      return refuse(401, "This key is revoked, or its machine is disabled or deleted.");
  }
}

async function findKey({
  services,
  key,
  nowMs,
}: {
  services: IngestServices;
  key: string;
  nowMs: number;
}): Promise<number | null> {
  const hash = hashAgentKey(key);
  const known = services.keys.get({ hash, nowMs });
  if (known !== undefined) return known;
  if (!isAgentKey(key)) return null;
  const keyId = await services.findKeyId(hash);
  services.keys.set({ hash, keyId, nowMs });
  return keyId;
}

/** A report that was read, and its refusal if it has one. */
type Read = { report: Report; refusal: IngestResponse | null };

async function readReport({ request, nowMs }: { request: IngestRequest; nowMs: number }): Promise<Read> {
  const encoding = request.header("content-encoding");
  if (encoding !== null && encoding.toLowerCase() !== "identity") {
    return refuseReport(415, "Send the body without Content-Encoding.");
  }
  // An agent that hangs up in the middle of its body is still alive, and the hub is not to blame.
  const bytes = await request.readBody(MAX_BODY_BYTES).catch(() => null);
  if (bytes === null) return refuseReport(400, "The body ended early.");
  if (bytes === "too_large") return refuseReport(413, `A report must be at most ${MAX_BODY_BYTES} bytes.`);
  let body: string;
  try {
    body = utf8.decode(bytes);
  } catch {
    return refuseReport(400, "The body is not UTF-8.");
  }
  const parsed = parseReport({ body, nowMs });
  if (!parsed.ok) return refuseReport(400, parsed.message);
  return { report: parsed.report, refusal: null };
}

async function takePulse(services: IngestServices): Promise<IngestResponse> {
  const outcome = await services.commit.addPulse();
  return outcome === "unavailable" ? unavailable() : ACCEPTED;
}

function bearer(authorization: string | null): string | null {
  return /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1] ?? null;
}

/** Whatever has gone wrong, the agent must keep its sample: it retries a 503, and would drop the sample on any other error. */
function failed(hearing: HearingState, error: unknown): IngestResponse {
  const why = whyUnavailable(error);
  const isAway = why !== null;
  hearing.note("refusedCount");
  if (isAway) hearing.note("databaseFailures");
  logger("ingest").error({ err: error, isAway, why }, "A report could not be stored");
  return unavailable();
}
