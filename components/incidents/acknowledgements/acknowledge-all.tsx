"use client";

import { BellMinus, CheckCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { lazyPart, useLazyPart } from "@/components/ui/use-lazy-part";
import type { Acknowledgeable } from "./acknowledge-many";
import { countOf, type What } from "./acknowledgement-words";

const dialogs = lazyPart(async () => (await import("./acknowledge-all-dialogs")).AcknowledgeAllDialogs);

/** Acknowledges or snoozes many incidents at once, after a dialog that names them; renders nothing for none. */
export function AcknowledgeAll({ what, incidents }: { what: What; incidents: readonly Acknowledgeable[] }) {
  // The incidents as they were when the dialog opened: people confirm exactly what they have read.
  const [requested, setRequested] = useState<{
    action: "acknowledge" | "snooze";
    incidents: readonly Acknowledgeable[];
  } | null>(null);
  const AcknowledgeAllDialogs = useLazyPart({
    part: dialogs,
    isWanted: requested !== null,
    onMissing: () => setRequested(null),
  });
  const ask = (action: "acknowledge" | "snooze") => ({
    size: "sm" as const,
    className: "max-sm:h-10",
    onPointerEnter: dialogs.preload,
    onFocus: dialogs.preload,
    onClick: () => setRequested({ action, incidents }),
  });
  return (
    <>
      {incidents.length > 0 && (
        <>
          <Button {...ask("acknowledge")} aria-label={`Acknowledge all ${countOf(incidents.length, what)}`}>
            <CheckCheck aria-hidden />
            Acknowledge all {incidents.length}
          </Button>
          <Button {...ask("snooze")} aria-label={`Snooze all ${countOf(incidents.length, what)}`}>
            <BellMinus aria-hidden />
            Snooze all {incidents.length}
          </Button>
        </>
      )}
      {requested !== null && AcknowledgeAllDialogs !== null && (
        <AcknowledgeAllDialogs what={what} {...requested} onClose={() => setRequested(null)} />
      )}
    </>
  );
}
