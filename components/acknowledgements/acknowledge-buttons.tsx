"use client";

import { BellMinus, Check, Undo2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { api } from "@/lib/http/api-client";
import type { IncidentView } from "@/lib/incidents/schema";

const loadMenu = () => import("./snooze-menu");
const SnoozeMenu = lazy(loadMenu);

/** What POST /api/v1/incidents/:id/acknowledgement takes. */
export type AcknowledgeRequest = { for?: string; until?: string };

type Answer = { outcome: string; message: string };

type AcknowledgeButtonsProps = {
  incident: Pick<IncidentView, "id" | "machine_name" | "acknowledgement">;
  /** Called with the hub's answer; a page that hears of changes by itself need not. */
  onChanged?: () => void;
};

/** Says that one is on an open outage, snoozes it, or takes that back. What snoozing needs is loaded when somebody reaches for it. */
export function AcknowledgeButtons({ incident, onChanged }: AcknowledgeButtonsProps) {
  const { id, machine_name: name, acknowledgement: held } = incident;
  const [pending, setPending] = useState(false);
  const [isMenuWanted, setIsMenuWanted] = useState(false);
  const path = `/api/v1/incidents/${id}/acknowledgement`;

  async function ask(send: () => Promise<Answer>) {
    if (pending) return;
    setPending(true);
    try {
      const { message } = await send();
      toast.success(message);
      onChanged?.();
    } finally {
      setPending(false);
    }
  }

  /** The same for a button that has nowhere else to show a refusal. */
  const press = (send: () => Promise<Answer>) => () =>
    void ask(send).catch((failure: unknown) =>
      toast.error(failure instanceof Error ? failure.message : String(failure)),
    );

  const snoozeButton = (
    <Button
      size="sm"
      className="max-sm:h-10"
      aria-haspopup="menu"
      aria-label={`Snooze the outage of ${name}`}
      pending={pending}
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setIsMenuWanted(true)}
    >
      <BellMinus aria-hidden />
      Snooze
    </Button>
  );
  return (
    <div className="flex flex-wrap gap-2">
      {(held === null || held.until !== null) && (
        <Button
          size="sm"
          className="max-sm:h-10"
          aria-label={`Acknowledge the outage of ${name}`}
          pending={pending}
          onClick={press(() => api.post<Answer>(path))}
        >
          <Check aria-hidden />
          Acknowledge
        </Button>
      )}
      {isMenuWanted ? (
        <Suspense fallback={snoozeButton}>
          <SnoozeMenu
            name={name}
            trigger={snoozeButton}
            onSnooze={(request) => ask(() => api.post<Answer>(path, request))}
          />
        </Suspense>
      ) : (
        snoozeButton
      )}
      {held !== null && (
        <Button
          size="sm"
          variant="ghost"
          className="max-sm:h-10"
          aria-label={`Take back that ${held.by} is on the outage of ${name}`}
          pending={pending}
          onClick={press(() => api.delete<Answer>(path))}
        >
          <Undo2 aria-hidden />
          Take back
        </Button>
      )}
    </div>
  );
}
