import { BellRing } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";
import { ownFact } from "../fields/own-value";

export const ntfyForm: ChannelForm = {
  type: "ntfy",
  label: "ntfy",
  tile: {
    icon: BellRing,
    group: "Push",
    note: "Push on phones and desktops, through ntfy.sh or your own server",
  },
  addLabel: "Add ntfy",
  addTitle: "Add an ntfy topic",
  fields: [
    {
      name: "server",
      label: "Server",
      hint: "Your own server, or https://ntfy.sh. You can paste the address of a topic.",
      placeholder: "https://ntfy.sh",
      inputMode: "url",
    },
    {
      name: "topic",
      label: "Topic",
      hint: "On an open server, whoever knows it reads the messages: take one that nobody guesses.",
      editHint: "Leave empty to keep the current one.",
      placeholder: "alerts-k3v9x2",
      isSecret: true,
    },
    {
      name: "token",
      label: "Access token (optional)",
      hint: "If the server asks for one. It begins with tk_.",
      editHint: "Leave empty to keep the current one.",
      isOptional: true,
      isSecret: true,
      removal: {
        label: "Remove the access token",
        isOffered: (channel) => ownFact(channel, "has_token") === true,
      },
    },
  ],
};
