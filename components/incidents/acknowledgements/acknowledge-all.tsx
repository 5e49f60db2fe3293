"use client";

import { BellMinus, CheckCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { lazyPart, useLazyPart } from "@/components/ui/use-lazy-part";
import type { Outage } from "./take-all";
import { countOutages } from "./taken-words";

const dialogs = lazyPart(async () => (await import("./acknowledge-all-dialogs")).AcknowledgeAllDialogs);

/** Says of many outages at once that one is on them, or snoozes them, once it has named them; nothing for none. */
export function AcknowledgeAll({ outages }: { outages: readonly Outage[] }) {
  // Those that stood there when somebody asked: what they confirm is what they have read.
  const [asked, setAsked] = useState<{ what: "acknowledge" | "snooze"; outages: readonly Outage[] } | null>(
    null,
  );
  const AcknowledgeAllDialogs = useLazyPart({
    part: dialogs,
    isWanted: asked !== null,
    onMissing: () => setAsked(null),
  });
  const ask = (what: "acknowledge" | "snooze") => ({
    size: "sm" as const,
    className: "max-sm:h-10",
    onPointerEnter: dialogs.preload,
    onFocus: dialogs.preload,
    onClick: () => setAsked({ what, outages }),
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
      {asked !== null && AcknowledgeAllDialogs !== null && (
        <AcknowledgeAllDialogs {...asked} onClose={() => setAsked(null)} />
      )}
    </>
  );
}
