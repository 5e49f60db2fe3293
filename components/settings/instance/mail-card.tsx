"use client";

import { CircleCheck, CircleDashed, Send, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/http/api-client";
import type { MailResult, MailSettings } from "@/lib/people/mail/schema";

/** How the installation sends mail, and a test to the person who looks. */
export function MailCard({ mail, email }: { mail: MailSettings; email: string }) {
  return (
    <Card>
      <CardHeader
        title="E-mail"
        note="For invitations, links for new passwords, and e-mail channels without a server of their own."
      />
      <div className="p-4">{mail.server === null ? <NoMail /> : <Sender mail={mail} email={email} />}</div>
    </Card>
  );
}

function NoMail() {
  return (
    <Notice tone="neutral" icon={<CircleDashed aria-hidden />} title="This hub sends no e-mail">
      Whoever runs the hub sets SMTP_URL to the address of a mail server. Until then you pass links on
      yourself.
    </Notice>
  );
}

function Sender({ mail: { server, from, resets }, email }: { mail: MailSettings; email: string }) {
  const [result, setResult] = useState<MailResult | null>(null);
  const [pending, setPending] = useState(false);

  async function test() {
    setPending(true);
    setResult(null);
    try {
      setResult(await api.post<MailResult>("/api/v1/instance/mail/test"));
    } catch (failure) {
      setResult({ sent: false, message: failure instanceof Error ? failure.message : String(failure) });
    } finally {
      setPending(false);
    }
  }

  return (
    <div className="grid gap-3">
      <p className="break-words">
        Sent by {server} from {from}.{" "}
        <span className="text-muted-foreground">
          {resets
            ? "People who forgot their password can get a link on the sign-in page."
            : "Set HUB_URL as well, and people who forgot their password can get a link on the sign-in page."}
        </span>
      </p>
      <div>
        <Button pending={pending} onClick={() => void test()}>
          {!pending && <Send aria-hidden />}
          Send a test e-mail
        </Button>
      </div>
      <div role="status">
        {result !== null && (
          <Notice
            tone={result.sent ? "good" : "bad"}
            icon={result.sent ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
            title={result.sent ? `A test is on its way to ${email}` : `No test was sent to ${email}`}
          >
            {result.message}
          </Notice>
        )}
      </div>
    </div>
  );
}
