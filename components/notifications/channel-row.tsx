"use client";

import { Ellipsis, KeyRound, Pencil, Trash2 } from "lucide-react";
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
import { describeAddress } from "./describe-address";
import { EditChannelDialog } from "./edit-channel-dialog";
import { OldSecret } from "./webhook/old-secret";
import { RotateSecretDialog } from "./webhook/rotate-secret-dialog";

type ChannelRowProps = {
  channel: ChannelView;
  canWrite: boolean;
  onToggle: (isActive: boolean) => void;
  onChanged: () => void;
};

export function ChannelRow({ channel, canWrite, onToggle, onChanged }: ChannelRowProps) {
  const [open, setOpen] = useState<"edit" | "rotate" | "delete" | null>(null);
  const address = describeAddress(channel);
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
              {channel.type === "webhook" ? "webhook" : "Telegram"} ·{" "}
              {channel.events === null
                ? "everything"
                : channel.events.map((event) => EVENT_WORDS[event]).join(", ")}
            </span>
          </p>
          <p className="truncate font-mono text-xs text-muted-foreground" title={address}>
            {address}
          </p>
          <ChannelHealth channel={channel} />
          {channel.type === "webhook" && (
            <OldSecret channel={channel} canWrite={canWrite} onEnded={onChanged} />
          )}
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
                <DropdownMenuItem onSelect={() => setOpen("edit")}>
                  <Pencil aria-hidden />
                  Edit
                </DropdownMenuItem>
                {channel.type === "webhook" && (
                  <DropdownMenuItem onSelect={() => setOpen("rotate")}>
                    <KeyRound aria-hidden />
                    New secret…
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
      <EditChannelDialog
        channel={channel}
        open={open === "edit"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "edit" : null)}
        onSaved={onChanged}
      />
      {channel.type === "webhook" && (
        <RotateSecretDialog
          channel={channel}
          open={open === "rotate"}
          onOpenChange={(isOpen) => setOpen(isOpen ? "rotate" : null)}
          onRotated={onChanged}
        />
      )}
      <AlertDialog
        open={open === "delete"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "delete" : null)}
        title={`Delete ${channel.name}?`}
        confirmLabel={`Delete ${channel.name}`}
        onConfirm={remove}
      >
        <p>
          Nobody is told through it any more
          {channel.type === "webhook" && ", and its secret is lost"}. What has not been sent yet is dropped.
        </p>
      </AlertDialog>
    </li>
  );
}
