"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { ShowOnceDialog } from "@/components/ui/show-once-dialog";
import { api } from "@/lib/http/api-client";
import type { CreatedInvitation } from "@/lib/people/invitations/schema";
import { InviteForm } from "./invite-form";

type InviteDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; onInvited: () => void };

/** Asks whom to invite, then shows the link, this once. */
export function InviteDialog({ open, onOpenChange, onInvited }: InviteDialogProps) {
  return (
    <ShowOnceDialog<CreatedInvitation>
      open={open}
      onOpenChange={onOpenChange}
      titleOf={(made) => (made === null ? "Invite somebody" : "Send them this link")}
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
            It lets one person in as {role}, within a week. It is shown only now: send it to{" "}
            {email ?? "whom you mean"} and to nobody else.
          </p>
          <CodeBlock what="invitation" code={url} />
        </>
      )}
      doneLabel="I have sent it"
    />
  );
}
