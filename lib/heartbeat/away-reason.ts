/** Why a machine was away, as far as its first report afterwards shows. */
export const AWAY_REASONS = ["rebooted", "agent_restarted", "kept_running"] as const;
export type AwayReason = (typeof AWAY_REASONS)[number];

/**
 * Why a machine was away for `silentMs`; null: its report does not say. Up for less time than it was silent, or with
 * another boot id, it was rebooted. If its agent had said goodbye, only the agent was restarted. Otherwise the machine
 * kept running, so its network or its agent was down.
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
  before: { bootId: string | null; hasAnnouncedStop: boolean };
}): AwayReason | null {
  const isOtherBoot = bootId !== null && before.bootId !== null && bootId !== before.bootId;
  if (isOtherBoot || (uptimeS !== null && uptimeS * 1_000 < silentMs)) return "rebooted";
  if (uptimeS === null && (bootId === null || before.bootId === null)) return null;
  return before.hasAnnouncedStop ? "agent_restarted" : "kept_running";
}
