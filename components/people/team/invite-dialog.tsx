"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { ShowOnceDialog } from "@/components/ui/show-once-dialog";
import { api } from "@/lib/http/api-client";
import type { CreatedInvitation } from "@/lib/people/invitations/schema";
import { InviteForm } from "./invite-form";
import { MailOutcome } from "./mail-outcome";

type InviteDialogProps = {
  /** Whether the installation can mail links. */
  sendsMail: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onInvited: () => void;
};

/** Asks who to invite, then shows the link once. */
export function InviteDialog({ sendsMail, open, onOpenChange, onInvited }: InviteDialogProps) {
  return (
    <ShowOnceDialog<CreatedInvitation>
      open={open}
      onOpenChange={onOpenChange}
      titleOf={titleOf}
      ask={({ onCancel, onMade }) => (
        <InviteForm
          sendsMail={sendsMail}
          onCancel={onCancel}
          onSubmit={async (values) => {
            onMade(await api.post<CreatedInvitation>("/api/v1/invitations", values));
            onInvited();
          }}
        />
      )}
      show={({ role, email, url, mail }) => (
        <>
          {mail !== null && <MailOutcome to={email ?? ""} result={mail} />}
          <p>
            It lets one person join as {role} and expires in a week. It is shown only once. Pass it on only to{" "}
            {email ?? "the person you want to invite"}.
          </p>
          <CodeBlock what="invitation link" code={url} />
        </>
      )}
      doneLabel="Done"
    />
  );
}

function titleOf(created: CreatedInvitation | null): string {
  if (created === null) return "Invite somebody";
  return created.mail?.sent === true ? "The link is on its way" : "Send them this link";
}
