"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { ShowOnceDialog } from "@/components/ui/show-once-dialog";
import { api } from "@/lib/http/api-client";
import type { WebhookView } from "@/lib/notifications/channels/schema";
import { WebhookForm } from "./webhook-form";

type CreatedChannel = WebhookView & { secret: string };

type AddWebhookDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAdded: () => void;
};

/** Asks for a webhook, then shows its secret, this once. */
export function AddWebhookDialog({ open, onOpenChange, onAdded }: AddWebhookDialogProps) {
  return (
    <ShowOnceDialog<CreatedChannel>
      open={open}
      onOpenChange={onOpenChange}
      titleOf={(made) => (made === null ? "Add a webhook" : `${made.name} was added`)}
      ask={({ onCancel, onMade }) => (
        <WebhookForm
          channel={null}
          submitLabel="Add webhook"
          onCancel={onCancel}
          onSubmit={async (values) => {
            onMade(await api.post<CreatedChannel>("/api/v1/channels", { type: "webhook", ...values }));
            onAdded();
          }}
        />
      )}
      show={({ secret }) => (
        <>
          <p>
            Your receiver checks with this secret that a message comes from this hub. It is shown only now.
          </p>
          <CodeBlock what="webhook secret" code={secret} />
        </>
      )}
      doneLabel="I have kept it"
    />
  );
}
