import { Megaphone } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const gotifyForm: ChannelForm = {
  type: "gotify",
  label: "Gotify",
  tile: { icon: Megaphone, group: "Push", note: "Push through your own Gotify server" },
  addLabel: "Add Gotify",
  addTitle: "Add a Gotify application",
  fields: [
    { name: "server", label: "Server", placeholder: "https://gotify.example.org", inputMode: "url" },
    {
      name: "token",
      label: "Application token",
      hint: "In Gotify: Apps → Create application, then copy its token.",
      editHint: "Leave empty to keep the current one.",
      isSecret: true,
    },
  ],
};
