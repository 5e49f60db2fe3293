import type { Metadata } from "next";
import { TokenSettings } from "@/components/tokens/token-settings";
import { requireSession } from "@/lib/auth/loaders";
import { listTokens } from "@/lib/tokens/list-tokens";

export const metadata: Metadata = { title: "API tokens" };

export default async function TokensPage() {
  const { role, scope, team } = await requireSession();
  const { data: initial } = await listTokens({ scope });
  return <TokenSettings initial={initial} role={role} team={team.name} />;
}
