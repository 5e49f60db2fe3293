"use client";

import { AlertDialog } from "@/components/ui/alert-dialog";
import { nameSome } from "@/components/ui/name-some";
import { SnoozeDialog } from "./snooze-dialog";
import { type Outage, takeAll } from "./take-all";
import { countOutages } from "./taken-words";

type AcknowledgeAllDialogsProps = {
  what: "acknowledge" | "snooze";
  outages: readonly Outage[];
  onClose: () => void;
};

/** Names the outages and what becomes of them, and does it once that is confirmed. */
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
      onConfirm={() => takeAll({ outages, request: {} })}
    >
      {names}
      <p>Your team sees that you are on them, and they move below those that nobody is on.</p>
      <p>Nothing is silenced: each recovery is told as ever, and so is every other outage.</p>
    </AlertDialog>
  ) : (
    <SnoozeDialog
      what={count}
      open
      onOpenChange={closeUnlessOpen}
      onSnooze={(request) => takeAll({ outages, request })}
    >
      {names}
    </SnoozeDialog>
  );
}
