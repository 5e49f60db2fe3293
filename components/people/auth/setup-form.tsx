"use client";

import { browserZone } from "@/components/ui/browser-zone";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { textOf } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import { AccountFields } from "./account-fields";
import { passwordOf } from "./password-of";
import { signInWithPassword } from "./sign-in-with-password";

/** Creates the first admin and signs in. `code`: from the link that the hub printed; without one, the form asks for it. */
export function SetupForm({ code }: { code: string }) {
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    const email = textOf(form, "email");
    const password = passwordOf(form);
    await api.post("/api/v1/setup", {
      code: textOf(form, "code"),
      name: textOf(form, "name"),
      email,
      password,
      time_zone: browserZone(),
    });
    await signInWithPassword({ email, password });
    window.location.assign("/");
    await new Promise(() => {});
  });

  const asksForCode = code === "" || fields.code !== undefined;

  return (
    <form {...handlers} noValidate className="grid gap-4">
      {asksForCode ? (
        <Field
          label="Setup code"
          error={fields.code}
          hint="The hub printed it when it started. To see it again, run npm run setup-link on the hub."
        >
          {(control) => (
            <Input {...control} name="code" required maxLength={100} defaultValue={code} autoComplete="off" />
          )}
        </Field>
      ) : (
        <input type="hidden" name="code" value={code} />
      )}
      <AccountFields errors={fields} />
      <FormError message={error} />
      <Button type="submit" variant="primary" pending={pending}>
        Create admin and sign in
      </Button>
    </form>
  );
}
