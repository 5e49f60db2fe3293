"use client";

import { AlertDialog } from "@/components/ui/alert-dialog";
import { nameSome } from "@/components/ui/name-some";
import { acknowledgeOutages, type Outage } from "./acknowledge-outages";
import { countOutages } from "./acknowledgement-words";
import { SnoozeDialog } from "./snooze-dialog";

type AcknowledgeAllDialogsProps = {
  what: "acknowledge" | "snooze";
  outages: readonly Outage[];
  onClose: () => void;
};

/** Names the outages and asks before it acknowledges or snoozes them. */
export function AcknowledgeAllDialogs({ what, outages, onClose }: AcknowledgeAllDialogsProps) {
  const count = countOutages(outages.length);
  const closeUnlessOpen = (isOpen: boolean) => {
    if (!isOpen) onClose();
  };
  const names = (
    <p className="max-h-32 overflow-y-auto text-foreground">
      {nameSome(outages.map(({ machine_name }) => machine_name))}
    </p>
  );
  return what === "acknowledge" ? (
    <AlertDialog
      open
      onOpenChange={closeUnlessOpen}
      title={`Acknowledge ${count}?`}
      confirmLabel={`Acknowledge ${count}`}
      confirmVariant="primary"
      onConfirm={() => acknowledgeOutages({ outages, request: {} })}
    >
      {names}
      <p>Your team sees that you acknowledged them. They move below the unacknowledged ones.</p>
      <p>Nothing is silenced: recoveries and other outages still send notifications.</p>
    </AlertDialog>
  ) : (
    <SnoozeDialog
      what={count}
      open
      onOpenChange={closeUnlessOpen}
      onSnooze={(request) => acknowledgeOutages({ outages, request })}
    >
      {names}
    </SnoozeDialog>
  );
}
