"use client";

import { CirclePause, CirclePlay, CircleSlash, Ellipsis, Pencil, Terminal, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { api } from "@/lib/http/api-client";
import type { MachineDetail } from "@/lib/machines/schema";
import { InstallAgentDialog } from "../connect/install-agent-dialog";
import { EditMachineDialog } from "../edit/edit-machine-dialog";
import { PauseDialog, type PauseRequest } from "../edit/pause-dialog";
import { useDeletions } from "../edit/undoable-deletion";

type MachineActionsProps = {
  machine: MachineDetail;
  defaultOfflineAfter: string;
  hubUrl: string;
  onChanged: (machine: MachineDetail) => void;
};

export function MachineActions({ machine, defaultOfflineAfter, hubUrl, onChanged }: MachineActionsProps) {
  const router = useRouter();
  const { deleteSoon } = useDeletions();
  const [open, setOpen] = useState<"edit" | "install" | "pause" | "disable" | "delete" | null>(null);
  const path = `/api/v1/machines/${machine.id}`;
  const closeOr = (dialog: typeof open) => (isOpen: boolean) => setOpen(isOpen ? dialog : null);

  async function disable() {
    onChanged(await api.post<MachineDetail>(`${path}/disable`));
    toast.success(`${machine.name} is disabled`);
  }

  async function pause(request: PauseRequest) {
    onChanged(await api.post<MachineDetail>(`${path}/pause`, request));
    toast.success(`${machine.name} is paused`);
  }

  async function switchOn(verb: "enable" | "resume", result: string) {
    try {
      onChanged(await api.post<MachineDetail>(`${path}/${verb}`));
      toast.success(`${machine.name} ${result}`);
    } catch (failure) {
      toast.error(failure instanceof Error ? failure.message : String(failure));
    }
  }

  async function remove() {
    deleteSoon([machine]);
    router.push("/machines");
  }

  return (
    <>
      {machine.status === "pending" && machine.last_seen === null && (
        <Button variant="primary" onClick={() => setOpen("install")}>
          <Terminal aria-hidden />
          Install the agent…
        </Button>
      )}
      <Button onClick={() => setOpen("edit")}>
        <Pencil aria-hidden />
        Edit
      </Button>
      <DropdownMenu
        trigger={
          <Button size="icon" aria-label={`More actions for ${machine.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {machine.status !== "disabled" && (
          <DropdownMenuItem onSelect={() => setOpen("install")}>
            <Terminal aria-hidden />
            Install the agent…
          </DropdownMenuItem>
        )}
        {machine.paused_until !== null && (
          <DropdownMenuItem onSelect={() => void switchOn("resume", "is resumed")}>
            <CirclePlay aria-hidden />
            Resume
          </DropdownMenuItem>
        )}
        {machine.status !== "disabled" && (
          <DropdownMenuItem onSelect={() => setOpen("pause")}>
            <CirclePause aria-hidden />
            {machine.paused_until === null ? "Pause…" : "Change pause…"}
          </DropdownMenuItem>
        )}
        {machine.status === "disabled" ? (
          <DropdownMenuItem
            onSelect={() => void switchOn("enable", "is enabled and waits for its next report")}
          >
            <CirclePlay aria-hidden />
            Enable
          </DropdownMenuItem>
        ) : (
          <DropdownMenuItem onSelect={() => setOpen("disable")}>
            <CircleSlash aria-hidden />
            Disable…
          </DropdownMenuItem>
        )}
        <DropdownMenuSeparator />
        <DropdownMenuItem danger onSelect={() => setOpen("delete")}>
          <Trash2 aria-hidden />
          Delete…
        </DropdownMenuItem>
      </DropdownMenu>
      <EditMachineDialog
        machine={machine}
        defaultOfflineAfter={defaultOfflineAfter}
        open={open === "edit"}
        onOpenChange={closeOr("edit")}
        onSaved={onChanged}
      />
      <InstallAgentDialog
        machine={machine}
        hubUrl={hubUrl}
        open={open === "install"}
        onOpenChange={closeOr("install")}
      />
      <PauseDialog
        what={machine.name}
        open={open === "pause"}
        onOpenChange={closeOr("pause")}
        onPause={pause}
      />
      <AlertDialog
        open={open === "disable"}
        onOpenChange={closeOr("disable")}
        title={`Disable ${machine.name}?`}
        confirmLabel="Disable"
        onConfirm={disable}
      >
        <p>Its reports are refused and its alerts are off until you enable it again. Its history is kept.</p>
      </AlertDialog>
      <AlertDialog
        open={open === "delete"}
        onOpenChange={closeOr("delete")}
        title={`Delete ${machine.name}?`}
        confirmLabel={`Delete ${machine.name}`}
        onConfirm={remove}
      >
        <p>Its keys, history and incidents are deleted. Reports with its keys are refused.</p>
        <p>You can undo this for a few seconds.</p>
      </AlertDialog>
    </>
  );
}
