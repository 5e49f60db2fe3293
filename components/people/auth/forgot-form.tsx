"use client";

import { MailCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { textOf } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";

/** Asks for a link for a new password, and says the same whether the account exists. */
export function ForgotForm() {
  const [asked, setAsked] = useState<string | null>(null);
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    const email = textOf(form, "email");
    await api.post("/api/v1/password-reset/mail", { email });
    setAsked(email);
  });

  if (asked !== null) {
    return (
      <div role="status">
        <Notice tone="good" icon={<MailCheck aria-hidden />} title="Look into your mailbox">
          If {asked} has an account here, a link is on its way. It works once, within 24 hours. If none comes,
          an admin of your team can create one for you.
        </Notice>
      </div>
    );
  }
  return (
    <form {...handlers} noValidate className="grid gap-4">
      <Field label="E-mail address" error={fields.email}>
        {(control) => <Input {...control} name="email" type="email" required autoComplete="username" />}
      </Field>
      <FormError message={error} />
      <Button type="submit" variant="primary" pending={pending}>
        Send the link
      </Button>
    </form>
  );
}
