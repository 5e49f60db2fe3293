"use client";

import { useState } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { ThresholdField } from "@/components/parts/threshold-field";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FormError } from "@/components/ui/form-error";
import { textOf, textOrNull } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import type { CreatedMachine } from "@/lib/machines/schema";
import { DescriptionField, NameField, TagsField, tagsOf } from "../edit/machine-fields";
import { ConnectMachine } from "./connect-machine";

type AddMachineProps = { hubUrl: string; defaultOfflineAfter: string; needsChannel: boolean };

/** Asks for a name, then shows how to connect the machine and waits for its first report. */
export function AddMachine({ hubUrl, defaultOfflineAfter, needsChannel }: AddMachineProps) {
  const [created, setCreated] = useState<CreatedMachine | null>(null);
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    setCreated(
      await api.post<CreatedMachine>("/api/v1/machines", {
        name: textOf(form, "name"),
        description: textOf(form, "description"),
        tags: tagsOf(form),
        offline_after: textOrNull(form, "offline_after"),
      }),
    );
  });

  if (created !== null)
    return <ConnectMachine created={created} hubUrl={hubUrl} needsChannel={needsChannel} />;
  return (
    <div className="mx-auto max-w-xl">
      <PageHeader title="Add a machine" note="A server, a laptop, anything that can send a small report." />
      <Card className="p-5">
        <form {...handlers} noValidate className="grid gap-5">
          <NameField errors={fields} />
          <DescriptionField errors={fields} />
          <TagsField errors={fields} />
          <ThresholdField error={fields.offline_after} fallback={defaultOfflineAfter} />
          <FormError message={error} />
          <div>
            <Button type="submit" variant="primary" pending={pending}>
              Add machine
            </Button>
          </div>
        </form>
      </Card>
    </div>
  );
}
