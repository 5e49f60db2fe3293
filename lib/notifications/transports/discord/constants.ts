// Escaped it is at most twice as long: below the 4,096 of an embed's description.
export const TEXT = { max: 2_000, unit: "utf16" } as const;
export const TIMEOUT_MS = 10_000;
export const HOSTS: readonly string[] = [
  "discord.com",
  "discordapp.com",
  "canary.discord.com",
  "ptb.discord.com",
];
