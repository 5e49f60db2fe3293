"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { FormActions } from "@/components/ui/form-actions";
import { ShowOnceDialog } from "@/components/ui/show-once-dialog";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import type { CreatedReset } from "@/lib/people/password-resets/schema";
import type { MemberView } from "@/lib/people/teams/schema";

type ResetDialogProps = { member: MemberView; open: boolean; onOpenChange: (open: boolean) => void };

/** Creates a link with which a member chooses a new password, and shows it once. */
export function ResetDialog({ member, open, onOpenChange }: ResetDialogProps) {
  return (
    <ShowOnceDialog<CreatedReset>
      open={open}
      onOpenChange={onOpenChange}
      titleOf={(created) =>
        created === null ? `Reset the password of ${member.name}` : `Send ${member.name} this link`
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
          <p>
            Anyone with this link can sign in as {member.email}. It is shown only once and expires in 24
            hours.
          </p>
          <CodeBlock what="reset link" code={url} />
        </>
      )}
      doneLabel="Done"
    />
  );
}

function ResetForm({ onCancel, onSubmit: create }: { onCancel: () => void; onSubmit: () => Promise<void> }) {
  const { pending, error, handlers } = useSubmit(create);
  return (
    <form {...handlers} className="grid gap-4">
      <p>
        The hub sends no e-mail: you get a link to pass on. It works once, within 24 hours. A new password
        signs them out everywhere; until then the current one keeps working.
      </p>
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        Create link
      </FormActions>
    </form>
  );
}
