"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { textOf } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import { passwordOf } from "./password-of";
import { signInWithPassword } from "./sign-in-with-password";

export function SignInForm({ callback }: { callback: string }) {
  const { pending, error, handlers } = useSubmit(async (form) => {
    await signInWithPassword({ email: textOf(form, "email"), password: passwordOf(form) });
    // A full page load, so that nothing rendered before signing in stays in the router's cache.
    window.location.assign(callback);
    await new Promise(() => {});
  });

  return (
    <form {...handlers} className="grid gap-4">
      <Field label="E-mail address">
        {(control) => <Input {...control} name="email" type="email" required autoComplete="username" />}
      </Field>
      <Field label="Password">
        {(control) => (
          <Input {...control} name="password" type="password" required autoComplete="current-password" />
        )}
      </Field>
      <FormError message={error} />
      <Button type="submit" variant="primary" pending={pending}>
        Sign in
      </Button>
    </form>
  );
}
