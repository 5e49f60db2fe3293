"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Input } from "@/components/ui/input";
import { textOf, textOrNull } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import type { EventType } from "@/lib/events/types";
import type { TelegramView } from "@/lib/notifications/channels/schema";
import { eventsOf } from "../fields/channel-events";
import { ChannelNameField } from "../fields/channel-name-field";
import { EventsField } from "../fields/events-field";
import { LinkChat } from "./link-chat";

export type TelegramValues = {
  name: string;
  chat_id: string;
  message_thread_id: string | null;
  events: EventType[] | null;
};

type TelegramFormProps = {
  channel: TelegramView | null;
  submitLabel: string;
  onCancel: () => void;
  /** A chat has answered a link: there is a channel that leads to it. */
  onLinked: () => void;
  /** Throws ApiError when it is refused. */
  onSubmit: (values: TelegramValues) => Promise<void>;
};

/** Two ways to a chat: a link that is opened there, or its id. */
export function TelegramForm({ onLinked, ...form }: TelegramFormProps) {
  const [isLinked, setIsLinked] = useState(false);

  return (
    <div className="grid gap-5">
      <LinkChat
        channelId={form.channel?.id ?? null}
        onLinked={() => {
          setIsLinked(true);
          onLinked();
        }}
      />
      {isLinked ? (
        <DialogActions>
          <Button variant="primary" onClick={form.onCancel}>
            Done
          </Button>
        </DialogActions>
      ) : (
        <>
          <p className="flex items-center gap-3 text-[0.8125rem] text-muted-foreground before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
            or enter it by hand
          </p>
          <ChatForm {...form} />
        </>
      )}
    </div>
  );
}

function ChatForm({ channel, submitLabel, onCancel, onSubmit: save }: Omit<TelegramFormProps, "onLinked">) {
  const { pending, error, fields, onSubmit } = useSubmit(async (form) => {
    await save({
      name: textOf(form, "name"),
      chat_id: textOf(form, "chat_id"),
      message_thread_id: textOrNull(form, "message_thread_id"),
      events: eventsOf(form),
    });
  });

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <ChannelNameField name={channel?.name} error={fields.name} />
      <Field
        label="Chat id"
        error={fields.chat_id}
        hint={
          <>
            Write to your bot, or add it to your group and write there, then ask{" "}
            <span className="whitespace-nowrap">@userinfobot</span> or @getidsbot for the id. Groups have a
            negative one; a public channel may be given as @name.
          </>
        }
      >
        {(control) => (
          <Input
            {...control}
            name="chat_id"
            required
            defaultValue={channel?.chat_id}
            placeholder="-1001234567890"
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
        )}
      </Field>
      <Field
        label="Topic id"
        error={fields.message_thread_id}
        hint="Optional, for groups with topics: the last but one number in a link to a message of the topic."
      >
        {(control) => (
          <Input
            {...control}
            name="message_thread_id"
            inputMode="numeric"
            defaultValue={channel?.message_thread_id ?? undefined}
            autoComplete="off"
            className="font-mono"
          />
        )}
      </Field>
      <EventsField chosen={channel?.events ?? null} error={fields.events} />
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        {submitLabel}
      </FormActions>
    </form>
  );
}
