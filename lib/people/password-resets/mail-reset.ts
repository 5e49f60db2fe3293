import type { MailResult } from "../mail/schema";
import { sendOwnMail } from "../mail/send-own-mail";

/** Mails somebody the link with which they choose a new password. Null: the installation has no mail server. */
export function mailReset({
  to,
  url,
  reason,
}: {
  to: string;
  url: string;
  reason: string;
}): Promise<MailResult | null> {
  return sendOwnMail({
    to,
    subject: "Choose a new password for LunaSentri",
    content: {
      title: "Choose a new password",
      paragraphs: [
        reason,
        "This link works once, within 24 hours. A new password signs you out everywhere; until then the current one keeps working.",
      ],
      link: { label: "Choose a new password", url },
      footer: `For the account ${to}. If you do not expect this, ignore it: nothing changes without the link.`,
    },
  });
}
