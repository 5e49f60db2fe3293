import { AppError } from "@/lib/base/errors";
import { requireInstanceAdmin } from "../instance/require-instance-admin";
import { admitMail } from "./limit";
import type { MailResult } from "./schema";
import { sendOwnMail } from "./send-own-mail";

/**
 * Sends a test e-mail to the caller's own address. Only for admins of the installation. Throws AppError "conflict" if
 * there is no mail server, "too_many_requests" after many mails.
 */
export async function sendTestMail({
  user,
  hubUrl,
}: {
  user: { id: number; email: string; isInstanceAdmin: boolean };
  hubUrl: string;
}): Promise<MailResult> {
  requireInstanceAdmin(user);
  await admitMail({ userId: user.id });
  const result = await sendOwnMail({
    to: user.email,
    subject: "Test e-mail of LunaSentri",
    content: {
      title: "This hub can send e-mail",
      paragraphs: ["Somebody with your account has sent this test. There is nothing to do."],
      link: { label: "Open the hub", url: hubUrl },
      footer: `Sent by the LunaSentri hub at ${hubUrl}.`,
    },
  });
  if (result !== null) return result;
  throw new AppError("conflict", "This installation has no mail server. Whoever runs the hub sets SMTP_URL.");
}
