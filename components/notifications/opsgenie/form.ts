import { Ticket } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const opsgenieForm: ChannelForm = {
  type: "opsgenie",
  label: "Jira Service Management (Opsgenie API)",
  tile: {
    icon: Ticket,
    group: "On-call",
    note: "Alerts that close when machines are back",
  },
  addLabel: "Add the integration",
  addTitle: "Add Jira Service Management",
  fields: [
    {
      name: "key",
      label: "API key",
      hint: "Of an integration of the type “API”.",
      editHint: "Leave empty to keep the current one.",
      isSecret: true,
    },
    {
      name: "api",
      label: "Where it is",
      options: [
        { value: "jsm", label: "Jira Service Management" },
        { value: "us", label: "Opsgenie" },
        { value: "eu", label: "Opsgenie in the EU" },
      ],
    },
  ],
};
