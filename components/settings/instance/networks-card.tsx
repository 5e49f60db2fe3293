"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Textarea } from "@/components/ui/input";
import { textOf } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import { ApiError, api } from "@/lib/http/api-client";
import type { NetworksView } from "@/lib/people/instance/schema";

/** The private networks that channels may reach. */
export function NetworksCard({ initial }: { initial: NetworksView }) {
  const [{ networks, source }, setView] = useState(initial);
  return (
    <Card id="networks">
      <CardHeader
        title="Allowed networks"
        note="Private networks that channels may reach, such as the one with your ntfy server."
      />
      <div className="p-4">
        {source === "variable" ? (
          <>
            <p className="font-mono">{networks.join(", ")}</p>
            <p className="mt-1 text-muted-foreground">
              The variable WEBHOOK_ALLOW_CIDRS sets this. It cannot be changed here.
            </p>
          </>
        ) : (
          <NetworksForm
            // What the hub has stored may be written differently from what was typed.
            key={networks.join()}
            networks={networks}
            onSaved={setView}
          />
        )}
      </div>
    </Card>
  );
}

function NetworksForm({
  networks,
  onSaved,
}: {
  networks: readonly string[];
  onSaved: (view: NetworksView) => void;
}) {
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    const given = textOf(form, "networks").split(/[\s,]+/);
    const body = { networks: given.filter((network) => network !== "") };
    onSaved(await api.put<NetworksView>("/api/v1/instance/networks", body).catch(aboutTheField));
    toast.success("The allowed networks were saved");
  });
  return (
    <form {...handlers} noValidate className="grid max-w-xl gap-4">
      <Field
        label="Networks"
        error={fields.networks}
        hint="One per line, such as 192.168.1.0/24. Admins of every team can then have messages sent to any address in them. Link-local addresses and the metadata services of clouds are never contacted."
      >
        {(control) => (
          <Textarea
            {...control}
            name="networks"
            rows={Math.max(3, networks.length + 1)}
            defaultValue={networks.join("\n")}
            autoComplete="off"
            spellCheck={false}
            placeholder="192.168.1.0/24"
            className="font-mono"
          />
        )}
      </Field>
      <FormError message={error} />
      <Button type="submit" variant="primary" pending={pending} className="justify-self-start">
        Save networks
      </Button>
    </form>
  );
}

/** The form has one field for all networks. */
function aboutTheField(failure: unknown): never {
  if (!(failure instanceof ApiError)) throw failure;
  const problems = Object.values(failure.fields);
  if (problems.length === 0) throw failure;
  const { status, code, message } = failure;
  throw new ApiError({ status, code, message, fields: { networks: problems.join("; ") } });
}
