import { CircleCheck, CircleDashed, CircleX, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { NextAttempt } from "@/components/events/next-attempt";
import { cn } from "@/components/ui/cn";
import { Age, RelativeTime } from "@/components/ui/time";
import { withoutFullStop } from "@/lib/base/text";
import type { ChannelView } from "@/lib/notifications/channels/schema";

/** Shows whether a channel can deliver, and whether its latest message arrived. */
export function ChannelHealth({ channel }: { channel: ChannelView }) {
  const { state, problem, failed_at: failedAt, last_failure: lastFailure, last_delivery: last } = channel;
  const why = lastFailure === null ? null : withoutFullStop(lastFailure.message);
  if (state === "unusable") return <Line looks="bad">Cannot be delivered: {problem}</Line>;
  if (state === "failed") {
    return (
      <Line looks="bad">
        {failedAt === null ? (
          "Nothing has arrived"
        ) : (
          <>
            Nothing has arrived for <Age at={failedAt} />
          </>
        )}
        {why !== null && `: ${why}.`}
      </Line>
    );
  }
  if (lastFailure !== null) return <Waiting channel={channel} lastFailure={lastFailure} />;
  if (last === null) return <Line looks="idle">Nothing sent yet</Line>;
  if (last.state === "delivered") {
    return (
      <Line looks="good">
        Last delivered <RelativeTime at={last.at} />
      </Line>
    );
  }
  const isFailure = last.state === "dead" || last.state === "pending";
  return (
    <Line looks={isFailure ? "bad" : "idle"}>
      {isFailure ? "Last attempt failed" : "Not sent"} <RelativeTime at={last.at} />
      {last.message !== null && `: ${last.message}`}
    </Line>
  );
}

type WaitingProps = { channel: ChannelView; lastFailure: NonNullable<ChannelView["last_failure"]> };

function Waiting({ channel: { waiting }, lastFailure }: WaitingProps) {
  return (
    <Line looks="bad">
      {waiting.count > 0 && `${waiting.count} waiting. `}Last attempt failed{" "}
      <RelativeTime at={lastFailure.at} />: {withoutFullStop(lastFailure.message)}.
      {waiting.next_attempt_at !== null && (
        <>
          {" "}
          Next attempt <NextAttempt at={waiting.next_attempt_at} />; kept for 25 hours.
        </>
      )}
    </Line>
  );
}

const LOOKS: Record<"good" | "bad" | "idle", { icon: LucideIcon; line: string; mark: string }> = {
  good: { icon: CircleCheck, line: "text-muted-foreground", mark: "text-online" },
  bad: { icon: CircleX, line: "text-offline", mark: "" },
  idle: { icon: CircleDashed, line: "text-muted-foreground", mark: "" },
};

function Line({ looks, children }: { looks: keyof typeof LOOKS; children: ReactNode }) {
  const { icon: Icon, line, mark } = LOOKS[looks];
  return (
    <p className={cn("flex gap-1.5 text-[0.8125rem]", line)}>
      <Icon className={cn("mt-0.5 size-3.5 shrink-0", mark)} aria-hidden />
      <span>{children}</span>
    </p>
  );
}
