import { Mail } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";
import { ownFact } from "../fields/own-value";

const toList = (text: string) => text.split(/[\s,;]+/).filter((address) => address !== "");

export const emailForm: ChannelForm = {
  type: "email",
  label: "E-mail",
  tile: {
    icon: Mail,
    group: "E-mail",
    note: "To up to twenty addresses, through the hub’s mail server or your own",
  },
  addLabel: "Add e-mail",
  addTitle: "Add e-mail addresses",
  fields: [
    {
      name: "to",
      label: "Addresses",
      hint: "One to twenty, each on a line. All of them are in the same mail.",
      placeholder: "ops@example.org",
      rows: 2,
      readLines: toList,
    },
    {
      name: "server",
      label: "Mail server (optional)",
      hint: "Leave empty to use the hub’s own. smtps:// is encrypted from the start, smtp:// with STARTTLS.",
      placeholder: "smtp://mail.example.org:587",
      isOptional: true,
      isRare: true,
    },
    {
      name: "user",
      label: "User (optional)",
      hint: "As whom to sign in to that server.",
      placeholder: "monitor@example.org",
      isOptional: true,
      isRare: true,
    },
    {
      name: "password",
      label: "Password (optional)",
      editHint: "Leave empty to keep the current one.",
      isOptional: true,
      isSecret: true,
      isPassword: true,
      isRare: true,
      removal: {
        label: "Remove the password",
        isOffered: (channel) => ownFact(channel, "has_password") === true,
      },
    },
    {
      name: "from",
      label: "Sender (optional)",
      hint: "Who the mail is from, if it is not the user.",
      placeholder: "LunaSentri <monitor@example.org>",
      isOptional: true,
      isRare: true,
    },
  ],
};
