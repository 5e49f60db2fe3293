"use client";

import { useSearchParams } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { Pager } from "@/components/layout/pager";
import { useLivePage } from "@/components/layout/use-live-resource";
import { Card } from "@/components/ui/card";
import type { Page } from "@/lib/base/paging";
import type { LoggedDelivery } from "@/lib/events/deliveries/schema";
import { Attempts } from "./attempts";
import { DeliveryFilter, type DeliveryFilterProps } from "./delivery-filter";
import { DeliveryLog } from "./delivery-log";
import { ReplayButton } from "./replay-button";

type DeliveryBrowserProps = DeliveryFilterProps & { initial: Page<LoggedDelivery>; canReplay: boolean };

/** The whole delivery log: every notification with its attempts, and what was not sent and why. */
export function DeliveryBrowser({ initial, canReplay, ...filter }: DeliveryBrowserProps) {
  const params = useSearchParams();
  const path = params.size === 0 ? "/api/v1/deliveries" : `/api/v1/deliveries?${params}`;
  const { data: page, mutate } = useLivePage({ path, initial });
  return (
    <>
      <PageHeader
        title="Delivery log"
        note="Every notification: who it went to, whether it arrived, and why if it was not sent."
      />
      <DeliveryFilter {...filter} />
      <Card>
        {page.data.length === 0 ? (
          <p className="px-4 py-10 text-center text-muted-foreground">
            {params.size === 0 ? "No deliveries yet." : "No deliveries match."}
          </p>
        ) : (
          <DeliveryLog
            deliveries={page.data}
            showMachine
            renderMore={(delivery) => (
              <>
                <Attempts attempts={delivery.attempts} />
                {canReplay && !delivery.canary && (
                  <ReplayButton delivery={delivery} onReplayed={() => void mutate()} />
                )}
              </>
            )}
          />
        )}
      </Card>
      <Pager nextCursor={page.next_cursor} />
    </>
  );
}
