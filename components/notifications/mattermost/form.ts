import { MessageCircle } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const mattermostForm: ChannelForm = {
  type: "mattermost",
  label: "Mattermost",
  tile: { icon: MessageCircle, group: "Chat", note: "A channel on your own Mattermost server" },
  addLabel: "Add Mattermost",
  addTitle: "Add a Mattermost channel",
  fields: [
    {
      name: "url",
      label: "Webhook URL",
      hint: "In Mattermost: Integrations → Incoming Webhooks → Add Incoming Webhook.",
      editHint: "Leave empty to keep the current one.",
      placeholder: "https://chat.example.org/hooks/…",
      inputMode: "url",
      isSecret: true,
    },
  ],
};
