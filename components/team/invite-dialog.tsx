"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { api } from "@/lib/http/api-client";
import type { CreatedInvitation } from "@/lib/invitations/schema";
import { InviteForm } from "./invite-form";

type InviteDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; onInvited: () => void };

/** Asks whom to invite, then shows the link, this once. */
export function InviteDialog({ open, onOpenChange, onInvited }: InviteDialogProps) {
  const [created, setCreated] = useState<CreatedInvitation | null>(null);

  function change(isOpen: boolean) {
    if (!isOpen) setCreated(null);
    onOpenChange(isOpen);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={created === null ? "Invite somebody" : "Send them this link"}
    >
      {created === null ? (
        <InviteForm
          onCancel={() => change(false)}
          onSubmit={async (values) => {
            setCreated(await api.post<CreatedInvitation>("/api/v1/invitations", values));
            onInvited();
          }}
        />
      ) : (
        <>
          <p className="mb-3">
            It lets one person in as {created.role}, within a week. It is shown only now: send it to{" "}
            {created.email ?? "whom you mean"} and to nobody else.
          </p>
          <CodeBlock what="invitation" code={created.url} />
          <DialogActions>
            <Button variant="primary" onClick={() => change(false)}>
              I have sent it
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
