"use client";

import {
  CircleArrowUp,
  CirclePause,
  CirclePlay,
  CircleSlash,
  Ellipsis,
  Tag,
  TagsIcon,
  Timer,
  Trash2,
  X,
} from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { nameSome } from "@/components/ui/name-some";
import { UpdateAgentDialog } from "../connect/update-agent-dialog";
import { PauseDialog } from "../edit/pause-dialog";
import { useDeletions } from "../edit/undoable-deletion";
import { BulkTagDialog, BulkThresholdDialog } from "./bulk-dialogs";
import { type BulkAction, changeAll, countMachines } from "./change-all";
import type { MachineSelection } from "./use-selection";

type BulkBarProps = {
  selection: MachineSelection;
  /** How many machines match the filters. */
  shownCount: number;
  knownTags: string[];
  /** The threshold of machines without their own. */
  defaultOfflineAfter: string;
  hubUrl: string;
  onChanged: () => Promise<unknown>;
};

type Open = "add_tag" | "remove_tag" | "threshold" | "pause" | "update" | "disable" | "delete";

/** Actions for the selected machines; renders nothing while none is selected. */
export function BulkBar({
  selection,
  shownCount,
  knownTags,
  defaultOfflineAfter,
  hubUrl,
  onChanged,
}: BulkBarProps) {
  const { selected, isAllShown, selectShown, clear } = selection;
  const { deleteSoon } = useDeletions();
  const [open, setOpen] = useState<Open | null>(null);
  if (selected.length === 0) return null;
  const what = selected.length === 1 ? (selected[0]?.name ?? "") : countMachines(selected.length);
  const outdated = selected.filter((machine) => machine.agent_outdated);
  const closeOr = (dialog: Open) => (isOpen: boolean) => setOpen(isOpen ? dialog : null);

  async function carryOut(action: BulkAction, done: (machines: string) => string) {
    await changeAll({ machines: selected, what: action, done });
    await onChanged();
  }

  async function carryOutQuietly(action: BulkAction, done: (machines: string) => string) {
    await carryOut(action, done).catch((failure: unknown) => {
      toast.error(failure instanceof Error ? failure.message : String(failure));
    });
  }

  async function remove() {
    deleteSoon(selected);
    clear();
  }

  return (
    <>
      <section
        aria-label="Selected machines"
        className="fixed inset-x-3 bottom-[calc(4rem+env(safe-area-inset-bottom))] z-30 mx-auto flex w-fit max-w-[calc(100vw-1.5rem)] flex-wrap items-center gap-1.5 rounded-xl border bg-card p-2 shadow-xl md:bottom-5 md:left-56"
      >
        <p className="px-2 font-medium whitespace-nowrap" aria-live="polite">
          {selected.length} selected
        </p>
        {!isAllShown && (
          <Button variant="ghost" size="sm" onClick={selectShown}>
            Select all {shownCount}
          </Button>
        )}
        <Button size="sm" onClick={() => setOpen("add_tag")}>
          <Tag aria-hidden />
          Tag
        </Button>
        <Button size="sm" onClick={() => setOpen("threshold")}>
          <Timer aria-hidden />
          Threshold
        </Button>
        <Button size="sm" onClick={() => setOpen("pause")}>
          <CirclePause aria-hidden />
          Pause
        </Button>
        <DropdownMenu
          side="top"
          trigger={
            <Button size="sm" aria-label="More actions for the selected machines">
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          <DropdownMenuItem onSelect={() => setOpen("remove_tag")}>
            <TagsIcon aria-hidden />
            Remove a tag…
          </DropdownMenuItem>
          <DropdownMenuItem
            onSelect={() => void carryOutQuietly({ action: "resume" }, (machines) => `${machines} resumed`)}
          >
            <CirclePlay aria-hidden />
            Resume
          </DropdownMenuItem>
          {outdated.length > 0 && (
            <DropdownMenuItem onSelect={() => setOpen("update")}>
              <CircleArrowUp aria-hidden />
              Update the agent…
            </DropdownMenuItem>
          )}
          <DropdownMenuSeparator />
          <DropdownMenuItem
            onSelect={() => void carryOutQuietly({ action: "enable" }, (machines) => `${machines} enabled`)}
          >
            <CirclePlay aria-hidden />
            Enable
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setOpen("disable")}>
            <CircleSlash aria-hidden />
            Disable…
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem danger onSelect={() => setOpen("delete")}>
            <Trash2 aria-hidden />
            Delete…
          </DropdownMenuItem>
        </DropdownMenu>
        <Button variant="ghost" size="sm" aria-label="Clear selection" onClick={clear}>
          <X aria-hidden />
        </Button>
      </section>
      {(["add_tag", "remove_tag"] as const).map((action) => (
        <BulkTagDialog
          key={action}
          action={action}
          what={what}
          tags={action === "add_tag" ? knownTags : [...new Set(selected.flatMap(({ tags }) => tags))]}
          open={open === action}
          onOpenChange={closeOr(action)}
          onTag={(tag) =>
            carryOut({ action, tag }, (machines) =>
              action === "add_tag"
                ? `Tag “${tag}” added to ${machines}`
                : `Tag “${tag}” removed from ${machines}`,
            )
          }
        />
      ))}
      <UpdateAgentDialog
        what={outdated.length === 1 ? (outdated[0]?.name ?? "") : countMachines(outdated.length)}
        version={outdated.length === 1 ? (outdated[0]?.agent_version ?? null) : null}
        hubUrl={hubUrl}
        open={open === "update"}
        onOpenChange={closeOr("update")}
      />
      <BulkThresholdDialog
        machines={selected}
        fallback={defaultOfflineAfter}
        what={what}
        open={open === "threshold"}
        onOpenChange={closeOr("threshold")}
        onSet={(text) =>
          carryOut(
            { action: "set_offline_after", offline_after: text },
            (machines) => `Threshold set to ${text ?? "the default"} on ${machines}`,
          )
        }
      />
      <PauseDialog
        what={what}
        open={open === "pause"}
        onOpenChange={closeOr("pause")}
        onPause={(request) => carryOut({ action: "pause", ...request }, (machines) => `${machines} paused`)}
      />
      <AlertDialog
        open={open === "disable"}
        onOpenChange={closeOr("disable")}
        title={`Disable ${what}?`}
        confirmLabel={`Disable ${what}`}
        onConfirm={() => carryOut({ action: "disable" }, (machines) => `${machines} disabled`)}
      >
        <p>
          Reports are refused and alerts are off until you enable them again. Open incidents are closed
          without a notification. History is kept.
        </p>
      </AlertDialog>
      <AlertDialog
        open={open === "delete"}
        onOpenChange={closeOr("delete")}
        title={`Delete ${what}?`}
        confirmLabel={`Delete ${what}`}
        onConfirm={remove}
      >
        {selected.length > 1 && (
          <p className="max-h-32 overflow-y-auto text-foreground">
            {nameSome(selected.map(({ name }) => name))}
          </p>
        )}
        <p>Their keys, history and incidents are deleted. Reports with these keys are refused.</p>
        <p>You can undo this for a few seconds.</p>
      </AlertDialog>
    </>
  );
}
