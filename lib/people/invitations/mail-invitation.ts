import type { MailResult } from "../mail/schema";
import { sendOwnMail } from "../mail/send-own-mail";

/** Mails somebody the link with which they join a team. Null: the installation has no mail server. */
export function mailInvitation({
  to,
  url,
  role,
  team,
  inviter,
}: {
  to: string;
  url: string;
  role: string;
  team: string;
  inviter: string;
}): Promise<MailResult | null> {
  return sendOwnMail({
    to,
    subject: `${inviter} invites you to ${team} on LunaSentri`,
    content: {
      title: `${inviter} invites you to ${team}`,
      paragraphs: [
        `LunaSentri monitors machines and notifies people. With this link you join the team ${team} as ${role}.`,
        "It works once, within a week. Anybody who has it can use it, so do not pass it on.",
      ],
      link: { label: "Join the team", url },
      footer: `You get this because ${inviter} entered your address. If you do not know them, ignore it.`,
    },
  });
}
