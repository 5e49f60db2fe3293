import { clip } from "../../messages/words/clip";

const SID = "AC0123456789abcdef0123456789abcdef";

export const example = {
  fields: {
    account_sid: SID,
    token: "planted0twilio0token0x9f2",
    from: "+15550009876",
    to: "+4915550001234",
  },
  textOf: (body: unknown) => (body as { Body: string }).Body,
  // A name that leaves no room for anything else is cut.
  showName: (name: string) => clip(name, 100).replace(/…$/, ""),
  pasted: {
    [`twilio://${SID}:t0ken@+15550009876/+4915550001234/+4915550005678`]: {
      fields: { account_sid: SID, token: "t0ken", from: "+15550009876", to: "+4915550001234" },
      isCertain: true,
      left: ["the numbers after the first"],
    },
    [`twilio://${SID}:t0ken@15550009876`]: {
      fields: { account_sid: SID, token: "t0ken", from: "+15550009876" },
      isCertain: true,
      left: [],
    },
  },
};
