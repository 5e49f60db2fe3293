"use client";

import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Input } from "@/components/ui/input";
import { textOf, textOrNull } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import type { EventType } from "@/lib/events/types";
import type { WebhookView } from "@/lib/notifications/channels/schema";
import { eventsOf } from "../fields/channel-events";
import { ChannelNameField } from "../fields/channel-name-field";
import { EventsField } from "../fields/events-field";

export type WebhookValues = { name: string; url: string; events: EventType[] | null; secret?: string };

type WebhookFormProps = {
  channel: WebhookView | null;
  submitLabel: string;
  onCancel: () => void;
  /** Throws ApiError when it is refused. */
  onSubmit: (values: WebhookValues) => Promise<void>;
};

export function WebhookForm({ channel, submitLabel, onCancel, onSubmit: save }: WebhookFormProps) {
  const { pending, error, fields, onSubmit } = useSubmit(async (form) => {
    const secret = textOrNull(form, "secret");
    await save({
      name: textOf(form, "name"),
      url: textOf(form, "url"),
      events: eventsOf(form),
      ...(secret !== null && { secret }),
    });
  });

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <ChannelNameField name={channel?.name} error={fields.name} />
      <Field label="Address" error={fields.url} hint="Gets a signed POST with JSON for every event.">
        {(control) => (
          <Input
            {...control}
            name="url"
            type="url"
            inputMode="url"
            required
            defaultValue={channel?.url}
            placeholder="https://example.org/hooks/lunasentri"
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <Field
        label="Own secret"
        error={fields.secret}
        hint={
          channel === null
            ? "Optional, 16 to 128 bytes. Empty: one is made and shown once."
            : "Empty keeps the present one."
        }
      >
        {(control) => (
          <Input {...control} name="secret" autoComplete="off" spellCheck={false} className="font-mono" />
        )}
      </Field>
      <EventsField chosen={channel?.events ?? null} error={fields.events} />
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        {submitLabel}
      </FormActions>
    </form>
  );
}
