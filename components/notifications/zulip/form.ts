import { Layers } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const zulipForm: ChannelForm = {
  type: "zulip",
  label: "Zulip",
  tile: { icon: Layers, group: "Chat", note: "A Zulip channel, with a topic for each machine" },
  addLabel: "Add Zulip",
  addTitle: "Add a Zulip channel",
  fields: [
    { name: "server", label: "Server", placeholder: "https://example.zulipchat.com", inputMode: "url" },
    {
      name: "email",
      label: "Bot’s e-mail address",
      hint: "In Zulip: Personal settings → Bots → Add a new bot, of the type “Incoming webhook”.",
      placeholder: "lunasentri-bot@example.zulipchat.com",
      inputMode: "email",
    },
    { name: "key", label: "Bot’s API key", editHint: "Leave empty to keep the current one.", isSecret: true },
    { name: "stream", label: "Channel", placeholder: "ops" },
  ],
};
