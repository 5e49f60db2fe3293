"use client";

import { CirclePlay, CircleSlash, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { api } from "@/lib/http/api-client";
import type { MachineView } from "@/lib/machines/schema";
import { EditMachineDialog } from "./edit-machine-dialog";

type MachineActionsProps = {
  machine: MachineView;
  defaultOfflineAfter: string;
  onChanged: (machine: MachineView) => void;
};

export function MachineActions({ machine, defaultOfflineAfter, onChanged }: MachineActionsProps) {
  const router = useRouter();
  const [open, setOpen] = useState<"edit" | "disable" | "delete" | null>(null);
  const path = `/api/v1/machines/${machine.id}`;
  const closeOr = (dialog: typeof open) => (isOpen: boolean) => setOpen(isOpen ? dialog : null);

  async function disable() {
    onChanged(await api.post<MachineView>(`${path}/disable`));
    toast.success(`${machine.name} is disabled`);
  }

  async function enable() {
    try {
      onChanged(await api.post<MachineView>(`${path}/enable`));
      toast.success(`${machine.name} is enabled; its next report counts`);
    } catch (failure) {
      toast.error(failure instanceof Error ? failure.message : String(failure));
    }
  }

  async function remove() {
    await api.delete(path);
    toast.success(`${machine.name} was deleted`);
    router.push("/machines");
  }

  return (
    <>
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
        {machine.status === "disabled" ? (
          <DropdownMenuItem onSelect={() => void enable()}>
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
      <AlertDialog
        open={open === "disable"}
        onOpenChange={closeOr("disable")}
        title={`Disable ${machine.name}?`}
        confirmLabel="Disable"
        onConfirm={disable}
      >
        <p>
          Its reports are refused and nobody is told anything about it until it is enabled again. Its history
          stays.
        </p>
      </AlertDialog>
      <AlertDialog
        open={open === "delete"}
        onOpenChange={closeOr("delete")}
        title={`Delete ${machine.name}?`}
        confirmLabel={`Delete ${machine.name}`}
        onConfirm={remove}
      >
        <p>Its key, its history and its incidents are lost. Reports with its key are refused from then on.</p>
        <p>This cannot be undone.</p>
      </AlertDialog>
    </>
  );
}
