import { UsersRound } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const teamsForm: ChannelForm = {
  type: "teams",
  label: "Microsoft Teams",
  tile: { icon: UsersRound, group: "Chat", note: "A channel or chat, through a flow of Workflows" },
  addLabel: "Add Teams",
  addTitle: "Add a Teams channel",
  fields: [
    {
      name: "url",
      label: "Workflow URL",
      hint: "In Teams: ⋯ beside the channel → Workflows → “Post to a channel when a webhook request is received”.",
      editHint: "Leave empty to keep the current one.",
      placeholder: "https://…api.powerplatform.com/…",
      inputMode: "url",
      isSecret: true,
    },
    {
      name: "shape",
      label: "The flow expects",
      hint: "If a test is accepted and no card appears, try the other one.",
      options: [
        { value: "message", label: "A message with a card (as Teams’ own flows do)" },
        { value: "card", label: "Only the card" },
      ],
      isRare: true,
    },
  ],
};
