export const example = {
  fields: {
    server: "https://home.example.org:8123",
    service: "mobile_app_pixel",
    token: "planted.home-assistant.t0ken",
  },
  textOf: (body: unknown) => {
    const { title, message } = body as { title: string; message: string };
    return `${title}\n${message}`;
  },
  pasted: {
    "hassio://homeassistant.local/eyJ0.eXAi?batch=yes": {
      fields: { server: "http://homeassistant.local:8123", token: "eyJ0.eXAi" },
      isCertain: true,
      left: ["“batch”"],
    },
    "hassios://home.example.org/ha/eyJ0": {
      fields: { server: "https://home.example.org/ha", token: "eyJ0" },
      isCertain: true,
      left: [],
    },
  },
};
