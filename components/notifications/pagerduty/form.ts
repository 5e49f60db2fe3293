import { Siren } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const pagerdutyForm: ChannelForm = {
  type: "pagerduty",
  label: "PagerDuty",
  tile: { icon: Siren, group: "On-call", note: "Incidents that end when machines are back" },
  addLabel: "Add PagerDuty",
  addTitle: "Add a PagerDuty service",
  fields: [
    {
      name: "routing_key",
      label: "Integration key",
      hint: "In PagerDuty: Service → Integrations → Add integration → Events API v2.",
      editHint: "Leave empty to keep the current one.",
      isSecret: true,
    },
    {
      name: "region",
      label: "Service region",
      options: [
        { value: "us", label: "United States" },
        { value: "eu", label: "Europe" },
      ],
    },
  ],
};
