"use client";

import { RotateCw } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import type { DeliveryView } from "@/lib/events/deliveries/schema";
import { api } from "@/lib/http/api-client";

/** Sends a delivery again; renders nothing while it is still being sent or when it has no channel. */
export function ReplayButton({ delivery, onReplayed }: { delivery: DeliveryView; onReplayed: () => void }) {
  const [pending, setPending] = useState(false);
  const isOver = delivery.state !== "pending" && delivery.state !== "sending";
  if (!isOver || delivery.channel_id === null || delivery.event === "test") return null;

  async function replay() {
    setPending(true);
    try {
      await api.post(`/api/v1/deliveries/${delivery.id}/replay`);
      toast.success(`Sending to ${delivery.channel_name} again`);
      onReplayed();
    } catch (failure) {
      toast.error(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setPending(false);
    }
  }

  return (
    // A delivered notification is rarely sent again.
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
