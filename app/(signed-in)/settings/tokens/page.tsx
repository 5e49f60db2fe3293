import type { Metadata } from "next";
import { TokenSettings } from "@/components/people/tokens/token-settings";
import { requireSession } from "@/lib/people/auth/loaders";
import { listTokens } from "@/lib/people/tokens/list-tokens";

export const metadata: Metadata = { title: "API tokens" };

export default async function TokensPage() {
  const { role, scope, team } = await requireSession();
  const { data: initial } = await listTokens({ scope });
  return <TokenSettings initial={initial} role={role} team={team.name} />;
}
