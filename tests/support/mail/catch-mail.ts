import type { MailServer } from "@/lib/base/mail-server";
import { readMailFailure } from "@/lib/http/mail/read-failure";
import type { Mail, MailAnswer } from "@/lib/http/mail/types";

export type SentMail = { server: MailServer; mail: Mail };

/** A mail as if it were a request: what a server learns beside the login. */
export function asRequest({ server, mail }: SentMail) {
  const { messageId, follows, ...content } = mail;
  return {
    url: `smtp://${server.host}:${server.port}`,
    headers: { "message-id": messageId, ...(follows !== null && { references: follows }) },
    body: JSON.stringify(content),
  };
}

/** What a mail server says that behaves like a receiver with this status: 4xx for good, 5xx for now, as HTTP has them. */
export function asMailAnswer(answer: { status: number; body: string } | Error): MailAnswer {
  if (answer instanceof Error) return readMailFailure(answer);
  const { status, body } = answer;
  if (status < 300)
    return { kind: "accepted", words: body, rejected: [{ address: "ops@example.org", words: body }] };
  const isPermanent = status === 400 || status === 401 || status === 404;
  return { kind: "refused", stage: "login", code: isPermanent ? 535 : 454, isPermanent, words: body };
}
