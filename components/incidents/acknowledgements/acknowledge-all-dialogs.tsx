"use client";

import { AlertDialog } from "@/components/ui/alert-dialog";
import { nameSome } from "@/components/ui/name-some";
import { type Acknowledgeable, acknowledgeMany } from "./acknowledge-many";
import { countOf, type What } from "./acknowledgement-words";
import { SnoozeDialog } from "./snooze-dialog";

type AcknowledgeAllDialogsProps = {
  action: "acknowledge" | "snooze";
  what: What;
  incidents: readonly Acknowledgeable[];
  onClose: () => void;
};

/** Names the incidents and asks before it acknowledges or snoozes them. */
export function AcknowledgeAllDialogs({ action, what, incidents, onClose }: AcknowledgeAllDialogsProps) {
  const count = countOf(incidents.length, what);
  const closeUnlessOpen = (isOpen: boolean) => {
    if (!isOpen) onClose();
  };
  const names = (
    <p className="max-h-32 overflow-y-auto text-foreground">
      {nameSome(incidents.map(({ machine_name }) => machine_name))}
    </p>
  );
  return action === "acknowledge" ? (
    <AlertDialog
      open
      onOpenChange={closeUnlessOpen}
      title={`Acknowledge ${count}?`}
      confirmLabel={`Acknowledge ${count}`}
      confirmVariant="primary"
      onConfirm={() => acknowledgeMany({ what, incidents, request: {} })}
    >
      {names}
      <p>Your team sees that you acknowledged them. They move below the unacknowledged ones.</p>
      <p>Nothing is silenced: recoveries and other {what}s still send notifications.</p>
    </AlertDialog>
  ) : (
    <SnoozeDialog
      what={count}
      open
      onOpenChange={closeUnlessOpen}
      onSnooze={(request) => acknowledgeMany({ what, incidents, request })}
    >
      {names}
    </SnoozeDialog>
  );
}
