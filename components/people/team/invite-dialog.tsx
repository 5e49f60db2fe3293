"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { ShowOnceDialog } from "@/components/ui/show-once-dialog";
import { api } from "@/lib/http/api-client";
import type { CreatedInvitation } from "@/lib/people/invitations/schema";
import { InviteForm } from "./invite-form";

type InviteDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; onInvited: () => void };

/** Asks who to invite, then shows the link once. */
export function InviteDialog({ open, onOpenChange, onInvited }: InviteDialogProps) {
  return (
    <ShowOnceDialog<CreatedInvitation>
      open={open}
      onOpenChange={onOpenChange}
      titleOf={(created) => (created === null ? "Invite somebody" : "Send them this link")}
      ask={({ onCancel, onMade }) => (
        <InviteForm
          onCancel={onCancel}
          onSubmit={async (values) => {
            onMade(await api.post<CreatedInvitation>("/api/v1/invitations", values));
            onInvited();
          }}
        />
      )}
      show={({ role, email, url }) => (
        <>
          <p>
            It lets one person join as {role} and expires in a week. It is shown only once. Send it only to{" "}
            {email ?? "the person you want to invite"}.
          </p>
          <CodeBlock what="invitation link" code={url} />
        </>
      )}
      doneLabel="Done"
    />
  );
}
