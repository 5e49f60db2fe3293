import { BellOff, Send, TriangleAlert } from "lucide-react";
import { Card, CardHeader } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/time";
import type { PreviewView } from "@/lib/overview/explanation/schema";

/** Who would be notified, and when, if the machine went silent now. */
export function OutagePreview({ preview }: { preview: PreviewView }) {
  const { machine_name: name, offline_at: offlineAt, reason, channels } = preview;
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
        <ul className="grid gap-2">
          {channels.map((channel) => (
            <Recipient key={channel.channel_id ?? "none"} {...channel} offlineAt={offlineAt} />
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
  told_within_s: withinS,
  problem,
  offlineAt,
}: PreviewView["channels"][number] & { offlineAt: string | null }) {
  const Icon = !wouldTell ? BellOff : problem === null ? Send : TriangleAlert;
  return (
    <li className="flex gap-2">
      <Icon className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
      <div className="min-w-0">
        {name !== "" && <p className="font-medium">{name}</p>}
        <p className="text-muted-foreground">
          {!wouldTell ? (
            reasonText
          ) : problem !== null ? (
            problem
          ) : offlineAt === null ? (
            "Would be notified of an outage."
          ) : (
            <>
              Would be notified at <LocalTime at={offlineAt} precision="second" />
              {withinS > 0 && `, or up to ${withinS} s later if the chat has just received another message`}
            </>
          )}
        </p>
      </div>
    </li>
  );
}
