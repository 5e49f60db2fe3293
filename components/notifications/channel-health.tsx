import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { Age, LocalTime, RelativeTime } from "@/components/ui/time";
import type { ChannelView } from "@/lib/notifications/channels/schema";

/** Shows whether a channel can deliver, and whether its latest message arrived. */
export function ChannelHealth({ channel }: { channel: ChannelView }) {
  const last = channel.last_delivery;
  const style = "mt-0.5 size-3.5 shrink-0";
  if (channel.problem !== null) {
    return (
      <p className="flex gap-1.5 text-[0.8125rem] text-offline">
        <CircleX className={style} aria-hidden />
        <span>Cannot be delivered: {channel.problem}</span>
      </p>
    );
  }
  if (channel.failed_at !== null) {
    return (
      <p className="flex gap-1.5 text-[0.8125rem] text-offline">
        <CircleX className={style} aria-hidden />
        <span>
          Nothing has arrived for <Age at={channel.failed_at} />
          {channel.last_failure !== null && `: ${channel.last_failure.message}`}
        </span>
      </p>
    );
  }
  if (channel.last_failure !== null) {
    const { count, next_attempt_at: next } = channel.waiting;
    return (
      <p className="flex gap-1.5 text-[0.8125rem] text-offline">
        <CircleX className={style} aria-hidden />
        <span>
          {count} waiting. Last attempt failed <RelativeTime at={channel.last_failure.at} />:{" "}
          {channel.last_failure.message}
          {next !== null && (
            <>
              . Next attempt <LocalTime at={next} />; kept for 25 hours.
            </>
          )}
        </span>
      </p>
    );
  }
  if (last === null) {
    return (
      <p className="flex gap-1.5 text-[0.8125rem] text-muted-foreground">
        <CircleDashed className={style} aria-hidden />
        Nothing sent yet
      </p>
    );
  }
  if (last.state === "delivered") {
    return (
      <p className="flex gap-1.5 text-[0.8125rem] text-muted-foreground">
        <CircleCheck className={`${style} text-online`} aria-hidden />
        <span>
          Last delivered <RelativeTime at={last.at} />
        </span>
      </p>
    );
  }
  const isFailure = last.state === "dead" || last.state === "pending";
  return (
    <p className={`flex gap-1.5 text-[0.8125rem] ${isFailure ? "text-offline" : "text-muted-foreground"}`}>
      {isFailure ? <CircleX className={style} aria-hidden /> : <CircleDashed className={style} aria-hidden />}
      <span>
        {isFailure ? "Last attempt failed" : "Not sent"} <RelativeTime at={last.at} />
        {last.message !== null && `: ${last.message}`}
      </span>
    </p>
  );
}
