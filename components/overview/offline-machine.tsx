import { CircleX } from "lucide-react";
import Link from "next/link";
import { DeliveryState } from "@/components/events/delivery-state";
import { AcknowledgeButtons } from "@/components/incidents/acknowledgements/acknowledge-buttons";
import { AcknowledgementBadge } from "@/components/incidents/acknowledgements/acknowledgement-badge";
import { FlappingSentence } from "@/components/parts/flapping";
import { cn } from "@/components/ui/cn";
import { Age, LocalTime } from "@/components/ui/time";
import type { OverviewView } from "@/lib/overview/schema";

type OfflineMachineProps = OverviewView["offline_machines"][number] & { canAcknowledge: boolean };

/** One offline machine: since when, who was notified and who acknowledged it; less prominent once acknowledged. */
export function OfflineMachine({
  machine,
  incident,
  flapping,
  deliveries,
  canAcknowledge,
}: OfflineMachineProps) {
  const since = incident?.started_at ?? machine.last_seen;
  const acknowledgement = incident?.acknowledgement ?? null;
  return (
    <li
      className={cn(
        "@container relative overflow-hidden rounded-lg border bg-card shadow-xs",
        acknowledgement === null && "border-offline/40",
      )}
    >
      <span
        aria-hidden
        className={cn(
          "absolute inset-y-0 left-0 w-1",
          acknowledgement === null ? "bg-offline" : "bg-offline/30",
        )}
      />
      <div className="grid gap-x-8 gap-y-4 py-4 pr-4 pl-5 sm:pl-6 @2xl:grid-cols-2">
        <div className="min-w-0">
          <h3 className="text-lg leading-snug font-semibold">
            <Link href={`/machines/${machine.id}`} prefetch={false} className="hover:underline">
              {machine.name}
            </Link>
          </h3>
          {machine.hostname !== null && machine.hostname !== machine.name && (
            <p className="text-muted-foreground">{machine.hostname}</p>
          )}
          <p
            className={cn(
              "mt-2 flex items-center gap-2 font-semibold text-offline",
              acknowledgement === null && "text-2xl tracking-tight",
            )}
          >
            <CircleX className={cn("shrink-0", acknowledgement === null ? "size-5" : "size-4")} aria-hidden />
            {since === null ? (
              "Offline"
            ) : (
              <span>
                Offline for <Age at={since} />
              </span>
            )}
          </p>
          <p className="mt-1 text-muted-foreground">
            {machine.last_seen !== null && (
              <>
                Last seen <LocalTime at={machine.last_seen} precision="second" />
              </>
            )}
            {incident !== null && ` · threshold ${incident.offline_after}`}
          </p>
          {flapping !== null && <FlappingSentence flapping={flapping} className="mt-2" />}
          {incident !== null && (acknowledgement !== null || canAcknowledge) && (
            <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
              {acknowledgement !== null && <AcknowledgementBadge {...acknowledgement} />}
              {canAcknowledge && <AcknowledgeButtons incident={incident} />}
            </div>
          )}
        </div>
        <Notified
          // Said once, beside the machine.
          deliveries={
            flapping === null ? deliveries : deliveries.filter(({ reason }) => reason !== "flapping")
          }
        />
      </div>
    </li>
  );
}

function Notified({ deliveries }: Pick<OfflineMachineProps, "deliveries">) {
  return (
    <div className="min-w-0 @2xl:border-l @2xl:pl-6">
      <p className="mb-2 text-[0.8125rem] font-medium text-muted-foreground">Notifications</p>
      {deliveries.every(({ reason }) => reason === "no_channel") ? (
        <p>
          Nobody was notified.{" "}
          <Link href="/settings/notifications" className="font-medium text-link hover:underline">
            Add a channel
          </Link>{" "}
          to be notified next time.
        </p>
      ) : (
        <ul className="grid gap-2">
          {deliveries.map((delivery) => (
            <li
              key={delivery.id}
              className={cn(
                "grid gap-x-4",
                delivery.channel_name !== "" && "sm:grid-cols-[minmax(0,1fr)_minmax(0,1.5fr)]",
              )}
            >
              {delivery.channel_name !== "" && (
                <span className={delivery.channel_id === null ? "text-muted-foreground" : "font-medium"}>
                  {delivery.channel_name}
                </span>
              )}
              <DeliveryState delivery={delivery} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
