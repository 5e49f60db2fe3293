export const example = {
  fields: { routing_key: "planted0pagerduty0key00123456789", region: "eu" },
  textOf: (body: unknown) => {
    const { payload } = body as { payload: { summary: string; custom_details?: { message: string } } };
    return `${payload.summary}\n${payload.custom_details?.message ?? ""}`;
  },
  pasted: {
    "pagerduty:///0123456789abcdef0123456789abcdef": {
      fields: { routing_key: "0123456789abcdef0123456789abcdef" },
      isCertain: true,
      left: [],
    },
    "pagerduty://events.eu.pagerduty.com/0123456789abcdef?severity=info": {
      fields: { routing_key: "0123456789abcdef", region: "eu" },
      isCertain: true,
      left: ["“severity”"],
    },
    "pagerduty://0123456789abcdef@u+apikey?region=eu": {
      fields: { routing_key: "0123456789abcdef", region: "eu" },
      isCertain: true,
      left: ["the API key, which events do not need"],
    },
  },
};
