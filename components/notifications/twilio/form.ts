import { MessageSquareText } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const twilioForm: ChannelForm = {
  type: "twilio",
  label: "SMS (Twilio)",
  tile: { icon: MessageSquareText, group: "On-call", note: "Text messages to a phone; each costs money" },
  addLabel: "Add SMS",
  addTitle: "Add text messages",
  fields: [
    {
      name: "to",
      label: "Number that gets them",
      editHint: "Leave empty to keep the current one.",
      placeholder: "+491701234567",
      isSecret: true,
    },
    {
      name: "from",
      label: "Number that sends",
      hint: "One of your numbers at Twilio, or the SID of a messaging service (MG…).",
      editHint: "Leave empty to keep the current one.",
      isSecret: true,
    },
    {
      name: "account_sid",
      label: "Account SID",
      hint: "It stands in Twilio’s console, under Account info.",
      editHint: "Leave empty to keep the current one.",
      placeholder: "AC…",
      isSecret: true,
    },
    { name: "token", label: "Auth token", editHint: "Leave empty to keep the current one.", isSecret: true },
  ],
};
