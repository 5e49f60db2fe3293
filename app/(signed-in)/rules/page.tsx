import type { Metadata } from "next";
import { readPrefill } from "@/components/rules/draft/prefill";
import { RuleSettings } from "@/components/rules/rule-settings";
import { listRules } from "@/lib/detection/rules/list-rules";
import { requireSession } from "@/lib/people/auth/loaders";
import { isAllowed } from "@/lib/people/teams/roles";

export const metadata: Metadata = { title: "Alert rules" };

type RulesPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RulesPage({ searchParams }: RulesPageProps) {
  const { role, scope } = await requireSession();
  const rules = await listRules({ scope });
  return (
    <RuleSettings
      initial={rules.data}
      canWrite={isAllowed({ role, permission: "rules.write" })}
      startsAdding={readPrefill(await searchParams)}
    />
  );
}
