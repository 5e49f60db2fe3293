import { oneLine } from "@/lib/base/text";
import type { OutboundAnswer } from "@/lib/http/outbound";
import { parseRetryAfter } from "@/lib/http/retry-after";
import type { Answer } from "./channel-type";
import type { Blame, FailedSend, SendResult } from "./send-result";

// A receiver may say as much as it wants; the log and the pages show a line.
const MAX_MESSAGE = 300;

/** A failure without an answer, unless `httpStatus` says more. What it says becomes one harmless line. */
export function failed(
  given: { message: string; blame: Blame } & Partial<
    Pick<FailedSend, "httpStatus" | "retryAfterMs" | "maxAttempts" | "network">
  >,
): FailedSend {
  const message = oneLine(given.message, MAX_MESSAGE);
  return { kind: "failed", httpStatus: null, retryAfterMs: null, ...given, message };
}

/** A request that got no answer. */
export function unanswered({ message, network }: Extract<OutboundAnswer, { kind: "failed" }>): FailedSend {
  return failed({ message, blame: "network", ...(network !== undefined && { network }) });
}

/**
 * What an answer means by its status: any 2xx is delivered; of the rest `channel` and `message` name what is final, and
 * everything else is tried again, no sooner than the receiver asks. Only a receiver that answers in its own words may be
 * taken at its word, so a type names a status here where no proxy would use it, or has looked at the body first.
 */
export function byStatus({
  answer,
  nowMs,
  channel = [],
  message = [],
}: {
  answer: Answer;
  nowMs: number;
  /** Statuses that say that the receiver accepts nothing more from this channel. */
  channel?: readonly number[];
  /** Statuses that say that the receiver does not accept this one message. */
  message?: readonly number[];
}): SendResult {
  const { status, headers } = answer;
  if (status >= 200 && status < 300)
    return { kind: "delivered", httpStatus: status, message: `HTTP ${status}`, receipt: null };
  return failed({
    httpStatus: status,
    message: answerWords(answer),
    retryAfterMs: parseRetryAfter({ value: headers["retry-after"] ?? null, nowMs }),
    blame: channel.includes(status) ? "channel" : message.includes(status) ? "message" : "network",
  });
}

const MAX_WORDS = 200;

function answerWords({ status, body }: Answer): string {
  if (status >= 300 && status < 400)
    return `HTTP ${status}: redirects are not followed; enter the final address`;
  const words = oneLine(body, MAX_WORDS);
  return words === "" ? `HTTP ${status}` : `HTTP ${status}: ${words}`;
}

/** The body of an answer as JSON; null: it is not JSON. */
export function jsonBody({ body }: Answer): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
