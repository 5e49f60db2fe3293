import { KeyRound, Webhook } from "lucide-react";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import type { ChannelForm } from "../fields/form-type";
import { ownFact } from "../fields/own-value";
import { OldSecret } from "./old-secret";
import { readHeaders } from "./read-headers";
import { RotateSecretDialog } from "./rotate-secret-dialog";

export const webhookForm: ChannelForm = {
  type: "webhook",
  label: "Webhook",
  tile: {
    icon: Webhook,
    group: "Programs",
    note: "Your own program: a signed POST with JSON for every event",
  },
  addLabel: "Add webhook",
  addTitle: "Add a webhook",
  fields: [
    {
      name: "url",
      label: "Address",
      hint: "Receives a signed POST with JSON for every event.",
      placeholder: "https://example.org/hooks/lunasentri",
      inputMode: "url",
    },
    {
      name: "secret",
      label: "Signing secret (optional)",
      hint: "16 to 128 bytes. Leave empty to generate one.",
      editHint: "Leave empty to keep the current one.",
      isOptional: true,
      isSecret: true,
    },
    {
      name: "username",
      isRare: true,
      label: "User name (optional)",
      hint: "For a receiver that asks for a user name and password (Basic authentication).",
      editHint: "Leave empty to keep the current one.",
      isOptional: true,
      isSecret: true,
      removal: {
        label: "Remove the user name and password",
        isOffered: (channel) => ownFact(channel, "has_login") === true,
      },
    },
    {
      name: "password",
      isRare: true,
      label: "Password (optional)",
      editHint: "Leave empty to keep the current one.",
      isOptional: true,
      isSecret: true,
      isPassword: true,
    },
    {
      name: "headers",
      isRare: true,
      label: "Headers (optional)",
      hint: "Added to every request, one per line. They are never shown again.",
      editHint: (channel) => {
        const names = headerNames(channel);
        if (names.length === 0) return undefined;
        return `Leave empty to keep the current ones (${names.join(", ")}). What you enter replaces all of them.`;
      },
      placeholder: "X-Api-Key: 4f9d…",
      isOptional: true,
      isSecret: true,
      readLines: readHeaders,
      removal: { label: "Remove the headers", isOffered: (channel) => headerNames(channel).length > 0 },
    },
  ],
  secretNote: "With this secret your receiver verifies that a message comes from this hub.",
  RowNote: OldSecret,
  action: { label: "New secret…", icon: KeyRound, Dialog: RotateSecretDialog },
  lost: "Its secret is lost.",
};

function headerNames(channel: ChannelView): string[] {
  const names = ownFact(channel, "header_names");
  return Array.isArray(names) ? names.map(String) : [];
}
