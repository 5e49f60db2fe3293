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
import type { PolicyView } from "@/lib/events/policies/schema";
import { api } from "@/lib/http/api-client";
import type { AddressReading, ChannelView } from "@/lib/notifications/channels/schema";
import type { CanaryView } from "@/lib/overview/canary/schema";
import { AddChannelDialog } from "./add-channel-dialog";
import { CanaryCard } from "./canary-card";
import { ChannelRow } from "./channel-row";
import { ChooseTypeDialog } from "./choose-type-dialog";
import { findForm } from "./find-form";
import { PolicyCard } from "./policies/policy-card";
import { roleWords } from "./policies/words";
import { CHANNEL_FORMS } from "./registry";

type NotificationSettingsProps = {
  initial: {
    channels: ChannelView[];
    policies: PolicyView[];
    deliveries: LoggedDelivery[];
    canary: CanaryView;
  };
  canWrite: boolean;
  canWritePolicies: boolean;
  /** The type of channel whose form opens at once; for an unknown word, the choice of types. Null: neither. */
  startsAdding: string | null;
};

export function NotificationSettings({
  initial,
  canWrite,
  canWritePolicies,
  startsAdding,
}: NotificationSettingsProps) {
  const { data: channels, mutate } = useLiveList({ path: "/api/v1/channels", initial: initial.channels });
  const policies = useLiveList({ path: "/api/v1/policies", initial: initial.policies });
  const log = useLiveList({ path: "/api/v1/deliveries?limit=20", initial: initial.deliveries });
  const [adding, setAdding] = useState(startsAdding === null ? null : typeToAdd(startsAdding));

  const [reading, setReading] = useState<AddressReading | null>(null);

  function choose(type: string | null, read: AddressReading | null = null) {
    setAdding(type);
    setReading(read);
    // Otherwise a reload would open the form again.
    if (type === null) window.history.replaceState(null, "", window.location.pathname);
  }

  function reload() {
    void mutate();
    void policies.mutate();
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
        note="Where this team is notified when a machine goes offline, and when it is back."
        actions={
          canWrite && (
            <Button variant="primary" onClick={() => choose(ANY)}>
              <Plus aria-hidden />
              Add channel
            </Button>
          )
        }
      />
      <div className="grid grid-cols-1 gap-6">
        {channels.length === 0 ? (
          <EmptyState
            icon={<Bell aria-hidden />}
            title="Nobody would be notified"
            note={
              canWrite
                ? "Add a channel to be alerted when a machine goes offline, and when it is back."
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
                  role={roleWords(channel.id, policies.data)}
                  canWrite={canWrite}
                  onToggle={(isActive) => void toggle(channel, isActive)}
                  onChanged={reload}
                />
              ))}
            </ul>
          </Card>
        )}
        {channels.length > 0 && (
          <PolicyCard
            policies={policies.data}
            channels={channels}
            canWrite={canWritePolicies}
            onChanged={reload}
          />
        )}
        <CanaryCard initial={initial.canary} canWrite={canWrite} onEnded={reload} />
        <Card>
          <CardHeader
            title="Delivery log"
            note="What was sent, where to, and whether it arrived"
            actions={
              <Link href="/deliveries" className="font-medium text-link hover:underline">
                Full delivery log
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
        <ChooseTypeDialog
          open={adding === ANY}
          onOpenChange={(isOpen) => choose(isOpen ? ANY : null)}
          onChosen={(form, read) => choose(form.type, read)}
        />
      )}
      {canWrite &&
        CHANNEL_FORMS.map((form) => (
          <AddChannelDialog
            key={form.type}
            form={form}
            reading={reading}
            open={adding === form.type}
            onOpenChange={(isOpen) => choose(isOpen ? form.type : null)}
            onAdded={reload}
          />
        ))}
    </>
  );
}

/** In the place of a type: the choice among all of them. */
const ANY = "any";

function typeToAdd(word: string): string {
  return findForm(word)?.type ?? ANY;
}
