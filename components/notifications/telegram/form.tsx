import { Send } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";
import { LinkChat } from "./link-chat";

export const telegramForm: ChannelForm = {
  type: "telegram",
  label: "Telegram",
  tile: { icon: Send, group: "Chat", note: "A chat, group or topic, with buttons to acknowledge" },
  addLabel: "Add Telegram",
  addTitle: "Add a Telegram chat",
  fields: [
    {
      name: "chat_id",
      label: "Chat id",
      hint: (
        <>
          Write to your bot, or add it to your group and write there, then ask{" "}
          <span className="whitespace-nowrap">@userinfobot</span> or @getidsbot for the id. The id of a group
          is negative. For a public channel you can enter its @name.
        </>
      ),
      placeholder: "-1001234567890",
    },
    {
      name: "message_thread_id",
      label: "Topic id (optional)",
      hint: "For groups with topics: the second-to-last number in a link to a message of the topic.",
      inputMode: "numeric",
      isOptional: true,
    },
  ],
  Shortcut: LinkChat,
};
