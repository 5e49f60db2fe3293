"use client";

import { Bell, Plus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { RuleView } from "@/lib/detection/rules/schema";
import { RULE_TEMPLATES, type RuleTemplate } from "@/lib/detection/rules/templates";
import { api } from "@/lib/http/api-client";
import { conditionWords } from "./words/rule-words";

type TemplateListProps = { rules: readonly RuleView[]; canWrite: boolean; onAdded: () => void };

/** Rules that many people want and this team does not have; a press adds one. Without any rule, it leads on. */
export function TemplateList({ rules, canWrite, onAdded }: TemplateListProps) {
  const [adding, setAdding] = useState<string | null>(null);
  const names = new Set(rules.map(({ name }) => name));
  const missing = RULE_TEMPLATES.filter(({ name }) => !names.has(name));

  async function add(template: RuleTemplate) {
    setAdding(template.name);
    try {
      await api.post("/api/v1/rules", { ...template, scope: { all: true }, is_active: true });
      onAdded();
      toast.success(`${template.name} was added`);
    } catch (failure) {
      const why = failure instanceof Error ? failure.message : String(failure);
      toast.error(`${template.name} was not added. ${why}`);
    } finally {
      setAdding(null);
    }
  }

  const list = (
    <ul className="divide-y">
      {missing.map((template) => (
        <li
          key={template.name}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3"
        >
          <div className="min-w-0">
            <p className="font-medium">{template.name}</p>
            <p className="text-[0.8125rem] text-muted-foreground">
              {conditionWords({ ...template, target: null, for: null })}
            </p>
          </div>
          <Button
            size="sm"
            pending={adding === template.name}
            aria-label={`Add ${template.name}`}
            onClick={() => void add(template)}
          >
            <Plus aria-hidden />
            Add
          </Button>
        </li>
      ))}
    </ul>
  );

  if (rules.length === 0) {
    return (
      <>
        <EmptyState
          icon={<Bell aria-hidden />}
          title="No rules yet"
          note={
            canWrite
              ? "So far you are alerted when a machine is silent. Add a rule to be alerted before its disk is full. One of these will do to begin with; you can change it later."
              : "A member of the team has to add a rule first."
          }
        />
        {canWrite && <Card>{list}</Card>}
      </>
    );
  }
  if (!canWrite || missing.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="Templates"
        note="One press adds a rule for all machines; you can change it afterwards."
      />
      {list}
    </Card>
  );
}
