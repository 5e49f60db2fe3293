"use client";

import { Bird, CircleCheck, CircleDashed, CircleX, type LucideIcon, MinusCircle } from "lucide-react";
import { useState } from "react";
import { useFollowing } from "@/components/layout/use-live-resource";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { LocalTime } from "@/components/ui/time";
import { ApiError, api } from "@/lib/http/api-client";
import type { CanaryStep, CanaryView } from "@/lib/overview/canary/schema";

const PATH = "/api/v1/canary";
const REFRESH_RUNNING_MS = 500;
const REFRESH_MS = 30_000;

type CanaryCardProps = { initial: CanaryView; canWrite: boolean; onEnded: () => void };

/** Runs a simulated outage through everything that a real one goes through, and shows each step as it happens. */
export function CanaryCard({ initial, canWrite, onEnded }: CanaryCardProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [starting, setStarting] = useState(false);
  const [isRunning, setRunning] = useState(initial.state === "running");
  const { data: canary, mutate } = useFollowing({
    path: PATH,
    initial,
    refreshMs: isRunning ? REFRESH_RUNNING_MS : REFRESH_MS,
    read: async (path) => {
      const read = await api.get<CanaryView>(path);
      if (isRunning && read.state !== "running") onEnded();
      setRunning(read.state === "running");
      return read;
    },
  });

  async function start() {
    setStarting(true);
    setRefusal(null);
    try {
      await mutate(await api.post<CanaryView>(PATH), { revalidate: false });
      setRunning(true);
    } catch (failure) {
      setRefusal(failure instanceof ApiError ? failure.message : String(failure));
    } finally {
      setStarting(false);
    }
  }

  return (
    <Card>
      <CardHeader
        title="End-to-end test"
        note="A simulated machine reports, goes silent and comes back. Every channel is notified as in a real outage; the messages say “[canary]”."
        actions={
          canWrite && (
            <Button pending={starting || isRunning} onClick={() => void start()}>
              {!(starting || isRunning) && <Bird aria-hidden />}
              Run test
            </Button>
          )
        }
      />
      <div className="grid gap-3 px-4 py-3.5" role="status">
        {refusal !== null && <p className="text-offline">{refusal}</p>}
        <Summary canary={canary} />
        {canary.steps.length > 0 && (
          <ol className="grid gap-2">
            {canary.steps.map((step) => (
              <Step key={`${step.step} ${step.sentence}`} {...step} />
            ))}
          </ol>
        )}
      </div>
    </Card>
  );
}

function Summary({ canary: { state, summary, started_at: startedAt } }: { canary: CanaryView }) {
  const colour =
    state === "arrived" ? "text-online" : state === "failed" || state === "interrupted" ? "text-offline" : "";
  return (
    <p>
      <span className={cn("font-medium", colour, state === "none" && "text-muted-foreground")}>
        {summary}
      </span>
      {startedAt !== null && (
        <span className="text-[0.8125rem] text-muted-foreground">
          {" "}
          Started <LocalTime at={startedAt} precision="second" />
        </span>
      )}
    </p>
  );
}

const LOOKS: Record<CanaryStep["state"], { icon: LucideIcon; colour: string; word: string }> = {
  done: { icon: CircleCheck, colour: "text-online", word: "Done" },
  waits: { icon: CircleDashed, colour: "text-muted-foreground", word: "Waiting" },
  failed: { icon: CircleX, colour: "text-offline", word: "Failed" },
  not_taken: { icon: MinusCircle, colour: "text-muted-foreground", word: "Not done" },
};

function Step({ state, sentence, at, after_s: afterS }: CanaryStep) {
  const { icon: Icon, colour, word } = LOOKS[state];
  return (
    <li className="flex gap-2.5">
      <Icon className={cn("mt-0.5 size-4 shrink-0", colour)} aria-label={word} />
      <div className="min-w-0 flex-1 sm:flex sm:gap-4">
        <p
          className={cn(
            "min-w-0 flex-1 break-words",
            state !== "done" && "text-muted-foreground",
            state === "failed" && "text-offline",
          )}
        >
          {sentence}
        </p>
        {at !== null && (
          <p className="shrink-0 text-[0.8125rem] text-muted-foreground tabular-nums">
            <LocalTime at={at} precision="second" />
            {afterS !== null && ` · after ${afterS} s`}
          </p>
        )}
      </div>
    </li>
  );
}
