import { randomUUID } from "node:crypto";
import { env } from "@/lib/base/env";
import { logger } from "@/lib/base/logger";
import { withoutFullStop } from "@/lib/base/text";
import { composeMail, type MailContent } from "@/lib/http/mail/compose";
import { sendMail } from "@/lib/http/mail/send-mail";
import type { MailAnswer } from "@/lib/http/mail/types";
import type { MailResult } from "./schema";

// Somebody waits for it in front of a page.
const TIMEOUT_MS = 8_000;

/**
 * Sends one person a mail in the name of the installation, once, and says what became of it in words for people. Null: the
 * installation has no mail server.
 */
export async function sendOwnMail({
  to,
  subject,
  content,
}: {
  to: string;
  subject: string;
  content: MailContent;
}): Promise<MailResult | null> {
  const { mail } = env();
  if (mail === null) return null;
  const { server, from } = mail;
  const host = from.address.slice(from.address.lastIndexOf("@") + 1);
  const messageId = `<${randomUUID()}@${host}>`;
  const answer = await sendMail({
    server,
    mail: { from, to: [to], subject, ...composeMail(content), messageId, follows: null },
    // Whoever runs the hub has chosen the server.
    guard: null,
    timeoutMs: TIMEOUT_MS,
  });
  if (answer.kind !== "accepted") logger("mail").warn(logged(answer), "Mail not sent");
  return toResult(answer);
}

/** What an answer of the mail server means for the person who wanted something sent. */
function toResult(answer: MailAnswer): MailResult {
  switch (answer.kind) {
    case "accepted":
      return { sent: true, message: `The mail server accepted it: ${answer.words}` };
    case "refused":
      return { sent: false, message: `The mail server ${REFUSED[answer.stage]}: ${answer.words}` };
    case "failed":
      return {
        sent: false,
        message: `The mail server could not be used: ${withoutFullStop(answer.message)}.`,
      };
  }
}

const REFUSED = {
  connection: "refused the connection",
  login: "refused the login in SMTP_URL",
  sender: "refused the sender in SMTP_FROM",
  recipients: "refused the address",
  content: "refused the mail",
} as const;

// Not the words of a refusal: they may repeat the address.
function logged(answer: Exclude<MailAnswer, { kind: "accepted" }>) {
  return answer.kind === "failed"
    ? { reason: answer.message }
    : { stage: answer.stage, code: answer.code, isPermanent: answer.isPermanent };
}
