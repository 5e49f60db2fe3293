/** Where Telegram put a message. */
export type Place = { chatId: number; messageId: number };

/** The receipt for a message of a chat. */
export function toReceipt({ chatId, messageId }: Place): string {
  return `${chatId}:${messageId}`;
}

/** The message that a receipt is for. */
export function readReceipt(receipt: string): Place {
  const [chatId, messageId] = receipt.split(":").map(Number);
  if (chatId === undefined || messageId === undefined) throw new Error("not a receipt of Telegram");
  return { chatId, messageId };
}
