export const example = {
  fields: { chat_id: -1001234567890, message_thread_id: 7 },
  textOf: (body: unknown) => (body as { text: string }).text,
  pasted: {
    "telegram://123456:AbC-d@telegram?chats=-100123:7,@ops&preview=no": {
      fields: { chat_id: "-100123", message_thread_id: "7" },
      isCertain: true,
      left: [
        "the bot’s token, because all chats of this installation share one bot",
        "the chats after the first",
        "“preview”",
      ],
    },
    "tgram://123456:AbC-d/-100123": {
      fields: { chat_id: "-100123" },
      isCertain: true,
      left: ["the bot’s token, because all chats of this installation share one bot"],
    },
    "https://t.me/c/1234567890/7/55": {
      fields: { chat_id: "-1001234567890", message_thread_id: "7" },
      isCertain: true,
    },
  },
};
