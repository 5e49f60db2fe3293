import type { NodemailerError } from "nodemailer";
import { oneLine } from "@/lib/base/text";
import { networkMissing, outboundFailure } from "../outbound-failure";
import type { MailAnswer, MailStage } from "./types";

const MAX_WORDS = 300;

const SENTENCES: Record<string, string> = {
  ECONNECTION: "the mail server closed the connection without an answer",
  ETIMEDOUT: "the mail server did not answer in time",
  ETLS: "the mail server offers no encryption that works (STARTTLS)",
  EPROTOCOL: "what answered is no mail server",
  EAUTH: "the mail server offers no way to sign in",
};

/** What a mail server said, as one line that can be shown and stored. */
export function serverWords(text: string): string {
  return oneLine(text, MAX_WORDS);
}

/** What an error of nodemailer, or of the connection below it, says of a mail. */
export function readMailFailure(error: unknown): MailAnswer {
  const { code = "", originalCode, responseCode, permanent, response, command } = error as NodemailerError;
  if (responseCode !== undefined && responseCode >= 400 && response !== undefined) {
    const isPermanent = permanent ?? false;
    return {
      kind: "refused",
      stage: stageOf({ code, command }),
      code: responseCode,
      isPermanent,
      words: serverWords(response),
    };
  }
  // Below ESOCKET and ETLS is what the network or the certificate said.
  const cause = originalCode !== undefined ? { code: originalCode } : error;
  const isOwn = originalCode === undefined && code in SENTENCES;
  const network = networkMissing(error);
  return {
    kind: "failed",
    message: isOwn ? (SENTENCES[code] ?? "") : outboundFailure(cause),
    ...(network !== null && { network }),
  };
}

function stageOf({ code, command = "" }: { code: string; command: string | undefined }): MailStage {
  if (code === "EAUTH" || command.startsWith("AUTH")) return "login";
  if (command === "MAIL FROM") return "sender";
  if (command === "RCPT TO") return "recipients";
  return command === "DATA" ? "content" : "connection";
}
