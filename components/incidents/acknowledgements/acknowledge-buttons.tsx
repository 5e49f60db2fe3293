"use client";

import { BellMinus, Check, type LucideIcon, Undo2 } from "lucide-react";
import { type ComponentProps, useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { lazyPart, useLazyPart } from "@/components/ui/use-lazy-part";
import { api } from "@/lib/http/api-client";
import type { IncidentView } from "@/lib/incidents/schema";

const menu = lazyPart(async () => (await import("./snooze-menu")).SnoozeMenu);

type Answer = { outcome: string; message: string };

type AcknowledgeButtonsProps = {
  incident: Pick<IncidentView, "id" | "machine_name" | "acknowledgement">;
  /** Icons alone, and never more than two of them, for a row. */
  isCompact?: boolean;
  /** Called with the hub's answer; a page that hears of changes by itself need not. */
  onChanged?: () => void;
};

/** Says that one is on an open outage, snoozes it, or takes that back. What snoozing needs is loaded when somebody reaches for it. */
export function AcknowledgeButtons({ incident, isCompact = false, onChanged }: AcknowledgeButtonsProps) {
  const { id, machine_name: name, acknowledgement: held } = incident;
  const [pending, setPending] = useState(false);
  const [isMenuWanted, setIsMenuWanted] = useState(false);
  const SnoozeMenu = useLazyPart({
    part: menu,
    isWanted: isMenuWanted,
    onMissing: () => setIsMenuWanted(false),
  });
  const buttons = useRef<HTMLDivElement>(null);
  const wasPressed = useRef(false);
  const isHeld = held !== null;
  // The button that was pressed may be gone by the answer: what is left has the focus then, not the whole page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change that counts
  useEffect(() => {
    if (wasPressed.current && document.activeElement === document.body) {
      buttons.current?.querySelector("button")?.focus({ preventScroll: true });
    }
    wasPressed.current = false;
  }, [isHeld]);
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

  /** The same for a button that has nowhere else to show a refusal. */
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
      label={`Snooze the outage of ${name}`}
      aria-haspopup="menu"
      onPointerEnter={menu.preload}
      onFocus={menu.preload}
      onClick={() => setIsMenuWanted(true)}
    />
  );
  return (
    <div ref={buttons} className={isCompact ? "flex gap-0.5" : "flex flex-wrap gap-2"}>
      {(held === null || (held.until !== null && !isCompact)) && (
        <AcknowledgeButton
          {...shared}
          icon={Check}
          word="Acknowledge"
          label={`Acknowledge the outage of ${name}`}
          onClick={press(() => api.post<Answer>(path))}
        />
      )}
      {SnoozeMenu !== null ? (
        <SnoozeMenu
          name={name}
          trigger={snoozeButton}
          onSnooze={(request) => ask(() => api.post<Answer>(path, request))}
        />
      ) : (
        snoozeButton
      )}
      {held !== null && (
        <AcknowledgeButton
          {...shared}
          icon={Undo2}
          word="Take back"
          label={`Take back that ${held.by} is on the outage of ${name}`}
          variant="ghost"
          onClick={press(() => api.delete<Answer>(path))}
        />
      )}
    </div>
  );
}

type AcknowledgeButtonProps = ComponentProps<typeof Button> & {
  isCompact: boolean;
  icon: LucideIcon;
  word: string;
  /** Says the whole of it, which a button alone does not. */
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
