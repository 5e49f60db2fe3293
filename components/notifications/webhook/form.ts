import { KeyRound, Webhook } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";
import { headersField } from "../fields/headers-field";
import { LOGIN_FIELDS } from "../fields/login-fields";
import { OldSecret } from "./old-secret";
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
    ...LOGIN_FIELDS,
    headersField({
      hint: "Added to every request, one per line. They are never shown again.",
      placeholder: "X-Api-Key: 4f9d…",
    }),
  ],
  secretNote: "With this secret your receiver verifies that a message comes from this hub.",
  RowNote: OldSecret,
  action: { label: "New secret…", icon: KeyRound, Dialog: RotateSecretDialog },
  lost: "Its secret is lost.",
};
