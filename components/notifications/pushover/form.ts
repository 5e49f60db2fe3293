import { Smartphone } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const pushoverForm: ChannelForm = {
  type: "pushover",
  label: "Pushover",
  tile: { icon: Smartphone, group: "Push", note: "Push on phones, to you or to a group" },
  addLabel: "Add Pushover",
  addTitle: "Add Pushover",
  fields: [
    {
      name: "user",
      label: "User or group key",
      hint: "It stands at the top of pushover.net when you are signed in.",
      editHint: "Leave empty to keep the current one.",
      isSecret: true,
    },
    {
      name: "token",
      label: "Application token",
      hint: "At pushover.net: Create an Application/API Token.",
      editHint: "Leave empty to keep the current one.",
      isSecret: true,
    },
    {
      name: "critical_priority",
      label: "Outages and critical alerts",
      options: [
        { value: "high", label: "Break through quiet hours" },
        { value: "emergency", label: "Repeat until somebody acknowledges, for at most an hour" },
      ],
    },
  ],
};
