import { Grid3x3 } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const matrixForm: ChannelForm = {
  type: "matrix",
  label: "Matrix",
  tile: { icon: Grid3x3, group: "Chat", note: "A room on a Matrix homeserver, as in Element" },
  addLabel: "Add Matrix",
  addTitle: "Add a Matrix room",
  fields: [
    { name: "server", label: "Homeserver", placeholder: "https://matrix.example.org", inputMode: "url" },
    {
      name: "room",
      label: "Room id",
      hint: "In Element: Room settings → Advanced → Internal room ID. Invite the account below, and let it join. In an encrypted room messages arrive unencrypted.",
      placeholder: "!AbCdEf:example.org",
    },
    {
      name: "token",
      label: "Access token",
      hint: "Of an account of its own. In Element: Settings → Help & about → Access token.",
      editHint: "Leave empty to keep the current one.",
      isSecret: true,
    },
  ],
};
