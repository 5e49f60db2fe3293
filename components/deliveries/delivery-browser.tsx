"use client";

import { useSearchParams } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { useLiveList } from "@/components/layout/use-live-resource";
import { DeliveryLog } from "@/components/notifications/delivery-log";
import { Card } from "@/components/ui/card";
import type { DeliveryView } from "@/lib/notifications/schema";
import { Attempts } from "./attempts";
import { DeliveryFilter } from "./delivery-filter";
import { ReplayButton } from "./replay-button";

type DeliveryBrowserProps = {
  initial: DeliveryView[];
  channelNames: Record<number, string>;
  machineNames: Record<number, string>;
  canReplay: boolean;
};

/** The whole delivery log: what was told, to whom, with every attempt, and what was not sent and why. */
export function DeliveryBrowser({ initial, channelNames, machineNames, canReplay }: DeliveryBrowserProps) {
  const params = useSearchParams();
  const path = params.size === 0 ? "/api/v1/deliveries" : `/api/v1/deliveries?${params}`;
  const { data: deliveries, mutate } = useLiveList({ path, initial });
  return (
    <>
      <PageHeader
        title="Delivery log"
        note="What was told, to whom, and whether it arrived; and what was not sent, with its reason. The latest 100."
      />
      <DeliveryFilter channelNames={channelNames} machineNames={machineNames} />
      <Card>
        {deliveries.length === 0 ? (
          <p className="px-4 py-10 text-center text-muted-foreground">
            {params.size === 0 ? "Nothing has been sent yet." : "No delivery matches."}
          </p>
        ) : (
          <DeliveryLog
            deliveries={deliveries}
            machineNames={machineNames}
            renderMore={(delivery) => (
              <>
                <Attempts attempts={delivery.attempts} />
                {canReplay && <ReplayButton delivery={delivery} onReplayed={() => void mutate()} />}
              </>
            )}
          />
        )}
      </Card>
    </>
  );
}
