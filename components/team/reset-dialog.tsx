"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import type { CreatedReset } from "@/lib/password-resets/schema";
import type { MemberView } from "@/lib/teams/schema";

type ResetDialogProps = { member: MemberView; open: boolean; onOpenChange: (open: boolean) => void };

/** Makes a link by which somebody who forgot their password chooses another, and shows it this once. */
export function ResetDialog({ member, open, onOpenChange }: ResetDialogProps) {
  const [created, setCreated] = useState<CreatedReset | null>(null);
  const { pending, error, onSubmit } = useSubmit(async () => {
    setCreated(await api.post<CreatedReset>(`/api/v1/members/${member.user_id}/password-reset`));
  });

  function change(isOpen: boolean) {
    if (!isOpen) setCreated(null);
    onOpenChange(isOpen);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={created === null ? `Reset the password of ${member.name}` : `Send ${member.name} this link`}
    >
      {created === null ? (
        <form onSubmit={onSubmit} className="grid gap-4">
          <p>
            The hub sends no mail: you get a link to hand over. Within 24 hours it lets them choose another
            password, once, which signs them out everywhere. Until then their present one stays good.
          </p>
          <FormError message={error} />
          <DialogActions>
            <Button onClick={() => change(false)}>Cancel</Button>
            <Button type="submit" variant="primary" pending={pending}>
              Make link
            </Button>
          </DialogActions>
        </form>
      ) : (
        <>
          <p className="mb-3">
            Whoever opens it can sign in as {member.email}. It is shown only now, and good for 24 hours.
          </p>
          <CodeBlock what="reset link" code={created.url} />
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
