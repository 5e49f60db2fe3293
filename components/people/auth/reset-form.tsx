"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import { passwordOf } from "./password-of";
import { signInWithPassword } from "./sign-in-with-password";

/** Asks for a new password and signs in with it. */
export function ResetForm({ token, email }: { token: string; email: string }) {
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    const password = passwordOf(form, "new_password");
    await api.post("/api/v1/password-reset", { reset: token, new_password: password });
    await signInWithPassword({ email, password });
    window.location.assign("/");
    await new Promise(() => {});
  });

  return (
    <form {...handlers} noValidate className="grid gap-4">
      {/* Shows password managers whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label="New password" error={fields.new_password} hint="At least 10 characters.">
        {(control) => (
          <Input {...control} name="new_password" type="password" required autoComplete="new-password" />
        )}
      </Field>
      <FormError message={error} />
      <Button type="submit" variant="primary" pending={pending}>
        Set password and sign in
      </Button>
    </form>
  );
}
