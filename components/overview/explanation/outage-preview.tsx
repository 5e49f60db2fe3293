import { BellOff, Send, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/time";
import type { PreviewView } from "@/lib/overview/explanation/schema";
import { TurnList } from "./turn-list";

/** Who would be notified, and when, if the machine went silent now or one of its rules fired. */
export function OutagePreview({ preview }: { preview: PreviewView }) {
  const {
    machine_name: name,
    offline_at: offlineAt,
    reason,
    channels,
    turns,
    policy,
    alert_channels: ofAlerts,
  } = preview;
  return (
    <Card>
      <CardHeader title={`If ${name} went silent now`} />
      <div className="grid gap-3 px-4 py-3">
        {reason !== null && <p>{reason}</p>}
        {offlineAt !== null && (
          <p>
            It would be offline at{" "}
            <strong className="font-semibold">
              <LocalTime at={offlineAt} precision="second" />
            </strong>
            , provided the hub stays up.
          </p>
        )}
        {policy !== null && (
          <p>
            The policy <strong className="font-semibold">{policy.name}</strong> decides. {policy.sentence}
          </p>
        )}
        {turns.length > 1 && <TurnList turns={turns} silentAfter={preview.silent_after} />}
        <ul className="grid gap-2">
          {(turns.length > 1 ? [] : channels).map((channel) => (
            <Recipient
              key={channel.channel_id ?? "none"}
              {...channel}
              otherwise={
                offlineAt === null ? (
                  "Would be notified of an outage."
                ) : (
                  <NotifiedAt at={offlineAt} {...channel} />
                )
              }
            />
          ))}
        </ul>
      </div>
      <div className="grid gap-3 border-t px-4 py-3">
        <p className="font-medium">If a rule fired now</p>
        <ul className="grid gap-2">
          {ofAlerts.map((channel) => (
            <Recipient
              key={channel.channel_id ?? "none"}
              {...channel}
              otherwise="Would be notified at once."
            />
          ))}
        </ul>
      </div>
    </Card>
  );
}

function Recipient({
  channel_name: name,
  would_tell: wouldTell,
  reason_text: reasonText,
  problem,
  otherwise,
}: PreviewView["channels"][number] & {
  /** Said of a channel that would be notified and has no known problem. */
  otherwise: ReactNode;
}) {
  const Icon = !wouldTell ? BellOff : problem === null ? Send : TriangleAlert;
  return (
    <li className="flex gap-2">
      <Icon className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
      <div className="min-w-0">
        {name !== "" && <p className="font-medium">{name}</p>}
        <p className="text-muted-foreground">{!wouldTell ? reasonText : (problem ?? otherwise)}</p>
      </div>
    </li>
  );
}

function NotifiedAt({ at, told_within_s: withinS }: PreviewView["channels"][number] & { at: string }) {
  return (
    <>
      Would be notified at <LocalTime at={at} precision="second" />
      {withinS > 0 && `, or up to ${withinS} s later if the chat has just received another message`}
    </>
  );
}
