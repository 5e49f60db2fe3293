import { clip } from "../../messages/words/clip";

export const example = {
  fields: { token: "aplantedpushovertoken0123456789", user: "uplantedpushoveruser01234567890" },
  textOf: (body: unknown) => {
    const { title, message } = body as { title: string; message: string };
    return `${title}\n${message}`;
  },
  // A title is shorter here than a name may be.
  showName: (name: string) => clip(name, 200).replace(/…$/, ""),
  pasted: {
    "pushover://shoutrrr:aToken@uUser/?devices=phone": {
      fields: { token: "aToken", user: "uUser" },
      isCertain: true,
      left: ["“devices”"],
    },
    "pover://uUser@aToken/phone": {
      fields: { token: "aToken", user: "uUser" },
      isCertain: true,
      left: ["the devices"],
    },
  },
};
