"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { api } from "@/lib/http/api-client";
import type { WebhookView } from "@/lib/notifications/schema";
import { WebhookForm } from "./webhook-form";

type CreatedChannel = WebhookView & { secret: string };

type AddWebhookDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAdded: () => void;
};

/** Asks for a webhook, then shows its secret, this once. */
export function AddWebhookDialog({ open, onOpenChange, onAdded }: AddWebhookDialogProps) {
  const [created, setCreated] = useState<CreatedChannel | null>(null);

  function change(isOpen: boolean) {
    if (!isOpen) setCreated(null);
    onOpenChange(isOpen);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={created === null ? "Add a webhook" : `${created.name} was added`}
    >
      {created === null ? (
        <WebhookForm
          channel={null}
          submitLabel="Add webhook"
          onCancel={() => change(false)}
          onSubmit={async (values) => {
            setCreated(await api.post<CreatedChannel>("/api/v1/channels", { type: "webhook", ...values }));
            onAdded();
          }}
        />
      ) : (
        <SecretOnce secret={created.secret} onDone={() => change(false)} />
      )}
    </Dialog>
  );
}

function SecretOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
  return (
    <>
      <p className="mb-3">
        Your receiver checks with this secret that a message comes from this hub. It is shown only now.
      </p>
      <CodeBlock what="webhook secret" code={secret} />
      <DialogActions>
        <Button variant="primary" onClick={onDone}>
          I have kept it
        </Button>
      </DialogActions>
    </>
  );
}
