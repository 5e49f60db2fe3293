import { PROOF_OF_LIFE, type Report } from "@/lib/heartbeat/report/parse";

export type IngestResponse = { status: number; headers: Record<string, string>; body: string };

const UNAVAILABLE_FOR_S = 5;
// An agent is silent for as long as it is told to wait, and must not seem dead for it: thresholds begin at five seconds.
const MAX_WAIT_S = 2;

const CODES = {
  400: "invalid",
  401: "unauthenticated",
  413: "too_large",
  415: "unsupported_media_type",
  429: "too_many_requests",
  503: "unavailable",
} as const;

/** The report is in the database. */
export const ACCEPTED: IngestResponse = { status: 202, headers: {}, body: "" };

/** A refusal with a sentence that says what to do. */
export function refuse(
  status: keyof typeof CODES,
  message: string,
  headers: Record<string, string> = {},
): IngestResponse {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ error: { code: CODES[status], message } }),
  };
}

/** A refusal of what a machine sent, and what is stored of it: proof of life, with the reason for the machine's page. */
export function refuseReport(
  status: Exclude<keyof typeof CODES, 401 | 503>,
  message: string,
  headers: Record<string, string> = {},
): { report: Report; refusal: IngestResponse } {
  return {
    report: { ...PROOF_OF_LIFE, refusal: { status, message } },
    refusal: refuse(status, message, headers),
  };
}

export function unavailable(): IngestResponse {
  return refuse(503, "The hub cannot store reports right now. Try again shortly.", {
    "retry-after": String(UNAVAILABLE_FOR_S),
  });
}

export function tooMany(retryAfterS: number) {
  return refuseReport(429, "This key sends more than the hub accepts from one key. Send less.", {
    "retry-after": String(Math.min(retryAfterS, MAX_WAIT_S)),
  });
}
