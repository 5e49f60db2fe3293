"use client";

import { useId, useRef } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import { passwordOf } from "../auth/password-of";

export function PasswordCard({ email }: { email: string }) {
  const id = useId();
  const formRef = useRef<HTMLFormElement>(null);
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    await api.put("/api/v1/me/password", {
      current_password: passwordOf(form, "current_password"),
      new_password: passwordOf(form, "new_password"),
      revoke_tokens: form.has("revoke_tokens"),
    });
    formRef.current?.reset();
    toast.success("Password changed. You are signed out everywhere else.");
  });

  return (
    <Card>
      <CardHeader title="Password" note="Changing it signs you out everywhere else." />
      <form ref={formRef} {...handlers} noValidate className="grid max-w-md gap-4 p-4">
        {/* Shows password managers whose password this is. */}
        <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
        <Field label="Current password" error={fields.current_password}>
          {(control) => (
            <Input
              {...control}
              name="current_password"
              type="password"
              required
              autoComplete="current-password"
            />
          )}
        </Field>
        <Field label="New password" error={fields.new_password} hint="At least 10 characters.">
          {(control) => (
            <Input {...control} name="new_password" type="password" required autoComplete="new-password" />
          )}
        </Field>
        <div className="flex items-start gap-2">
          <Checkbox id={id} name="revoke_tokens" className="mt-0.5" aria-describedby={`${id}-note`} />
          <div>
            <label htmlFor={id} className="font-medium">
              Revoke my API tokens, invitations and reset links
            </label>
            <p id={`${id}-note`} className="text-[0.8125rem] text-muted-foreground">
              Choose this if somebody else may know the password.
            </p>
          </div>
        </div>
        <FormError message={error} />
        <Button type="submit" pending={pending} className="justify-self-start">
          Change password
        </Button>
      </form>
    </Card>
  );
}
