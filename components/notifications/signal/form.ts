import { MessageSquareLock } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";
import { readLines } from "../fields/read-lines";

export const signalForm: ChannelForm = {
  type: "signal",
  label: "Signal",
  tile: {
    icon: MessageSquareLock,
    group: "Chat",
    note: "People and groups, through your own signal-cli-rest-api",
  },
  addLabel: "Add Signal",
  addTitle: "Add Signal",
  fields: [
    {
      name: "server",
      label: "Address of signal-cli-rest-api",
      placeholder: "http://signal:8080",
      inputMode: "url",
    },
    {
      name: "number",
      label: "Number that sends",
      hint: "It is registered with signal-cli-rest-api.",
      editHint: "Leave empty to keep the current one.",
      placeholder: "+491701234567",
      isSecret: true,
    },
    {
      name: "recipients",
      label: "Recipients",
      hint: "Phone numbers, ids of groups (group.…) or user names, one per line.",
      editHint: "Leave empty to keep the current ones. What you enter replaces all of them.",
      placeholder: "+491707654321",
      isSecret: true,
      readLines,
    },
  ],
};
