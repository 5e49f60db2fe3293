type Card = { body: { inlines: { text: string }[] }[] };

const FLOW =
  "https://prod-01.westeurope.logic.azure.com/workflows/0a1b2c/triggers/manual/paths/invoke?api-version=2016-06-01&sig=x9f2";

export const example = {
  fields: {
    url: "https://default00.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/planted0flow/triggers/manual/paths/invoke?api-version=1&sig=planted-t3ams-sig-x9f2",
  },
  textOf: (body: unknown) => {
    const { attachments } = body as { attachments: { content: Card }[] };
    return attachments
      .flatMap(({ content }) => content.body.flatMap(({ inlines }) => inlines.map(({ text }) => text)))
      .join("\n");
  },
  pasted: {
    [FLOW]: { fields: { url: FLOW }, isCertain: true },
    "https://flows.example.org/invoke?sig=x9f2": {
      fields: { url: "https://flows.example.org/invoke?sig=x9f2" },
      isCertain: false,
    },
    [`teams://?host=${encodeURIComponent(FLOW)}&color=red`]: {
      fields: { url: FLOW },
      isCertain: true,
      left: ["“color”"],
    },
  },
};
