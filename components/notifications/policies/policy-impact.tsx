"use client";

import { TriangleAlert } from "lucide-react";
import useSWR from "swr";
import { Notice } from "@/components/ui/notice";
import { useDeferredText } from "@/components/ui/use-deferred-text";
import type { PolicyView } from "@/lib/events/policies/schema";
import { api } from "@/lib/http/api-client";
import type { PreviewView } from "@/lib/overview/explanation/schema";
import type { ImpactView } from "@/lib/overview/impact/schema";
import type { PolicyBody } from "./draft";
import { draftPolicies, indexOf, isComplete } from "./draft-policies";
import { turnWords } from "./turn-words";

type PolicyImpactProps = {
  /** The policy that is edited; null: a new one. */
  id: PolicyView["id"] | null;
  body: PolicyBody;
  policies: PolicyView[];
};

/** What a policy would mean while it is being edited: how many machines it is for, one of them as an example, and who loses. */
export function PolicyImpact({ id, body, policies }: PolicyImpactProps) {
  const drafts = draftPolicies({ id, body, policies });
  const asked = useDeferredText(JSON.stringify({ policies: drafts }));
  const { data: impact } = useSWR<ImpactView, Error>(
    isComplete(body) ? ["/api/v1/policies/impact", asked] : null,
    post,
    KEEP,
  );
  const mine = impact?.matched[indexOf({ id, policies: drafts })];
  const [example] = mine?.examples ?? [];
  const preview = useSWR<PreviewView, Error>(
    example === undefined || !isComplete(body)
      ? null
      : ["/api/v1/policies/preview", JSON.stringify({ ...JSON.parse(asked), machine_id: example.id })],
    post,
    KEEP,
  );
  if (impact === undefined || mine === undefined)
    return (
      <p role="status" className="rounded-lg bg-muted/60 px-4 py-3 text-muted-foreground">
        What it means is shown here once it is complete.
      </p>
    );
  return (
    <div role="status" className="grid gap-3">
      <div className="rounded-lg bg-muted/60 px-4 py-3">
        <p className="font-medium">
          For {mine.machines === 1 ? "1 machine" : `${mine.machines} machines`} of {impact.machines}
          {body.match.when !== null && ", if it begins now"}
        </p>
        {example !== undefined && preview.data !== undefined && (
          <>
            <p className="mt-1 text-muted-foreground">If {preview.data.machine_name} stopped now:</p>
            <ul className="mt-0.5">
              {turnWords(preview.data).map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      {impact.sentence !== null && (
        <Notice tone="warn" icon={<TriangleAlert aria-hidden />} title={impact.sentence} />
      )}
    </div>
  );
}

const KEEP = { keepPreviousData: true, shouldRetryOnError: false, revalidateOnFocus: false } as const;

function post<T>([path, body]: readonly [string, string]): Promise<T> {
  return api.post<T>(path, JSON.parse(body));
}
