/** Where a message is sent: with its answer, for without `wait` a message that was not kept is no error. */
export function messageUrl(hook: string): string {
  const url = new URL(hook);
  url.searchParams.set("wait", "true");
  return url.toString();
}

/** Where the message with this id is changed, in the same thread. */
export function editUrl(hook: string, messageId: string): string {
  const url = new URL(hook);
  url.pathname += `/messages/${messageId}`;
  return url.toString();
}
