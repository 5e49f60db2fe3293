"use client";

import { CircleCheck, CircleDashed, CircleX, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { LocalRange, LocalTime } from "@/components/ui/time";
import type { ExplanationStep, ExplanationView } from "@/lib/overview/explanation/schema";

const LOOKS: Record<ExplanationStep["state"], { icon: LucideIcon; colour: string; word: string }> = {
  went_on: { icon: CircleCheck, colour: "text-online", word: "Done" },
  ended: { icon: CircleX, colour: "text-muted-foreground", word: "Stopped here" },
  waits: { icon: CircleDashed, colour: "text-late", word: "Waiting" },
};

/** The chain of events from the last report to the channels, as far as it got. */
export function Chain({ explanation }: { explanation: ExplanationView }) {
  const { summary, steps, alerts, problems, nearby, at, machine_id: machineId } = explanation;
  return (
    <Card aria-live="polite">
      <CardHeader
        title={summary}
        note={
          <>
            At <LocalTime at={at} precision="full" />
          </>
        }
      />
      {steps.length > 0 && (
        <ol className="grid px-4 py-3">
          {steps.map((step) => (
            <Step key={`${step.step} ${step.at} ${step.delivery_id} ${step.sentence}`} {...step} />
          ))}
        </ol>
      )}
      {alerts.map(({ incident_id: id, summary: words, steps: its }) => (
        <section key={id} className="border-t">
          <h3 className="px-4 pt-3 font-medium break-words">
            <Link href={`/incidents/${id}`} className="text-link hover:underline">
              Alert
            </Link>
            {`: ${words}`}
          </h3>
          <ol className="grid px-4 py-3">
            {its.map((step) => (
              <Step key={`${step.step} ${step.at} ${step.delivery_id} ${step.sentence}`} {...step} />
            ))}
          </ol>
        </section>
      ))}
      {problems.length > 0 && (
        <div className="border-t px-4 py-3">
          <p className="text-[0.8125rem] text-muted-foreground">What is wrong with its reports now</p>
          <ul className="mt-1 grid gap-1">
            {problems.map(({ kind, message }) => (
              <li key={kind} className="break-words">
                {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {nearby.length > 0 && (
        <div className="border-t px-4 py-3">
          <p className="text-[0.8125rem] text-muted-foreground">Outages within an hour of this time</p>
          <ul className="mt-1 grid gap-1">
            {nearby.map(({ incident_id: id, started_at: from, resolved_at: to }) => (
              <li key={id}>
                <Link
                  href={`/machines/${machineId}/why?at=${encodeURIComponent(to ?? from)}`}
                  className="font-medium text-link hover:underline"
                >
                  {to === null ? (
                    <LocalTime at={from} precision="second" />
                  ) : (
                    <LocalRange from={from} to={to} />
                  )}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

function Step({ state, at, sentence, delivery_id: deliveryId, incident_id: incidentId }: ExplanationStep) {
  const { icon: Icon, colour, word } = LOOKS[state];
  return (
    <li className="relative flex gap-3 pb-4 last:pb-0">
      <span
        aria-hidden
        className="absolute top-6 bottom-0.5 left-[0.4375rem] w-px bg-border [li:last-child>&]:hidden"
      />
      <Icon className={cn("relative mt-0.5 size-4 shrink-0 bg-card", colour)} aria-label={word} />
      <div className="min-w-0">
        {at !== null && (
          <p className="text-[0.8125rem] text-muted-foreground">
            <LocalTime at={at} precision="second" />
          </p>
        )}
        <p>
          {sentence}
          {deliveryId !== null && incidentId === null && (
            <>
              {" "}
              <Link href="/deliveries" className="text-link underline underline-offset-2">
                Delivery log
              </Link>
            </>
          )}
        </p>
      </div>
    </li>
  );
}
