"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { FormActions } from "@/components/ui/form-actions";
import { textOf } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import type { EventType } from "@/lib/events/types";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import { AllowNetwork } from "./allow-network";
import { ChannelPreview } from "./channel-preview";
import { eventsOf } from "./fields/channel-events";
import { ChannelNameField } from "./fields/channel-name-field";
import { EventsField } from "./fields/events-field";
import type { ChannelForm as Form } from "./fields/form-type";
import { OwnFields, readOwnFields } from "./fields/own-fields";

export type ChannelValues = { name: string; events: EventType[] | null } & Record<string, unknown>;

type ChannelFormProps = {
  form: Form;
  /** Null: the form adds a new channel. */
  channel: ChannelView | null;
  /** What a new channel begins with, as the API takes it; null: nothing. */
  given?: Readonly<Record<string, unknown>> | null;
  submitLabel: string;
  onCancel: () => void;
  /** A channel was added or changed in another way than by this form. */
  onChanged: () => void;
  /** Throws ApiError when it is refused. */
  onSubmit: (values: ChannelValues) => Promise<void>;
};

/** The form for channels of one type, after the type's quicker way to add one, if it has one. */
export function ChannelForm({ onChanged, ...props }: ChannelFormProps) {
  const [isDone, setIsDone] = useState(false);
  const { Shortcut } = props.form;
  // Whoever has an address already needs no quicker way.
  if (Shortcut === undefined || props.given) return <Fields {...props} />;

  return (
    <div className="grid gap-5">
      <Shortcut
        channelId={props.channel?.id ?? null}
        onDone={() => {
          setIsDone(true);
          onChanged();
        }}
      />
      {isDone ? (
        <DialogActions>
          <Button variant="primary" onClick={props.onCancel}>
            Done
          </Button>
        </DialogActions>
      ) : (
        <>
          <p className="flex items-center gap-3 text-[0.8125rem] text-muted-foreground before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
            or enter it by hand
          </p>
          <Fields {...props} />
        </>
      )}
    </div>
  );
}

function Fields({
  form,
  channel,
  given = null,
  submitLabel,
  onCancel,
  onSubmit: save,
}: Omit<ChannelFormProps, "onChanged">) {
  const formRef = useRef<HTMLFormElement>(null);
  const { pending, error, fields, network, handlers } = useSubmit((data) =>
    save({ name: textOf(data, "name"), events: eventsOf(data), ...readOwnFields(form.fields, data) }),
  );
  const { Help } = form;
  return (
    <form ref={formRef} {...handlers} noValidate className="grid gap-4">
      <ChannelNameField name={channel?.name} error={fields.name} />
      <OwnFields fields={form.fields} channel={channel} given={given} errors={fields} />
      {Help !== undefined && <Help />}
      <AllowNetwork network={network} onAllowed={() => formRef.current?.requestSubmit()} />
      {form.hasPreview && <ChannelPreview form={form} />}
      <EventsField chosen={channel?.events ?? null} error={fields.events} />
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        {submitLabel}
      </FormActions>
    </form>
  );
}
