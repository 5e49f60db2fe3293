export const example = {
  fields: { chat_id: -1001234567890, message_thread_id: 7 },
  textOf: (body: unknown) => (body as { text: string }).text,
};
