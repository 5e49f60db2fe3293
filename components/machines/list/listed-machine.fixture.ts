import type { ListedMachine } from "./merge-rows";

/** A machine of the list: online and unremarkable except for what is given. */
export function listedMachine(over: Partial<ListedMachine> = {}): ListedMachine {
  return {
    id: 1,
    name: "web-01",
    hostname: null,
    tags: [],
    status: "online",
    late: false,
    flapping: false,
    last_seen: "2026-03-01T12:00:00.000Z",
    paused_until: null,
    announced_stop: null,
    offline_after: null,
    offline_after_effective: "2m",
    problem: null,
    problem_kind: null,
    report_interval: null,
    agent_version: null,
    agent_outdated: false,
    cpu_pct: null,
    mem_used_pct: null,
    disk_used_pct: null,
    load1: null,
    fullest_filesystem: null,
    alerts: 0,
    worst_alert: null,
    ...over,
  };
}
