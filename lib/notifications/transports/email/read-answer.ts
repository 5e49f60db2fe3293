import type { MailAnswer } from "@/lib/http/mail/types";
import { failed } from "../../messages/read-answer";
import type { Blame, SendResult } from "../../messages/send-result";

/**
 * What a mail server's answer means for a channel. A refusal for good of the login, the sender or every address is the
 * channel's own; of the content, the message's. The installation's login and sender are nobody's in the team, so they are
 * tried again, while whoever runs the hub mends them.
 */
export function readMailAnswer(answer: MailAnswer, { isOwn }: { isOwn: boolean }): SendResult {
  switch (answer.kind) {
    case "accepted": {
      const left = answer.rejected.map(({ address, words }) => `${address} was refused: ${words}`);
      const message = [`The mail server accepted it: ${answer.words}`, ...left].join(". ");
      return { kind: "delivered", httpStatus: ACCEPTED, message, receipt: null };
    }
    case "failed": {
      const { message, network } = answer;
      return failed({ message, blame: "network", ...(network !== undefined && { network }) });
    }
    case "refused":
      return failed({ message: `The mail server: ${answer.words}`, blame: blameOf(answer, isOwn) });
  }
}

/** Of SMTP, where HTTP says 200. */
const ACCEPTED = 250;

function blameOf({ stage, isPermanent }: Extract<MailAnswer, { kind: "refused" }>, isOwn: boolean): Blame {
  if (!isPermanent || stage === "connection") return "network";
  if (stage === "content") return "message";
  return isOwn || stage === "recipients" ? "channel" : "network";
}
