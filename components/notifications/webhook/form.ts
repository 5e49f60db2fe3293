import { KeyRound } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";
import { OldSecret } from "./old-secret";
import { RotateSecretDialog } from "./rotate-secret-dialog";

export const webhookForm: ChannelForm = {
  type: "webhook",
  label: "Webhook",
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
  ],
  secretNote: "With this secret your receiver verifies that a message comes from this hub.",
  RowNote: OldSecret,
  action: { label: "New secret…", icon: KeyRound, Dialog: RotateSecretDialog },
  lost: "Its secret is lost.",
};
