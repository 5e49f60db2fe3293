"use client";

import { BellMinus, Check, type LucideIcon, Undo2 } from "lucide-react";
import { type ComponentProps, useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { lazyPart, useLazyPart } from "@/components/ui/use-lazy-part";
import { api } from "@/lib/http/api-client";
import { firingWords } from "@/lib/incidents/firing-words";
import type { IncidentView } from "@/lib/incidents/schema";

const menu = lazyPart(async () => (await import("./snooze-menu")).SnoozeMenu);

type Answer = { outcome: string; message: string };

type AcknowledgeButtonsProps = {
  incident: Pick<IncidentView, "id" | "machine_name" | "firing" | "acknowledgement">;
  /** Icons only, at most two, for a row. */
  isCompact?: boolean;
  /** Called after the hub's answer; a page that follows changes by itself does not need it. */
  onChanged?: () => void;
};

/** Acknowledges, snoozes or unacknowledges an open incident. The snooze menu is loaded on first use. */
export function AcknowledgeButtons({ incident, isCompact = false, onChanged }: AcknowledgeButtonsProps) {
  const { id, acknowledgement } = incident;
  const what = whatOf(incident);
  const [pending, setPending] = useState(false);
  const [isMenuWanted, setIsMenuWanted] = useState(false);
  const SnoozeMenu = useLazyPart({
    part: menu,
    isWanted: isMenuWanted,
    onMissing: () => setIsMenuWanted(false),
  });
  const buttons = useRef<HTMLDivElement>(null);
  const wasPressed = useRef(false);
  const isAcknowledged = acknowledgement !== null;
  // The pressed button may be gone once the hub has answered; the focus then moves to a remaining button, not to the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when this changes
  useEffect(() => {
    if (wasPressed.current && document.activeElement === document.body) {
      buttons.current?.querySelector("button")?.focus({ preventScroll: true });
    }
    wasPressed.current = false;
  }, [isAcknowledged]);
  const path = `/api/v1/incidents/${id}/acknowledgement`;

  async function ask(send: () => Promise<Answer>) {
    if (pending) return;
    setPending(true);
    wasPressed.current = true;
    try {
      const { message } = await send();
      toast.success(message);
      onChanged?.();
    } finally {
      setPending(false);
    }
  }

  /** The same for a button that has no other place to show an error. */
  const press = (send: () => Promise<Answer>) => () =>
    void ask(send).catch((failure: unknown) =>
      toast.error(failure instanceof Error ? failure.message : String(failure)),
    );

  const shared = { isCompact, pending };
  const snoozeButton = (
    <AcknowledgeButton
      {...shared}
      icon={BellMinus}
      word="Snooze"
      label={`Snooze ${what}`}
      aria-haspopup="menu"
      onPointerEnter={menu.preload}
      onFocus={menu.preload}
      onClick={() => setIsMenuWanted(true)}
    />
  );
  return (
    <div ref={buttons} className={isCompact ? "flex gap-0.5" : "flex flex-wrap gap-2"}>
      {(acknowledgement === null || (acknowledgement.until !== null && !isCompact)) && (
        <AcknowledgeButton
          {...shared}
          icon={Check}
          word="Acknowledge"
          label={`Acknowledge ${what}`}
          onClick={press(() => api.post<Answer>(path))}
        />
      )}
      {SnoozeMenu !== null ? (
        <SnoozeMenu
          what={what}
          trigger={snoozeButton}
          onSnooze={(request) => ask(() => api.post<Answer>(path, request))}
        />
      ) : (
        snoozeButton
      )}
      {acknowledgement !== null && (
        <AcknowledgeButton
          {...shared}
          icon={Undo2}
          word="Unacknowledge"
          label={`Unacknowledge ${what}`}
          variant="ghost"
          onClick={press(() => api.delete<Answer>(path))}
        />
      )}
    </div>
  );
}

/** "the outage of web-01", "the alert of web-01: CPU is above 85 %". */
function whatOf({ machine_name: name, firing }: AcknowledgeButtonsProps["incident"]): string {
  return firing === null ? `the outage of ${name}` : `the alert of ${name}: ${firingWords(firing, "is")}`;
}

type AcknowledgeButtonProps = ComponentProps<typeof Button> & {
  isCompact: boolean;
  icon: LucideIcon;
  word: string;
  /** The full label for screen readers. */
  label: string;
};

function AcknowledgeButton({
  isCompact,
  icon: Icon,
  word,
  label,
  pending,
  ...props
}: AcknowledgeButtonProps) {
  return isCompact ? (
    <Button
      variant="ghost"
      size="icon"
      className="size-8 max-sm:size-10"
      aria-label={label}
      title={word}
      pending={pending}
      {...props}
    >
      {!pending && <Icon aria-hidden />}
    </Button>
  ) : (
    <Button size="sm" className="max-sm:h-10" aria-label={label} pending={pending} {...props}>
      <Icon aria-hidden />
      {word}
    </Button>
  );
}
