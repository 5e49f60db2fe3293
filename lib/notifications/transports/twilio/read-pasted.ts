import { leftOf, type Pasted, parsePasted } from "../../messages/pasted";

/** Reads `twilio://SID:TOKEN@FROM/TO` of Shoutrrr and Apprise. */
export function readPastedTwilio(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address?.scheme !== "twilio") return null;
  const { user, password, host, path } = address;
  const [to, ...others] = path;
  if (user === null || password === null || host === "") return null;
  const phone = (number: string) => (/^\d+$/.test(number) ? `+${number}` : number);
  return {
    fields: {
      account_sid: user,
      token: password,
      from: phone(host),
      ...(to !== undefined && { to: phone(to) }),
    },
    isCertain: true,
    left: [
      ...(others.length > 0 ? ["the numbers after the first"] : []),
      ...leftOf(address, { login: true }),
    ],
  };
}
