import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { textOf } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import type { AddressReading, AddressReadings } from "@/lib/notifications/channels/schema";

/** A field for the address of a channel, as services, Shoutrrr and Apprise write it. It is read as soon as it is pasted. */
export function PasteAddress({ onRead }: { onRead: (readings: AddressReading[]) => void }) {
  const [outcome, setOutcome] = useState<string | null>(null);
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    setOutcome(null);
    const text = textOf(form, "text");
    if (text === "") return onRead([]);
    const { readings } = await api.post<AddressReadings>("/api/v1/channels/read-address", { text });
    setOutcome(outcomeOf(readings.length));
    onRead(readings);
  });
  return (
    <form {...handlers} noValidate>
      <Field
        label="Paste an address"
        hint="A webhook’s URL, or what you use with Apprise or Shoutrrr: discord://…, ntfys://…"
        error={fields.text ?? error ?? undefined}
      >
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              name="text"
              maxLength={4_096}
              spellCheck={false}
              autoComplete="off"
              className="font-mono"
              onPaste={({ currentTarget: { form } }) => {
                // Once the text is in the field.
                setTimeout(() => form?.requestSubmit());
              }}
            />
            <Button type="submit" pending={pending}>
              Read it
            </Button>
          </div>
        )}
      </Field>
      <p role="status" className="mt-2 empty:hidden">
        {outcome}
      </p>
    </form>
  );
}

function outcomeOf(count: number): string | null {
  if (count === 0)
    return "Nothing that LunaSentri knows has an address like this. Choose a kind below and fill in its form.";
  return count === 1 ? null : "This may be one of the following. Which is it?";
}
