import { Hash } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const slackForm: ChannelForm = {
  type: "slack",
  label: "Slack",
  tile: { icon: Hash, group: "Chat", note: "A channel in a Slack workspace" },
  addLabel: "Add Slack",
  addTitle: "Add a Slack channel",
  fields: [
    {
      name: "url",
      label: "Webhook URL",
      hint: "At api.slack.com/apps: create an app, switch Incoming Webhooks on, and add one to the channel.",
      editHint: "Leave empty to keep the current one.",
      placeholder: "https://hooks.slack.com/services/…",
      inputMode: "url",
      isSecret: true,
    },
  ],
};
