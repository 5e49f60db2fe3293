import { Circle, CircleCheck } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { OverviewView } from "@/lib/overview/schema";
import { listSetupSteps, type SetupStep } from "./list-setup-steps";

/** The steps that are left until somebody would be notified; renders nothing once they are done. */
export function SetupChecklist({ setup }: Pick<OverviewView, "setup">) {
  const steps = listSetupSteps(setup);
  const next = steps.find((step) => !step.isDone);
  if (next === undefined) return null;
  const done = steps.filter((step) => step.isDone).length;
  return (
    <Card aria-labelledby="setup-checklist">
      <header className="px-5 pt-5 pb-3">
        <h2 id="setup-checklist" className="text-base font-semibold">
          Three steps to your first alert
        </h2>
        <p className="text-muted-foreground">{done} of 3 done</p>
      </header>
      <ol className="divide-y">
        {steps.map((step) => (
          <Step key={step.title} step={step} isNext={step === next} />
        ))}
      </ol>
    </Card>
  );
}

function Step({ step, isNext }: { step: SetupStep; isNext: boolean }) {
  const Icon = step.isDone ? CircleCheck : Circle;
  return (
    <li
      className="flex flex-wrap items-center gap-x-3 gap-y-2 px-5 py-3.5"
      aria-current={isNext ? "step" : undefined}
    >
      <Icon
        className={cn("size-5 shrink-0", step.isDone ? "text-online" : "text-muted-foreground")}
        aria-hidden
      />
      <div className="min-w-0 flex-1 basis-52">
        <p className={cn("font-medium", step.isDone && "text-muted-foreground")}>
          {step.title}
          {step.isDone && <span className="sr-only"> (done)</span>}
        </p>
        {!step.isDone && <p className="text-muted-foreground">{step.note}</p>}
      </div>
      {!step.isDone && (
        <Button asChild variant={isNext ? "primary" : "outline"}>
          <Link href={step.href}>{step.action}</Link>
        </Button>
      )}
    </li>
  );
}
