export const example = {
  fields: { key: "planted0-opsgenie-key-0x9f2", api: "eu" },
  textOf: (body: unknown) => {
    const { description, note } = body as { description?: string; note?: string };
    return (description ?? note ?? "").replace(/\nhttps:\/\/hub\S*$/, "");
  },
  pasted: {
    "opsgenie://api.eu.opsgenie.com/abc-123/?alias=x": {
      fields: { key: "abc-123", api: "eu" },
      isCertain: true,
      left: ["“alias”"],
    },
    "opsgenie://abc-123/@ops": {
      fields: { key: "abc-123", api: "us" },
      isCertain: true,
      left: ["the responders"],
    },
    "jira://abc-123": { fields: { key: "abc-123", api: "jsm" }, isCertain: true, left: [] },
  },
};
