import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { RelativeTime } from "@/components/ui/time";
import type { ChannelView } from "@/lib/notifications/schema";

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
          Nothing got through since <RelativeTime at={channel.failed_at} />
          {last?.message != null && `: ${last.message}`}
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
