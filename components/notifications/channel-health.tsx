import { CircleCheck, CircleDashed, CircleX, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { NextAttempt } from "@/components/events/next-attempt";
import { useNow } from "@/components/ui/clock";
import { cn } from "@/components/ui/cn";
import { Age, LocalTime, RelativeTime } from "@/components/ui/time";
import { withoutFullStop } from "@/lib/base/text";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import { countText } from "@/lib/notifications/channels/waiting-count";

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
  if (state !== "works" && lastFailure !== null)
    return <Refusing channel={channel} lastFailure={lastFailure} />;
  if (last === null) return <Line looks="idle">Nothing sent yet</Line>;
  const also = lastFailure !== null && (
    <>
      ; <TriedAgain {...channel.waiting} />
    </>
  );
  switch (last.state) {
    case "delivered":
      return (
        <Line looks="good">
          Last delivered <RelativeTime at={last.at} />
          {also}
        </Line>
      );
    case "pending":
    case "sending":
      // Its attempt failed, but not in a way that speaks against the channel, or something has got through since.
      return (
        <Line looks="idle">
          <TriedAgain {...channel.waiting} />. Last answer <RelativeTime at={lastFailure?.at ?? last.at} />
          {why !== null && `: ${why}`}.
        </Line>
      );
    case "dead":
    case "suppressed":
      return (
        <Line looks={last.state === "dead" ? "bad" : "idle"}>
          {last.state === "dead" ? "Last attempt failed" : "Not sent"} <RelativeTime at={last.at} />
          {last.message !== null && `: ${withoutFullStop(last.message)}`}
          {also}
        </Line>
      );
  }
}

/** What waits for a channel that works: what an attempt of its own has failed for, and all that follows it. */
function TriedAgain({ count, next_attempt_at: at }: ChannelView["waiting"]) {
  const now = useNow();
  return (
    <>
      {count} waiting, tried again{" "}
      {at === null || Date.parse(at) <= now ? (
        "within a minute"
      ) : (
        <>
          at <LocalTime at={at} precision="second" />
        </>
      )}
    </>
  );
}

type RefusingProps = { channel: ChannelView; lastFailure: NonNullable<ChannelView["last_failure"]> };

function Refusing({ channel: { state, waiting }, lastFailure }: RefusingProps) {
  const now = useNow();
  const next = waiting.next_attempt_at;
  return (
    <Line looks="bad">
      {waiting.count > 0 && `${countText(waiting.count)} waiting. `}Last attempt failed{" "}
      <RelativeTime at={lastFailure.at} />: {withoutFullStop(lastFailure.message)}.
      {next !== null && (
        <>
          {" "}
          {state === "failing" && Date.parse(next) <= now ? (
            "Tried about once a minute"
          ) : (
            <>
              Next attempt <NextAttempt at={next} />
            </>
          )}
          ; kept for 25 hours.
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
