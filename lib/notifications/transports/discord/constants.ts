// Escaped it is at most twice as long, and a runbook's link of 500 three times: below the 4,096 of an embed's description.
export const TEXT = { max: 1_790, unit: "utf16" } as const;
export const TIMEOUT_MS = 10_000;
export const HOSTS: readonly string[] = [
  "discord.com",
  "discordapp.com",
  "canary.discord.com",
  "ptb.discord.com",
];
