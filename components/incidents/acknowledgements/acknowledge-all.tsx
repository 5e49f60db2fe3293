"use client";

import { BellMinus, CheckCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { lazyPart, useLazyPart } from "@/components/ui/use-lazy-part";
import type { Outage } from "./acknowledge-outages";
import { countOutages } from "./acknowledgement-words";

const dialogs = lazyPart(async () => (await import("./acknowledge-all-dialogs")).AcknowledgeAllDialogs);

/** Acknowledges or snoozes many outages at once, after a dialog that names them; renders nothing for none. */
export function AcknowledgeAll({ outages }: { outages: readonly Outage[] }) {
  // The outages as they were when the dialog opened: people confirm exactly what they have read.
  const [requested, setRequested] = useState<{
    what: "acknowledge" | "snooze";
    outages: readonly Outage[];
  } | null>(null);
  const AcknowledgeAllDialogs = useLazyPart({
    part: dialogs,
    isWanted: requested !== null,
    onMissing: () => setRequested(null),
  });
  const ask = (what: "acknowledge" | "snooze") => ({
    size: "sm" as const,
    className: "max-sm:h-10",
    onPointerEnter: dialogs.preload,
    onFocus: dialogs.preload,
    onClick: () => setRequested({ what, outages }),
  });
  return (
    <>
      {outages.length > 0 && (
        <>
          <Button {...ask("acknowledge")} aria-label={`Acknowledge all ${countOutages(outages.length)}`}>
            <CheckCheck aria-hidden />
            Acknowledge all {outages.length}
          </Button>
          <Button {...ask("snooze")} aria-label={`Snooze all ${countOutages(outages.length)}`}>
            <BellMinus aria-hidden />
            Snooze all {outages.length}
          </Button>
        </>
      )}
      {requested !== null && AcknowledgeAllDialogs !== null && (
        <AcknowledgeAllDialogs {...requested} onClose={() => setRequested(null)} />
      )}
    </>
  );
}
