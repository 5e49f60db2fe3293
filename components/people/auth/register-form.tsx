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

type RegisterFormProps = {
  submitLabel: string;
  /** The secret in the link, and the address it was meant for. */
  invitation?: { token: string; email: string | null };
};

/** Creates an account and signs in. */
export function RegisterForm({ submitLabel, invitation }: RegisterFormProps) {
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    const email = textOf(form, "email");
    const password = passwordOf(form);
    await api.post("/api/v1/register", {
      name: textOf(form, "name"),
      email,
      password,
      time_zone: browserZone(),
      ...(invitation !== undefined && { invitation: invitation.token }),
    });
    await signInWithPassword({ email, password });
    window.location.assign("/");
    await new Promise(() => {});
  });

  return (
    <form {...handlers} noValidate className="grid gap-4">
      <AccountFields errors={fields} email={invitation?.email ?? null} />
      <FormError message={error} />
      <Button type="submit" variant="primary" pending={pending}>
        {submitLabel}
      </Button>
    </form>
  );
}
