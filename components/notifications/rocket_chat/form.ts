import { Rocket } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const rocketChatForm: ChannelForm = {
  type: "rocket_chat",
  label: "Rocket.Chat",
  tile: { icon: Rocket, group: "Chat", note: "A room on your own Rocket.Chat server" },
  addLabel: "Add Rocket.Chat",
  addTitle: "Add a Rocket.Chat room",
  fields: [
    {
      name: "url",
      label: "Webhook URL",
      hint: "In Rocket.Chat: Workspace → Integrations → New → Incoming. Choose the room there.",
      editHint: "Leave empty to keep the current one.",
      placeholder: "https://chat.example.org/hooks/…/…",
      inputMode: "url",
      isSecret: true,
    },
  ],
};
