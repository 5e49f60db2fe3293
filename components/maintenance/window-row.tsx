"use client";

import { CalendarClock, CircleStop, Ellipsis, Pencil, Power, Trash2 } from "lucide-react";
import { useState } from "react";
import { ScopeNames } from "@/components/parts/scope/scope-names";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import type { WindowView } from "@/lib/machines/windows/schema";
import { OccurrenceList } from "./occurrence-list";
import { OccurrenceTime } from "./occurrence-time";
import { timesWords } from "./words";

type WindowRowProps = {
  window: WindowView;
  canWrite: boolean;
  onEdit: () => void;
  onEnd: () => Promise<void>;
  onToggle: () => Promise<void>;
  onDelete: () => Promise<void>;
};

/** One window of the list: for which machines it is, when, and what can be done about it. */
export function WindowRow({ window, canWrite, onEdit, onEnd, onToggle, onDelete }: WindowRowProps) {
  const [asked, setAsked] = useState<"end" | "delete" | "off" | null>(null);
  const [isUnfolded, setIsUnfolded] = useState(false);
  const ask = (what: typeof asked) => (isOpen: boolean) => setAsked(isOpen ? what : null);
  const { name, times, is_active: isActive, is_running: isRunning, from_at: from, to_at: to } = window;
  const zone = "zone" in times ? times.zone : null;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 px-4 py-3.5">
      <div className="grid min-w-0 flex-1 basis-64 gap-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 font-medium break-words">{name}</span>
          <State window={window} />
        </p>
        <p className="text-[0.8125rem] text-muted-foreground">
          {timesWords(times)}, on <ScopeNames scope={window.scope} />
        </p>
        {window.problem !== null && <p className="text-[0.8125rem] text-offline">{window.problem}</p>}
        {from !== null && to !== null && (
          <p className="text-[0.8125rem] tabular-nums">
            {isRunning ? "Now: " : "Next: "}
            <OccurrenceTime occurrence={{ from_at: from, to_at: to }} zone={zone} />
          </p>
        )}
        {isUnfolded && <OccurrenceList id={window.id} zone={zone} />}
      </div>
      <div className="flex items-center gap-2">
        {isRunning && canWrite && (
          <Button size="sm" onClick={() => setAsked("end")}>
            <CircleStop aria-hidden />
            End now
          </Button>
        )}
        {from !== null && (
          <Button
            size="sm"
            variant="ghost"
            aria-expanded={isUnfolded}
            aria-label={`Next times of ${name}`}
            onClick={() => setIsUnfolded(!isUnfolded)}
          >
            <CalendarClock aria-hidden />
            Next times
          </Button>
        )}
        {canWrite && (
          <DropdownMenu
            trigger={
              <Button variant="ghost" size="icon" aria-label={`More actions for ${name}`}>
                <Ellipsis aria-hidden />
              </Button>
            }
          >
            <DropdownMenuItem onSelect={onEdit}>
              <Pencil aria-hidden />
              Edit
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => setAsked("off")}>
              <Power aria-hidden />
              {isActive ? "Switch off…" : "Switch on…"}
            </DropdownMenuItem>
            <DropdownMenuItem danger onSelect={() => setAsked("delete")}>
              <Trash2 aria-hidden />
              Delete…
            </DropdownMenuItem>
          </DropdownMenu>
        )}
      </div>
      <AlertDialog
        open={asked === "end"}
        onOpenChange={ask("end")}
        title={`End ${name} now?`}
        confirmLabel="End now"
        confirmVariant="primary"
        onConfirm={onEnd}
      >
        <p>
          If a machine is silent, your channels are notified within a second. The next time stays as planned.
        </p>
      </AlertDialog>
      <AlertDialog
        open={asked === "off"}
        onOpenChange={ask("off")}
        title={`Switch ${name} ${isActive ? "off" : "on"}?`}
        confirmLabel={isActive ? "Switch off" : "Switch on"}
        confirmVariant="primary"
        onConfirm={onToggle}
      >
        <p>
          {isActive
            ? "It does not begin again until you switch it on. If it runs, it ends now."
            : "It begins again at its next time. If that is now, it begins within a second."}
        </p>
      </AlertDialog>
      <AlertDialog
        open={asked === "delete"}
        onOpenChange={ask("delete")}
        title={`Delete ${name}?`}
        confirmLabel="Delete window"
        onConfirm={onDelete}
      >
        <p>{isRunning ? "It ends now. " : ""}Uptime still excludes the maintenance that has been.</p>
      </AlertDialog>
    </li>
  );
}

function State({
  window: { is_active: isActive, is_running: isRunning, problem, from_at: from },
}: Pick<WindowRowProps, "window">) {
  if (problem !== null) return <Badge tone="bad">Problem</Badge>;
  if (!isActive) return <Badge>Off</Badge>;
  if (isRunning) return <Badge tone="warn">Running</Badge>;
  return from === null ? <Badge>Over</Badge> : null;
}
