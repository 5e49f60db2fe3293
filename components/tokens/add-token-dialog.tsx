"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { api } from "@/lib/http/api-client";
import type { Role } from "@/lib/teams/roles";
import type { CreatedToken } from "@/lib/tokens/schema";
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
  const [created, setCreated] = useState<CreatedToken | null>(null);

  function change(isOpen: boolean) {
    if (!isOpen) setCreated(null);
    onOpenChange(isOpen);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={created === null ? "Make an API token" : `${created.name} was made`}
    >
      {created === null ? (
        <TokenForm
          role={role}
          onCancel={() => change(false)}
          onSubmit={async (values) => {
            setCreated(await api.post<CreatedToken>("/api/v1/tokens", values));
            onAdded();
          }}
        />
      ) : (
        <TokenOnce token={created.token} onDone={() => change(false)} />
      )}
    </Dialog>
  );
}

function TokenOnce({ token, onDone }: { token: string; onDone: () => void }) {
  return (
    <>
      <p className="mb-3">Copy it now: it is shown only this once.</p>
      <div className="grid grid-cols-1 gap-3">
        <CodeBlock what="API token" code={token} />
        <CodeBlock what="first call" code={firstCall(token)} />
      </div>
      <DialogActions>
        <Button variant="primary" onClick={onDone}>
          I have kept it
        </Button>
      </DialogActions>
    </>
  );
}

function firstCall(token: string): string {
  return `curl -H "Authorization: Bearer ${token}" ${window.location.origin}/api/v1/machines`;
}
