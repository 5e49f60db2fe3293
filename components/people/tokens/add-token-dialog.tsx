"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { ShowOnceDialog } from "@/components/ui/show-once-dialog";
import { api } from "@/lib/http/api-client";
import type { Role } from "@/lib/people/teams/roles";
import type { CreatedToken } from "@/lib/people/tokens/schema";
import { TokenForm } from "./token-form";

type AddTokenDialogProps = {
  /** The person's role, which is also the highest role of a token. */
  role: Role;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAdded: () => void;
};

/** Asks for the name and limits of a token, then shows the token once. */
export function AddTokenDialog({ role, open, onOpenChange, onAdded }: AddTokenDialogProps) {
  return (
    <ShowOnceDialog<CreatedToken>
      open={open}
      onOpenChange={onOpenChange}
      titleOf={(created) => (created === null ? "Create an API token" : `${created.name} was created`)}
      ask={({ onCancel, onMade }) => (
        <TokenForm
          role={role}
          onCancel={onCancel}
          onSubmit={async (values) => {
            onMade(await api.post<CreatedToken>("/api/v1/tokens", values));
            onAdded();
          }}
        />
      )}
      show={({ token }) => (
        <>
          <p>Copy it now. It is shown only once.</p>
          <CodeBlock what="API token" code={token} />
          <CodeBlock what="first call" code={firstCall(token)} />
        </>
      )}
      doneLabel="I've saved it"
    />
  );
}

function firstCall(token: string): string {
  return `curl -H "Authorization: Bearer ${token}" ${window.location.origin}/api/v1/machines`;
}
