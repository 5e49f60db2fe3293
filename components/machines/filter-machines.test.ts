import { expect, it } from "vitest";
import type { MachineView } from "@/lib/machines/schema";
import type { DisplayStatus } from "./display-status";
import { filterMachines } from "./filter-machines";

function machine(name: string, status: MachineView["status"], more: Partial<MachineView> = {}): MachineView {
  return {
    id: 1,
    name,
    hostname: null,
    description: "",
    tags: [],
    status,
    last_seen: null,
    deadline: null,
    offline_after: null,
    offline_after_effective: "2m",
    late: false,
    paused_until: null,
    system_info: {},
    last_sample: null,
    agent_version: null,
    created_at: "2026-11-24T10:00:00Z",
    ...more,
  };
}

const machines = [
  machine("web-10", "online", { tags: ["fra1"] }),
  machine("web-2", "online"),
  machine("nas", "disabled"),
  machine("db", "offline", { hostname: "DB.example.org" }),
  machine("mail", "online", { late: true }),
  machine("backup", "pending"),
];

it.each([
  [
    "what needs attention comes first, then names as people count",
    null,
    "",
    ["db", "mail", "backup", "web-2", "web-10", "nas"],
  ],
  ["late machines are online too", "online", "", ["mail", "web-2", "web-10"]],
  ["only the late ones", "late", "", ["mail"]],
  ["a text is found in the hostname whatever its case", null, " db.EX ", ["db"]],
  ["a text is found in a tag", null, "fra1", ["web-10"]],
  ["status and text together", "offline", "web", []],
] satisfies [string, DisplayStatus | null, string, string[]][])("%s", (_name, status, query, names) => {
  expect(filterMachines({ machines, status, query }).map(({ name }) => name)).toEqual(names);
});
