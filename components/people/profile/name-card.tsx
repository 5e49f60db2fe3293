"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { textOf } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";

export function NameCard({ name }: { name: string }) {
  const router = useRouter();
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    await api.patch("/api/v1/me", { name: textOf(form, "name") });
    toast.success("Name saved");
    // The menu shows it too.
    router.refresh();
  });

  return (
    <Card>
      <CardHeader title="Name" note="Shown to your team." />
      <form {...handlers} noValidate className="grid max-w-md gap-4 p-4">
        <Field label="Your name" error={fields.name}>
          {(control) => (
            <Input
              {...control}
              name="name"
              required
              maxLength={100}
              defaultValue={name}
              autoComplete="name"
            />
          )}
        </Field>
        <FormError message={error} />
        <Button type="submit" pending={pending} className="justify-self-start">
          Save name
        </Button>
      </form>
    </Card>
  );
}
