import { MessagesSquare } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const discordForm: ChannelForm = {
  type: "discord",
  label: "Discord",
  tile: { icon: MessagesSquare, group: "Chat", note: "A channel or thread on a Discord server" },
  addLabel: "Add Discord",
  addTitle: "Add a Discord channel",
  fields: [
    {
      name: "url",
      label: "Webhook URL",
      hint: "In Discord: Edit channel → Integrations → Webhooks → New webhook → Copy webhook URL. Add ?thread_id=… for a thread.",
      editHint: "Leave empty to keep the current one.",
      placeholder: "https://discord.com/api/webhooks/…",
      inputMode: "url",
      isSecret: true,
    },
  ],
};
