"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { EVENT_WORDS } from "@/components/events/event-words";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { Switch } from "@/components/ui/switch";
import { api } from "@/lib/http/api-client";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import { ChannelHealth } from "./channel-health";
import { useChannelTest } from "./channel-test";
import { EditChannelDialog } from "./edit-channel-dialog";
import { findForm } from "./find-form";

type ChannelRowProps = {
  channel: ChannelView;
  canWrite: boolean;
  onToggle: (isActive: boolean) => void;
  onChanged: () => void;
};

export function ChannelRow({ channel, canWrite, onToggle, onChanged }: ChannelRowProps) {
  const [open, setOpen] = useState<"edit" | "action" | "delete" | null>(null);
  const form = findForm(channel.type);
  const rowPart = { channel, canWrite, onChanged };
  const { RowNote, action } = form ?? {};
  const test = useChannelTest({ channel, onTested: onChanged });

  async function remove() {
    await api.delete(`/api/v1/channels/${channel.id}`);
    toast.success(`${channel.name} was deleted`);
    onChanged();
  }

  return (
    <li className="px-4 py-3.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-60">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{channel.name}</span>
            <span className="text-[0.8125rem] text-muted-foreground">
              {form?.label ?? channel.type} ·{" "}
              {channel.events === null
                ? "everything"
                : channel.events.map((event) => EVENT_WORDS[event]).join(", ")}
            </span>
          </p>
          <p className="truncate font-mono text-xs text-muted-foreground" title={channel.address}>
            {channel.address}
          </p>
          <ChannelHealth channel={channel} />
          {RowNote !== undefined && <RowNote {...rowPart} />}
        </div>
        <div className="flex items-center gap-2">
          {canWrite ? (
            <Switch
              checked={channel.is_active}
              onCheckedChange={onToggle}
              aria-label={`${channel.name} is on`}
            />
          ) : null}
          <span className="w-6 text-[0.8125rem] text-muted-foreground">
            {channel.is_active ? "On" : "Off"}
          </span>
          {canWrite && (
            <>
              {test.button}
              <DropdownMenu
                trigger={
                  <Button variant="ghost" size="icon" aria-label={`More actions for ${channel.name}`}>
                    <Ellipsis aria-hidden />
                  </Button>
                }
              >
                {form !== null && (
                  <DropdownMenuItem onSelect={() => setOpen("edit")}>
                    <Pencil aria-hidden />
                    Edit
                  </DropdownMenuItem>
                )}
                {action !== undefined && (
                  <DropdownMenuItem onSelect={() => setOpen("action")}>
                    <action.icon aria-hidden />
                    {action.label}
                  </DropdownMenuItem>
                )}
                <DropdownMenuItem danger onSelect={() => setOpen("delete")}>
                  <Trash2 aria-hidden />
                  Delete…
                </DropdownMenuItem>
              </DropdownMenu>
            </>
          )}
        </div>
      </div>
      {test.result}
      {form !== null && (
        <EditChannelDialog
          form={form}
          channel={channel}
          open={open === "edit"}
          onOpenChange={(isOpen) => setOpen(isOpen ? "edit" : null)}
          onSaved={onChanged}
        />
      )}
      {action !== undefined && (
        <action.Dialog
          {...rowPart}
          open={open === "action"}
          onOpenChange={(isOpen) => setOpen(isOpen ? "action" : null)}
        />
      )}
      <AlertDialog
        open={open === "delete"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "delete" : null)}
        title={`Delete ${channel.name}?`}
        confirmLabel={`Delete ${channel.name}`}
        onConfirm={remove}
      >
        <p>It receives nothing more, and notifications that are still waiting are dropped. {form?.lost}</p>
      </AlertDialog>
    </li>
  );
}
