"use client";

import { CalendarClock, Plus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { PageHeader } from "@/components/layout/page-header";
import { useLiveList } from "@/components/layout/use-live-resource";
import { browserZone } from "@/components/ui/browser-zone";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { useNow } from "@/components/ui/clock";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { api } from "@/lib/http/api-client";
import type { WindowView } from "@/lib/machines/windows/schema";
import { type Draft, draftOf, firstDraft } from "./draft";
import { type Pause, PauseList } from "./pause-list";
import { type WindowBody, WindowForm } from "./window-form";
import { WindowRow } from "./window-row";

type MaintenanceBoardProps = { initial: WindowView[]; pauses: Pause[]; canWrite: boolean };

type Shown = { window: WindowView | null; first: Draft };

const PATH = "/api/v1/windows";

/** The team's maintenance windows: those that run, those that come, and what people have paused by hand. */
export function MaintenanceBoard({ initial, pauses, canWrite }: MaintenanceBoardProps) {
  const { data: windows, mutate } = useLiveList({ path: PATH, initial });
  const [shown, setShown] = useState<Shown | null>(null);
  const now = useNow();
  const add = () => setShown({ window: null, first: firstDraft({ nowMs: now, zone: browserZone() }) });
  const running = windows.filter((window) => window.is_running);
  const others = windows.filter((window) => !window.is_running);

  async function save(window: WindowView | null, body: WindowBody) {
    const saved =
      window === null
        ? await api.post<WindowView>(PATH, body)
        : await api.patch<WindowView>(`${PATH}/${window.id}`, body);
    setShown(null);
    await mutate();
    toast.success(window === null ? `${saved.name} was added` : `${saved.name} saved`);
  }

  async function carryOut(done: string, act: () => Promise<unknown>) {
    await act();
    await mutate();
    toast.success(done);
  }

  const addButton = canWrite && (
    <Button variant="primary" onClick={add}>
      <Plus aria-hidden />
      Plan maintenance
    </Button>
  );
  const list = (title: string, some: WindowView[]) =>
    some.length > 0 && (
      <Card>
        <CardHeader title={title} />
        <ul className="divide-y">
          {some.map((window) => (
            <WindowRow
              key={window.id}
              window={window}
              canWrite={canWrite}
              onEdit={() => setShown({ window, first: draftOf(window, browserZone()) })}
              onEnd={() => carryOut(`${window.name} has ended`, () => api.post(`${PATH}/${window.id}/end`))}
              onToggle={() =>
                carryOut(`${window.name} is ${window.is_active ? "off" : "on"}`, () =>
                  api.patch(`${PATH}/${window.id}`, { is_active: !window.is_active }),
                )
              }
              onDelete={() =>
                carryOut(`${window.name} was deleted`, () => api.delete(`${PATH}/${window.id}`))
              }
            />
          ))}
        </ul>
      </Card>
    );
  return (
    <>
      <PageHeader
        title="Maintenance"
        note="While a window runs, its machines may be silent: nobody is notified. If one is still silent when it ends, you are notified then."
        actions={windows.length > 0 && addButton}
      />
      <div className="grid grid-cols-1 gap-6">
        {windows.length === 0 && (
          <EmptyState
            icon={<CalendarClock />}
            title="No maintenance is planned"
            note="Plan the nightly backup or the reboot after updates, and nobody is woken by it. To hold one machine back right now, choose Pause on its page."
            action={addButton || undefined}
          />
        )}
        {list("Running now", running)}
        {pauses.length > 0 && <PauseList pauses={pauses} canWrite={canWrite} />}
        {list("Planned", others)}
      </div>
      {shown !== null && (
        <Dialog
          open
          onOpenChange={(isOpen) => !isOpen && setShown(null)}
          title={shown.window === null ? "Plan maintenance" : `Edit ${shown.window.name}`}
        >
          <WindowForm
            first={shown.first}
            submitLabel={shown.window === null ? "Plan it" : "Save"}
            onCancel={() => setShown(null)}
            onSubmit={(body) => save(shown.window, body)}
          />
        </Dialog>
      )}
    </>
  );
}
