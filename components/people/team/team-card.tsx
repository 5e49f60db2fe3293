"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ThresholdField } from "@/components/parts/threshold-field";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { textOf, textOrNull } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import { intervalsHint } from "@/lib/heartbeat/threshold";
import { api } from "@/lib/http/api-client";
import type { TeamView } from "@/lib/people/teams/schema";
import { ZoneField } from "./zone-field";

type TeamCardProps = {
  team: TeamView;
  /** The default threshold of the installation. */
  fallback: string;
};

export function TeamCard({ team, fallback }: TeamCardProps) {
  const { slowest_machine: slowest } = team;
  const router = useRouter();
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    await api.patch("/api/v1/team", {
      name: textOf(form, "name"),
      offline_after: textOrNull(form, "offline_after"),
      planned_stop_max: textOrNull(form, "planned_stop_max"),
      time_zone: textOrNull(form, "time_zone"),
    });
    toast.success("Team saved");
    // The menu shows the name too.
    router.refresh();
  });

  return (
    <Card>
      <CardHeader
        title="Name, threshold and time zone"
        note="The threshold applies to machines without their own."
      />
      <form {...handlers} noValidate className="grid max-w-md gap-4 p-4">
        <Field label="Team name" error={fields.name}>
          {(control) => (
            <Input
              {...control}
              name="name"
              required
              maxLength={100}
              defaultValue={team.name}
              autoComplete="off"
            />
          )}
        </Field>
        <ThresholdField
          error={fields.offline_after}
          {...(team.offline_after !== null && { defaultValue: team.offline_after })}
          fallback={fallback}
          hintFor={(thresholdMs) =>
            intervalsHint({ thresholdMs, machines: slowest === null ? [] : [slowest] })
          }
        />
        <Field
          label="Announced reboots"
          hint="A machine that says it is rebooting may be silent this long before an alert. 0s: the threshold alone counts."
          error={fields.planned_stop_max}
        >
          {(control) => (
            <Input
              {...control}
              name="planned_stop_max"
              defaultValue={team.planned_stop_max}
              autoComplete="off"
              spellCheck={false}
              className="w-24"
            />
          )}
        </Field>
        <ZoneField zone={team.time_zone} error={fields.time_zone} />
        <FormError message={error} />
        <Button type="submit" pending={pending} className="justify-self-start">
          Save team
        </Button>
      </form>
    </Card>
  );
}
