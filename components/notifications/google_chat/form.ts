import { MessageSquare } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const googleChatForm: ChannelForm = {
  type: "google_chat",
  label: "Google Chat",
  tile: { icon: MessageSquare, group: "Chat", note: "A space in Google Chat" },
  addLabel: "Add Google Chat",
  addTitle: "Add a Google Chat space",
  fields: [
    {
      name: "url",
      label: "Webhook URL",
      hint: "In Google Chat: the space’s menu → Apps & integrations → Webhooks.",
      editHint: "Leave empty to keep the current one.",
      placeholder: "https://chat.googleapis.com/v1/spaces/…",
      inputMode: "url",
      isSecret: true,
    },
  ],
};
