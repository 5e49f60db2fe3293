import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { Age, LocalTime, RelativeTime } from "@/components/ui/time";
import type { ChannelView } from "@/lib/notifications/channels/schema";

/** Whether a channel can deliver, and whether the latest message through it arrived. */
export function ChannelHealth({ channel }: { channel: ChannelView }) {
  const last = channel.last_delivery;
  const style = "mt-0.5 size-3.5 shrink-0";
  if (channel.problem !== null) {
    return (
      <p className="flex gap-1.5 text-[0.8125rem] text-offline">
        <CircleX className={style} aria-hidden />
        <span>Not deliverable: {channel.problem}</span>
      </p>
    );
  }
  if (channel.failed_at !== null) {
    return (
      <p className="flex gap-1.5 text-[0.8125rem] text-offline">
        <CircleX className={style} aria-hidden />
        <span>
          Nothing has got through for <Age at={channel.failed_at} />
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
          {count === 1 ? "One message waits" : `${count} messages wait`}; the last try failed{" "}
          <RelativeTime at={channel.last_failure.at} />: {channel.last_failure.message}
          {next !== null && (
            <>
              {" "}
              Tried again by itself, next at <LocalTime at={next} />; nothing is lost for 25 hours.
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
        {isFailure ? "Last try failed" : "Last not sent"} <RelativeTime at={last.at} />
        {last.message !== null && `: ${last.message}`}
      </span>
    </p>
  );
}
