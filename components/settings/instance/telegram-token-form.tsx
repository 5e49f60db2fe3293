"use client";

import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { textOf } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";

type TelegramTokenFormProps = {
  hasSetting: boolean;
  /** Throws ApiError when the hub refuses. */
  onSave: (token: string) => Promise<void>;
};

export function TelegramTokenForm({ hasSetting, onSave }: TelegramTokenFormProps) {
  const formRef = useRef<HTMLFormElement>(null);
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    await onSave(textOf(form, "token"));
    formRef.current?.reset();
  });

  return (
    <form ref={formRef} {...handlers} noValidate className="grid max-w-xl gap-4">
      <Field
        label={hasSetting ? "New bot token" : "Bot token"}
        error={fields.token}
        hint="Create a bot with @BotFather in Telegram to get a token. It is stored encrypted and never shown again."
      >
        {(control) => (
          <Input
            {...control}
            name="token"
            type="password"
            required
            autoComplete="off"
            spellCheck={false}
            placeholder="123456789:AAE…"
            className="font-mono"
          />
        )}
      </Field>
      <FormError message={error} />
      <Button type="submit" variant="primary" pending={pending} className="justify-self-start">
        Save token
      </Button>
    </form>
  );
}
