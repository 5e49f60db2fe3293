"use client";

import { Bell, Plus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { DeliveryLog } from "@/components/events/delivery-log";
import { PageHeader } from "@/components/layout/page-header";
import { useLiveList } from "@/components/layout/use-live-resource";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { LoggedDelivery } from "@/lib/events/deliveries/schema";
import { api } from "@/lib/http/api-client";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import type { CanaryView } from "@/lib/overview/canary/schema";
import { CanaryCard } from "./canary-card";
import { ChannelRow } from "./channel-row";
import { AddTelegramDialog } from "./telegram/add-telegram-dialog";
import { AddWebhookDialog } from "./webhook/add-webhook-dialog";

type NotificationSettingsProps = {
  initial: { channels: ChannelView[]; deliveries: LoggedDelivery[]; canary: CanaryView };
  canWrite: boolean;
  startsAdding: ChannelView["type"] | null;
};

export function NotificationSettings({ initial, canWrite, startsAdding }: NotificationSettingsProps) {
  const { data: channels, mutate } = useLiveList({ path: "/api/v1/channels", initial: initial.channels });
  const log = useLiveList({ path: "/api/v1/deliveries?limit=20", initial: initial.deliveries });
  const [adding, setAdding] = useState(startsAdding);

  function choose(type: ChannelView["type"] | null) {
    setAdding(type);
    // An address that asked for the form would ask for it again when the page is loaded anew.
    if (type === null) window.history.replaceState(null, "", window.location.pathname);
  }

  function reload() {
    void mutate();
    void log.mutate();
  }

  async function toggle(channel: ChannelView, isActive: boolean) {
    const changed = channels.map((one) => (one.id === channel.id ? { ...one, is_active: isActive } : one));
    try {
      await mutate(
        async () => {
          await api.patch(`/api/v1/channels/${channel.id}`, { is_active: isActive });
          return changed;
        },
        { optimisticData: changed, rollbackOnError: true },
      );
    } catch (failure) {
      const why = failure instanceof Error ? failure.message : String(failure);
      toast.error(`${channel.name} is still ${channel.is_active ? "on" : "off"}. ${why}`);
    }
  }

  return (
    <>
      <PageHeader
        title="Notifications"
        note="Where this team is told that a machine went dark, and that it is back."
        actions={
          canWrite && (
            <>
              <Button onClick={() => choose("webhook")}>
                <Plus aria-hidden />
                Add webhook
              </Button>
              <Button variant="primary" onClick={() => choose("telegram")}>
                <Plus aria-hidden />
                Add Telegram
              </Button>
            </>
          )
        }
      />
      <div className="grid grid-cols-1 gap-6">
        {channels.length === 0 ? (
          <EmptyState
            icon={<Bell aria-hidden />}
            title="Nobody would be told"
            note={
              canWrite
                ? "Add a Telegram chat, or a webhook: an address that gets a signed message when a machine goes dark and when it is back."
                : "An admin of the team has to add a channel first."
            }
          />
        ) : (
          <Card>
            <CardHeader title="Channels" />
            <ul className="divide-y">
              {channels.map((channel) => (
                <ChannelRow
                  key={channel.id}
                  channel={channel}
                  canWrite={canWrite}
                  onToggle={(isActive) => void toggle(channel, isActive)}
                  onChanged={reload}
                />
              ))}
            </ul>
          </Card>
        )}
        <CanaryCard initial={initial.canary} canWrite={canWrite} onEnded={reload} />
        <Card>
          <CardHeader
            title="Delivery log"
            note="What was told, to whom, and whether it arrived"
            actions={
              <Link href="/deliveries" className="font-medium text-link hover:underline">
                Whole log
              </Link>
            }
          />
          {log.data.length === 0 ? (
            <p className="px-4 py-6 text-muted-foreground">Nothing has been sent yet.</p>
          ) : (
            <DeliveryLog deliveries={log.data} showMachine />
          )}
        </Card>
      </div>
      {canWrite && (
        <>
          <AddWebhookDialog
            open={adding === "webhook"}
            onOpenChange={(isOpen) => choose(isOpen ? "webhook" : null)}
            onAdded={reload}
          />
          <AddTelegramDialog
            open={adding === "telegram"}
            onOpenChange={(isOpen) => choose(isOpen ? "telegram" : null)}
            onAdded={reload}
          />
        </>
      )}
    </>
  );
}
