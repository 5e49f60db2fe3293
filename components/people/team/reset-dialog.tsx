"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { FormActions } from "@/components/ui/form-actions";
import { ShowOnceDialog } from "@/components/ui/show-once-dialog";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import type { CreatedReset } from "@/lib/people/password-resets/schema";
import type { MemberView } from "@/lib/people/teams/schema";

type ResetDialogProps = { member: MemberView; open: boolean; onOpenChange: (open: boolean) => void };

/** Makes a link by which somebody who forgot their password chooses another, and shows it this once. */
export function ResetDialog({ member, open, onOpenChange }: ResetDialogProps) {
  return (
    <ShowOnceDialog<CreatedReset>
      open={open}
      onOpenChange={onOpenChange}
      titleOf={(made) =>
        made === null ? `Reset the password of ${member.name}` : `Send ${member.name} this link`
      }
      ask={({ onCancel, onMade }) => (
        <ResetForm
          onCancel={onCancel}
          onSubmit={async () =>
            onMade(await api.post<CreatedReset>(`/api/v1/members/${member.user_id}/password-reset`))
          }
        />
      )}
      show={({ url }) => (
        <>
          <p>Whoever opens it can sign in as {member.email}. It is shown only now, and good for 24 hours.</p>
          <CodeBlock what="reset link" code={url} />
        </>
      )}
      doneLabel="I have sent it"
    />
  );
}

function ResetForm({ onCancel, onSubmit: make }: { onCancel: () => void; onSubmit: () => Promise<void> }) {
  const { pending, error, onSubmit } = useSubmit(make);
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <p>
        The hub sends no mail: you get a link to hand over. Within 24 hours it lets them choose another
        password, once, which signs them out everywhere. Until then their present one stays good.
      </p>
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        Make link
      </FormActions>
    </form>
  );
}
