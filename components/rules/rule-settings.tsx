"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { PageHeader } from "@/components/layout/page-header";
import { useLiveList } from "@/components/layout/use-live-resource";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { RuleView } from "@/lib/detection/rules/schema";
import { api } from "@/lib/http/api-client";
import { type Draft, draftOf, FIRST_DRAFT } from "./draft/draft";
import type { RuleBody } from "./form/rule-form";
import { RuleDialog } from "./rule-dialog";
import { RuleRow } from "./rule-row";
import { TemplateList } from "./template-list";

type RuleSettingsProps = {
  initial: RuleView[];
  canWrite: boolean;
  /** What the form that opens at once holds, and whose history it shows; null: no form. */
  startsAdding: { draft: Draft; machineId: number | null } | null;
};

type Shown = { rule: RuleView | null; first: Draft; machineId: number | null };

/** The team's alert rules, the form that adds one, and templates. */
export function RuleSettings({ initial, canWrite, startsAdding }: RuleSettingsProps) {
  const { data: rules, mutate } = useLiveList({ path: "/api/v1/rules", initial });
  const [shown, setShown] = useState<Shown | null>(
    startsAdding === null || !canWrite
      ? null
      : { rule: null, first: startsAdding.draft, machineId: startsAdding.machineId },
  );
  const add = () => setShown({ rule: null, first: FIRST_DRAFT, machineId: null });

  function close() {
    setShown(null);
    // Otherwise a reload would open the form again.
    window.history.replaceState(null, "", window.location.pathname);
  }

  async function save(rule: RuleView | null, body: RuleBody) {
    const saved =
      rule === null
        ? await api.post<RuleView>("/api/v1/rules", { ...body, is_active: true })
        : await api.patch<RuleView>(`/api/v1/rules/${rule.id}`, body);
    close();
    await mutate();
    toast.success(rule === null ? `${saved.name} was added` : `${saved.name} saved`);
  }

  async function toggle(rule: RuleView, isActive: boolean) {
    const changed = rules.map((one) => (one.id === rule.id ? { ...one, is_active: isActive } : one));
    await mutate(
      async () => {
        await api.patch(`/api/v1/rules/${rule.id}`, { is_active: isActive });
        return changed;
      },
      { optimisticData: changed, rollbackOnError: true },
    );
  }

  async function remove(rule: RuleView) {
    await api.delete(`/api/v1/rules/${rule.id}`);
    await mutate();
    toast.success(`${rule.name} was deleted`);
  }

  return (
    <>
      <PageHeader
        title="Alert rules"
        note="Be alerted about what machines measure: a full disk, a busy processor, a gauge of your own. Silence needs no rule."
        actions={
          canWrite && (
            <Button variant="primary" onClick={add}>
              <Plus aria-hidden />
              Add rule
            </Button>
          )
        }
      />
      <div className="grid grid-cols-1 gap-6">
        {rules.length > 0 && (
          <Card>
            <CardHeader title="Rules" />
            <ul className="divide-y">
              {rules.map((rule) => (
                <RuleRow
                  key={rule.id}
                  rule={rule}
                  canWrite={canWrite}
                  onToggle={(isActive) => toggle(rule, isActive)}
                  onEdit={() => setShown({ rule, first: draftOf(rule), machineId: null })}
                  onDelete={() => remove(rule)}
                />
              ))}
            </ul>
          </Card>
        )}
        <TemplateList rules={rules} canWrite={canWrite} onAdded={() => void mutate()} />
      </div>
      {shown !== null && (
        <RuleDialog {...shown} onClose={close} onSubmit={(body) => save(shown.rule, body)} />
      )}
    </>
  );
}
