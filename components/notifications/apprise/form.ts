import { Megaphone } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const appriseForm: ChannelForm = {
  type: "apprise",
  label: "Apprise",
  tile: {
    icon: Megaphone,
    group: "Programs",
    note: "WhatsApp, SMS and more than a hundred others, through your own Apprise API",
  },
  addLabel: "Add Apprise",
  addTitle: "Add Apprise",
  fields: [
    {
      name: "server",
      label: "Server",
      hint: "Where your Apprise API is. It may stand behind a path.",
      placeholder: "https://apprise.example.org",
      inputMode: "url",
    },
    {
      name: "key",
      label: "Configuration key",
      hint: "The key under which your services are stored there: the end of …/cfg/KEY in its configuration manager.",
      editHint: "Leave empty to keep the current one.",
      isSecret: true,
    },
  ],
};
