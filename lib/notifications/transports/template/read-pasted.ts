import { type Pasted, parsePasted } from "../../messages/pasted";

/** Reads any web address: behind it may be an API that takes what LunaSentri's own webhooks do not send. */
export function readPastedTemplate(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null) return null;
  const { scheme, user, password } = address;
  if (scheme !== "https" && scheme !== "http") return null;
  const url = address.text.replace(/^(https?:\/\/)[^/?#]*@/i, "$1");
  return {
    fields: {
      url,
      ...(user !== null && { username: user }),
      ...(user !== null && password !== null && { password }),
    },
    isCertain: false,
  };
}
