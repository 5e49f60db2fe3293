import { shellQuote } from "./shell-quote";

/** The installer, with this hub's address and the systemd unit filled in. */
export function renderInstaller({
  template,
  unit,
  hubUrl,
}: {
  template: string;
  unit: string;
  /** Without a trailing slash. */
  hubUrl: string;
}): string {
  return template
    .replace("'@HUB_URL@'", () => shellQuote(hubUrl))
    .replace("@UNIT@\n", () => unit.replace(/\n*$/, "\n"));
}

const DEFAULT_INTERVAL_S = 10;

type Installation = { hubUrl: string; enrollToken: string; intervalS: number };

/** The command to paste on a Linux machine: it installs the agent, which gets its key for the one-time token. */
export function installCommand({ hubUrl, enrollToken, intervalS }: Installation): string {
  const interval = intervalS === DEFAULT_INTERVAL_S ? "" : ` --interval ${intervalS}s`;
  return `curl -fsSL ${shellQuote(`${hubUrl}/install.sh`)} | sudo sh -s -- --token ${enrollToken}${interval}`;
}

/** The command to paste where an agent runs: it installs this hub's version, and keeps the key and all settings. */
export function updateCommand(hubUrl: string): string {
  return `curl -fsSL ${shellQuote(`${hubUrl}/install.sh`)} | sudo sh`;
}

/** The command for one report by hand, or from cron: proof of life without figures. */
export function proofOfLifeCommand({ hubUrl, apiKey }: { hubUrl: string; apiKey: string }): string {
  const header = shellQuote(`X-API-Key: ${apiKey}`);
  return `curl -fsS -m 10 -H ${header} -d '{}' ${shellQuote(`${hubUrl}/agent/metrics`)}`;
}
