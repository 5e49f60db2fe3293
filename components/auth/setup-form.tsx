"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { textOf } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import { passwordOf } from "./password-of";
import { signInWithPassword } from "./sign-in-with-password";

/** Creates the first admin and signs in as this person. */
export function SetupForm() {
  const { pending, error, fields, onSubmit } = useSubmit(async (form) => {
    const email = textOf(form, "email");
    const password = passwordOf(form);
    await api.post("/api/v1/setup", { name: textOf(form, "name"), email, password });
    await signInWithPassword({ email, password });
    window.location.assign("/");
    await new Promise(() => {});
  });

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <Field label="Your name" error={fields.name}>
        {(control) => <Input {...control} name="name" required maxLength={100} autoComplete="name" />}
      </Field>
      <Field label="E-mail address" error={fields.email} hint="You sign in with it.">
        {(control) => <Input {...control} name="email" type="email" required autoComplete="username" />}
      </Field>
      <Field label="Password" error={fields.password} hint="At least 10 characters.">
        {(control) => (
          <Input {...control} name="password" type="password" required autoComplete="new-password" />
        )}
      </Field>
      <FormError message={error} />
      <Button type="submit" variant="primary" pending={pending}>
        Create admin and sign in
      </Button>
    </form>
  );
}
