"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { CodeBlock } from "@/components/ui/code-block";
import { FormActions } from "@/components/ui/form-actions";
import { ShowOnceDialog } from "@/components/ui/show-once-dialog";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import type { CreatedReset } from "@/lib/people/password-resets/schema";
import type { MemberView } from "@/lib/people/teams/schema";
import { MailOutcome } from "./mail-outcome";

type ResetDialogProps = {
  member: MemberView;
  /** Whether the installation can mail links. */
  sendsMail: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Creates a link with which a member chooses a new password, and shows it once. */
export function ResetDialog({ member, sendsMail, open, onOpenChange }: ResetDialogProps) {
  return (
    <ShowOnceDialog<CreatedReset>
      open={open}
      onOpenChange={onOpenChange}
      titleOf={(created) =>
        created === null
          ? `Reset the password of ${member.name}`
          : created.mail?.sent === true
            ? "The link is on its way"
            : `Send ${member.name} this link`
      }
      ask={({ onCancel, onMade }) => (
        <ResetForm
          mailsTo={sendsMail ? member.email : null}
          onCancel={onCancel}
          onSubmit={async (mail) =>
            onMade(await api.post<CreatedReset>(`/api/v1/members/${member.user_id}/password-reset`, { mail }))
          }
        />
      )}
      show={({ url, mail }) => (
        <>
          {mail !== null && <MailOutcome to={member.email} result={mail} />}
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

type ResetFormProps = {
  /** Null: the hub sends no e-mail. */
  mailsTo: string | null;
  onCancel: () => void;
  onSubmit: (mail: boolean) => Promise<void>;
};

function ResetForm({ mailsTo, onCancel, onSubmit: create }: ResetFormProps) {
  const { pending, error, handlers } = useSubmit((form) => create(form.get("mail") !== null));
  return (
    <form {...handlers} className="grid gap-4">
      <p>
        {mailsTo === null && "The hub sends no e-mail: you get a link to pass on. "}
        {mailsTo === null ? "It" : "The link"} works once, within 24 hours. A new password signs them out
        everywhere; until then the current one keeps working.
      </p>
      {mailsTo !== null && (
        // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is inside
        <label className="flex items-start gap-2">
          <Checkbox name="mail" defaultChecked className="mt-0.5" />
          <span className="min-w-0 break-words">E-mail it to {mailsTo}</span>
        </label>
      )}
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        Create link
      </FormActions>
    </form>
  );
}
