import { BellOff, CircleCheck, CircleX, Clock, type LucideIcon, RotateCw, Send } from "lucide-react";
import type { Tone } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { LocalTime } from "@/components/ui/time";
import { describeDelivery, type ShownDelivery } from "./describe-delivery";
import { NextAttempt } from "./next-attempt";

const COLOURS: Record<Tone, string> = {
  neutral: "text-muted-foreground",
  good: "text-online",
  warn: "text-late",
  bad: "text-offline",
};

/** The outcome of a delivery: icon, word, time, and the reason when it did not arrive. */
export function DeliveryState({ delivery }: { delivery: ShownDelivery }) {
  const described = describeDelivery(delivery);
  const Icon = iconOf(delivery);
  return (
    <span className="block min-w-0">
      <span className={cn("inline-flex items-center gap-1.5 font-medium", COLOURS[described.tone])}>
        <Icon className="size-4 shrink-0" aria-hidden />
        <span>
          {described.word}
          {described.at !== null && (
            <span className="font-normal">
              {" "}
              {described.at.label}{" "}
              {described.at.isNextAttempt ? (
                <NextAttempt at={described.at.instant} />
              ) : (
                <LocalTime at={described.at.instant} precision="second" />
              )}
            </span>
          )}
        </span>
      </span>
      {described.detail !== null && (
        <span className="block text-[0.8125rem] text-muted-foreground">{described.detail}</span>
      )}
    </span>
  );
}

function iconOf({ state, attempts }: ShownDelivery): LucideIcon {
  if (state === "delivered") return CircleCheck;
  if (state === "suppressed") return BellOff;
  if (state === "dead") return CircleX;
  if (state === "sending") return Send;
  return attempts.length === 0 ? Clock : RotateCw;
}
