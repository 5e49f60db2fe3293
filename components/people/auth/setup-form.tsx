"use client";

import { browserZone } from "@/components/ui/browser-zone";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { textOf } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import { AccountFields } from "./account-fields";
import { passwordOf } from "./password-of";
import { signInWithPassword } from "./sign-in-with-password";

/** Creates the first admin and signs in. */
export function SetupForm() {
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    const email = textOf(form, "email");
    const password = passwordOf(form);
    await api.post("/api/v1/setup", {
      name: textOf(form, "name"),
      email,
      password,
      time_zone: browserZone(),
    });
    await signInWithPassword({ email, password });
    window.location.assign("/");
    await new Promise(() => {});
  });

  return (
    <form {...handlers} noValidate className="grid gap-4">
      <AccountFields errors={fields} />
      <FormError message={error} />
      <Button type="submit" variant="primary" pending={pending}>
        Create admin and sign in
      </Button>
    </form>
  );
}
