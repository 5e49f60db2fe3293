import { CircleCheck, TriangleAlert } from "lucide-react";
import { Notice } from "@/components/ui/notice";
import type { MailResult } from "@/lib/people/mail/schema";

/** Whether a link has been mailed, in the mail server's words. */
export function MailOutcome({ to, result: { sent, message } }: { to: string; result: MailResult }) {
  return (
    <Notice
      tone={sent ? "good" : "warn"}
      icon={sent ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
      title={sent ? `The link was sent to ${to}` : `The link could not be sent to ${to}`}
    >
      {message}
      {!sent && " Pass it on yourself."}
    </Notice>
  );
}
