"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { browserZone } from "@/components/ui/browser-zone";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { PolicyView } from "@/lib/events/policies/schema";
import { api } from "@/lib/http/api-client";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import { draftOf, firstDraft } from "./draft";
import { readEscalation } from "./escalation";
import { EscalationForm } from "./escalation-form";
import { PolicyDialog } from "./policy-dialog";
import { PolicyRow } from "./policy-row";

type PolicyCardProps = {
  /** In their order, the default one last. */
  policies: PolicyView[];
  channels: ChannelView[];
  canWrite: boolean;
  onChanged: () => void;
};

/** Who is notified: the policies in their order, and the short form for what most teams want. */
export function PolicyCard({ policies, channels, canWrite, onChanged }: PolicyCardProps) {
  const [edited, setEdited] = useState<PolicyView | "new" | null>(null);
  const names = new Map(channels.map(({ id, name }) => [id, name]));
  const ordered = policies.filter((policy) => !policy.is_default);
  const otherwise = policies.find((policy) => policy.is_default);
  const escalation = otherwise && readEscalation(otherwise, [...names.keys()]);

  async function move(from: number, to: number) {
    const ids = ordered.map(({ id }) => id);
    ids.splice(to, 0, ...ids.splice(from, 1));
    try {
      await api.put("/api/v1/policies/order", { ids });
    } catch (failure) {
      toast.error(failure instanceof Error ? failure.message : String(failure));
    }
    onChanged();
  }

  return (
    <Card>
      <CardHeader
        title="Who is notified"
        note={
          ordered.length === 0
            ? "Of outages and alerts"
            : "Of outages and alerts: the first policy that matches decides"
        }
        actions={
          canWrite && (
            <Button size="sm" onClick={() => setEdited("new")}>
              <Plus aria-hidden />
              Add policy
            </Button>
          )
        }
      />
      <ol className="divide-y">
        {policies.map((policy, index) => (
          <PolicyRow
            key={policy.id}
            policy={policy}
            names={names}
            canWrite={canWrite}
            onEdit={() => setEdited(policy)}
            onUp={index === 0 || policy.is_default ? null : () => void move(index, index - 1)}
            onDown={
              policy.is_default || index >= ordered.length - 1 ? null : () => void move(index, index + 1)
            }
            onChanged={onChanged}
          />
        ))}
      </ol>
      {canWrite && channels.length > 0 && otherwise !== undefined && escalation !== undefined && (
        <div className="border-t px-4 py-3.5">
          <h3 className="mb-2 font-medium">Escalation</h3>
          {escalation === "more" ? (
            <p className="text-muted-foreground">
              More is set than fits here.{" "}
              <button
                type="button"
                className="font-medium text-link hover:underline"
                onClick={() => setEdited(otherwise)}
              >
                Edit who is notified of everything else
              </button>
            </p>
          ) : (
            <EscalationForm
              // What somebody else saves meanwhile is shown.
              key={`${JSON.stringify(escalation)} ${[...names.keys()].join()}`}
              escalation={escalation}
              channels={channels}
              onSaved={onChanged}
            />
          )}
        </div>
      )}
      {edited !== null && (
        <PolicyDialog
          policy={edited === "new" ? null : edited}
          first={edited === "new" ? firstDraft(browserZone()) : draftOf(edited, browserZone())}
          policies={policies}
          channels={channels}
          onClose={() => setEdited(null)}
          onSaved={onChanged}
        />
      )}
    </Card>
  );
}
