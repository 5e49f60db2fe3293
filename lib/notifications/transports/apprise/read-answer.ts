import { z } from "zod";
import type { Answer } from "../../messages/channel-type";
import { byStatus, failed, jsonBody } from "../../messages/read-answer";
import type { Blame, SendResult } from "../../messages/send-result";

const saidSchema = z.object({
  error: z.string().nullish(),
  /** What it has logged while sending: level, time and words. */
  details: z.array(z.tuple([z.string(), z.string(), z.string()])).catch([]),
});

const NO_CONFIGURATION = 204;
const SOME_FAILED = 424;
/** The services that worked get a copy with every attempt. */
const MAX_ATTEMPTS = 3;

// In the words of its own JSON, because proxies answer some of these too.
const BLAME: Readonly<Record<number, Blame>> = {
  400: "message",
  401: "channel",
  403: "channel",
  // It would send to itself.
  405: "channel",
  406: "channel",
  431: "message",
};

/**
 * What an Apprise API's answer means. Success can be a failure: 204 says that there is no configuration under the key, so
 * nothing was sent.
 */
export function readAppriseAnswer(answer: Answer, nowMs: number): SendResult {
  const { status: httpStatus, body } = answer;
  const said = saidSchema.safeParse(jsonBody(answer)).data;
  if (httpStatus === NO_CONFIGURATION) {
    const message = "Apprise has no configuration under this key, so it has sent nothing";
    return failed({ httpStatus, message, blame: "channel" });
  }
  if (httpStatus === SOME_FAILED) {
    const message = `Apprise: ${wordsOf(said) ?? "at least one service could not be reached"}`;
    return failed({ httpStatus, message, blame: "network", maxAttempts: MAX_ATTEMPTS });
  }
  if (httpStatus < 300 && /^\s*<(!doctype|html)/i.test(body))
    return failed({ httpStatus, message: "The answer is not Apprise's", blame: "network" });
  const blame = BLAME[httpStatus];
  const message = wordsOf(said);
  if (blame === undefined || message === null) return byStatus({ answer, nowMs });
  return failed({ httpStatus, message: `Apprise: ${message}`, blame });
}

/** The error with what was logged about it; null: the answer has no error. */
function wordsOf(said: z.output<typeof saidSchema> | undefined): string | null {
  if (!said?.error) return null;
  const troubles = said.details.flatMap(([level, , words]) =>
    /^(warning|error)$/i.test(level) ? words : [],
  );
  return [said.error, ...troubles].join("; ");
}
