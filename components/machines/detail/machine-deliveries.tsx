import Link from "next/link";
import { Attempts } from "@/components/events/attempts";
import { DeliveryLog } from "@/components/events/delivery-log";
import { ReplayButton } from "@/components/events/replay-button";
import { useLiveList } from "@/components/layout/use-live-resource";
import { Card, CardHeader } from "@/components/ui/card";
import type { LoggedDelivery } from "@/lib/events/deliveries/schema";
import { MoreLink } from "./more-link";

type MachineDeliveriesProps = {
  machineId: number;
  initial: LoggedDelivery[];
  shown: number;
  canReplay: boolean;
};

/** The latest notifications about a machine, with a link that explains why one was or was not sent. */
export function MachineDeliveries({ machineId, initial, shown, canReplay }: MachineDeliveriesProps) {
  const { data: deliveries, mutate } = useLiveList({
    path: `/api/v1/deliveries?machine_id=${machineId}`,
    initial,
  });
  return (
    <Card>
      <CardHeader
        title="Notifications"
        note={
          <Link href={`/machines/${machineId}/why`} className="text-link hover:underline">
            Why was I (not) notified?
          </Link>
        }
        actions={deliveries.length > shown && <MoreLink href={`/deliveries?machine_id=${machineId}`} />}
      />
      {deliveries.length === 0 ? (
        <p className="px-4 py-6 text-muted-foreground">No notifications.</p>
      ) : (
        <DeliveryLog
          showMachine={false}
          deliveries={deliveries.slice(0, shown)}
          renderMore={(delivery) => (
            <>
              <Attempts attempts={delivery.attempts} />
              {canReplay && delivery.state === "dead" && (
                <ReplayButton delivery={delivery} onReplayed={() => void mutate()} />
              )}
            </>
          )}
        />
      )}
    </Card>
  );
}
