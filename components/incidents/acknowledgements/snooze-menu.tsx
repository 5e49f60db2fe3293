"use client";

import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { useNow } from "@/components/ui/clock";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
} from "@/components/ui/dropdown-menu";
import { LocalTime } from "@/components/ui/time";
import type { AcknowledgeRequest } from "@/lib/incidents/acknowledgements/schema";
import { nextMorning } from "./next-morning";
import { SnoozeDialog } from "./snooze-dialog";

const LENGTHS = [
  ["30m", "In 30 minutes"],
  ["1h", "In 1 hour"],
  ["4h", "In 4 hours"],
] as const;

type SnoozeMenuProps = {
  /** "the outage of web-01". */
  what: string;
  trigger: ReactNode;
  /** Throws when the hub refuses. */
  onSnooze: (request: AcknowledgeRequest) => Promise<void>;
};

/** Chooses when to send a reminder if the incident is still open. */
export function SnoozeMenu({ what, trigger, onSnooze }: SnoozeMenuProps) {
  const [isAsking, setIsAsking] = useState(false);
  const morning = nextMorning(useNow()).toISOString();
  const choose = (request: AcknowledgeRequest) => () =>
    void onSnooze(request).catch((failure: unknown) =>
      toast.error(failure instanceof Error ? failure.message : String(failure)),
    );
  return (
    <>
      <DropdownMenu defaultOpen align="start" trigger={trigger}>
        <DropdownMenuLabel>Remind me if not over</DropdownMenuLabel>
        {LENGTHS.map(([length, words]) => (
          <DropdownMenuItem key={length} className="max-sm:py-2.5" onSelect={choose({ for: length })}>
            {words}
          </DropdownMenuItem>
        ))}
        <DropdownMenuItem className="max-sm:py-2.5" onSelect={choose({ until: morning })}>
          <span>
            Next morning, <LocalTime at={morning} />
          </span>
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem className="max-sm:py-2.5" onSelect={() => setIsAsking(true)}>
          Custom…
        </DropdownMenuItem>
      </DropdownMenu>
      <SnoozeDialog what={what} open={isAsking} onOpenChange={setIsAsking} onSnooze={onSnooze} />
    </>
  );
}
