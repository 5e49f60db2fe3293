/** The version of the agent that this hub installs (agent/agent.sh). */
export const AGENT_VERSION = "1.1.0";

const PLAIN = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/;

/**
 * Whether an agent that reports this version is older than the one that this hub installs. Only a version of three numbers
 * can be: another program puts its name in front.
 */
export function isOutdated(version: string | null, current = AGENT_VERSION): boolean {
  const [had, has] = [version ?? "", current].map((text) => PLAIN.exec(text)?.slice(1).map(Number));
  if (had === undefined || has === undefined) return false;
  const at = had.findIndex((part, index) => part !== has[index]);
  return at !== -1 && (had[at] ?? 0) < (has[at] ?? 0);
}
