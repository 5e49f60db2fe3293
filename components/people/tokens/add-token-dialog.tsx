"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { ShowOnceDialog } from "@/components/ui/show-once-dialog";
import { api } from "@/lib/http/api-client";
import type { Role } from "@/lib/people/teams/roles";
import type { CreatedToken } from "@/lib/people/tokens/schema";
import { TokenForm } from "./token-form";

type AddTokenDialogProps = {
  /** What the person is, and with that the most a token can be. */
  role: Role;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAdded: () => void;
};

/** Asks for a token's name and limits, then shows it, this once. */
export function AddTokenDialog({ role, open, onOpenChange, onAdded }: AddTokenDialogProps) {
  return (
    <ShowOnceDialog<CreatedToken>
      open={open}
      onOpenChange={onOpenChange}
      titleOf={(made) => (made === null ? "Make an API token" : `${made.name} was made`)}
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
          <p>Copy it now: it is shown only this once.</p>
          <CodeBlock what="API token" code={token} />
          <CodeBlock what="first call" code={firstCall(token)} />
        </>
      )}
      doneLabel="I have kept it"
    />
  );
}

function firstCall(token: string): string {
  return `curl -H "Authorization: Bearer ${token}" ${window.location.origin}/api/v1/machines`;
}
