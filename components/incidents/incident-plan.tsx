"use client";

import { CircleCheck, CircleDashed, CircleSlash } from "lucide-react";
import { useLiveResource } from "@/components/layout/use-live-resource";
import { Card, CardHeader } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/time";
import type { IncidentPlanView } from "@/lib/incidents/turns/schema";

type IncidentPlanProps = { incidentId: number };
type Turn = IncidentPlanView["turns"][number];

const NONE: IncidentPlanView = { policy: null, turns: [] };

/** What has become of the steps of an incident's policy, and what is still to come; nothing where the team has set none. */
export function IncidentPlan({ incidentId }: IncidentPlanProps) {
  const { data } = useLiveResource({ path: `/api/v1/incidents/${incidentId}/plan`, initial: NONE });
  if (data.policy === null || data.turns.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Plan" note={`By the policy ${data.policy.name}`} />
      <ol className="grid gap-2 px-4 py-3">
        {data.turns.map((turn) => (
          <li key={turn.key} className="flex gap-2">
            <TurnIcon ending={turn.ending} />
            <p className="min-w-0">
              <span className="font-medium">{labelOf(turn.key)}</span>{" "}
              {turn.ending === null ? (
                <>
                  <span className="text-muted-foreground">at the earliest </span>
                  <LocalTime at={turn.at} precision="second" />
                  <span className="text-muted-foreground">{CONDITIONS[turn.condition]}</span>
                </>
              ) : (
                <>
                  <LocalTime at={turn.at} precision="second" />
                  <span className="text-muted-foreground">: {ENDINGS[turn.ending]}</span>
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}

const CONDITIONS: Record<Turn["condition"], string> = {
  at_once: "",
  unless_acknowledged: ", unless somebody acknowledges",
  only_if_nobody_was_reached: ", only if nobody was reached",
};

const ENDINGS: Record<NonNullable<Turn["ending"]>, string> = {
  told: "notified",
  nobody: "nobody could be notified",
  acknowledged: "not sent, since somebody had acknowledged",
  snoozed: "not sent, since somebody had snoozed it",
  over: "not sent, since it was over",
  reached: "not sent, since somebody had been reached",
};

function TurnIcon({ ending }: Pick<Turn, "ending">) {
  const Icon = ending === null ? CircleDashed : ending === "told" ? CircleCheck : CircleSlash;
  return <Icon className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />;
}

function labelOf(key: string): string {
  const [kind, number] = key.split(":");
  if (kind === "fallback") return "Everything else";
  return `${kind === "reminder" ? "Reminder" : "Step"} ${number}`;
}
