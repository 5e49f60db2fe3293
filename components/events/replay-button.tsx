"use client";

import { RotateCw } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import type { DeliveryView } from "@/lib/events/deliveries/schema";
import { api } from "@/lib/http/api-client";

/** Has a delivery sent again; nothing is shown for one that is still on its way or has nowhere to go. */
export function ReplayButton({ delivery, onReplayed }: { delivery: DeliveryView; onReplayed: () => void }) {
  const [pending, setPending] = useState(false);
  const isOver = delivery.state !== "pending" && delivery.state !== "sending";
  if (!isOver || delivery.channel_id === null || delivery.event === "test") return null;

  async function replay() {
    setPending(true);
    try {
      await api.post(`/api/v1/deliveries/${delivery.id}/replay`);
      toast.success(`Being sent to ${delivery.channel_name} again`);
      onReplayed();
    } catch (failure) {
      toast.error(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setPending(false);
    }
  }

  return (
    // What has arrived is seldom wanted again.
    <Button
      size="sm"
      variant={delivery.state === "delivered" ? "ghost" : "outline"}
      pending={pending}
      onClick={() => void replay()}
    >
      {!pending && <RotateCw aria-hidden />}
      Send again
    </Button>
  );
}
