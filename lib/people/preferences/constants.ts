/** The columns of the list of machines that a person can choose; status and name are always shown. */
export const MACHINE_COLUMNS = [
  "alerts",
  "cpu",
  "cpu_24h",
  "mem",
  "disk",
  "filesystem",
  "load",
  "uptime",
  "seen",
  "tags",
  "threshold",
  "agent",
] as const;
export type MachineColumn = (typeof MACHINE_COLUMNS)[number];

export const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];
