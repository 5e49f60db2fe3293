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
import type { ImpactView } from "@/lib/overview/impact/schema";
import { ChannelHealth } from "./channel-health";
import { ChannelImpact, impactPath } from "./channel-impact";
import { useChannelTest } from "./channel-test";
import { EditChannelDialog } from "./edit-channel-dialog";
import { findForm } from "./find-form";

type ChannelRowProps = {
  channel: ChannelView;
  /** What it is notified of in policies; null: of everything at once. */
  role: string | null;
  canWrite: boolean;
  onToggle: (isActive: boolean) => void;
  onChanged: () => void;
};

export function ChannelRow({ channel, role, canWrite, onToggle, onChanged }: ChannelRowProps) {
  const [open, setOpen] = useState<"edit" | "action" | "off" | "delete" | null>(null);
  const form = findForm(channel.type);
  const rowPart = { channel, canWrite, onChanged };
  const { RowNote, action } = form ?? {};
  const test = useChannelTest({ channel, onTested: onChanged });

  async function toggle(isActive: boolean) {
    if (isActive) return onToggle(true);
    // What nobody would be notified of any more is said before it is done.
    const impact = await api.get<ImpactView>(impactPath(channel.id, "off")).catch(() => "unknown" as const);
    if (impact !== "unknown" && impact.sentence === null) onToggle(false);
    else setOpen("off");
  }

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
                ? "all events"
                : channel.events.map((event) => EVENT_WORDS[event]).join(", ")}
            </span>
          </p>
          {role !== null && <p className="text-[0.8125rem]">{role}</p>}
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
              onCheckedChange={(isActive) => void toggle(isActive)}
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
        open={open === "off"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "off" : null)}
        title={`Switch ${channel.name} off?`}
        confirmLabel={`Switch ${channel.name} off`}
        onConfirm={async () => onToggle(false)}
      >
        <ChannelImpact channelId={channel.id} how="off" />
      </AlertDialog>
      <AlertDialog
        open={open === "delete"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "delete" : null)}
        title={`Delete ${channel.name}?`}
        confirmLabel={`Delete ${channel.name}`}
        onConfirm={remove}
      >
        <ChannelImpact channelId={channel.id} how="deleted" />
        <p>It receives nothing more, and notifications that are still waiting are dropped. {form?.lost}</p>
      </AlertDialog>
    </li>
  );
}
