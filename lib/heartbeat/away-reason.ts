/** Why a machine was away, as far as its first report afterwards shows. */
export const AWAY_REASONS = ["rebooted", "agent_restarted", "kept_running"] as const;
export type AwayReason = (typeof AWAY_REASONS)[number];

/**
 * Why a machine was away for `silentMs`; null: its report does not say. One that has been up for less than it was silent,
 * or that names another boot, was rebooted; one whose agent had said goodbye was running without it; and any other was
 * running all the while, so that its network or its agent was away.
 */
export function decideAwayReason({
  silentMs,
  uptimeS,
  bootId,
  before,
}: {
  silentMs: number;
  uptimeS: number | null;
  bootId: string | null;
  before: { bootId: string | null; saidGoodbye: boolean };
}): AwayReason | null {
  const isOtherBoot = bootId !== null && before.bootId !== null && bootId !== before.bootId;
  if (isOtherBoot || (uptimeS !== null && uptimeS * 1_000 < silentMs)) return "rebooted";
  if (uptimeS === null && (bootId === null || before.bootId === null)) return null;
  return before.saidGoodbye ? "agent_restarted" : "kept_running";
}
