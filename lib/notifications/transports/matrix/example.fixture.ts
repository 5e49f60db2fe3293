export const example = {
  fields: {
    server: "https://matrix.example.org",
    room: "!AbCdEf:example.org",
    token: "syt_planted_matrix_t0ken_x9f2",
  },
  textOf: (body: unknown) => (body as { body: string }).body.replace(/\nhttps:\/\/hub\S*$/, ""),
  pasted: {
    "matrix://:syt_x9f2@matrix.example.org/?rooms=!AbCd:example.org,!Ef:example.org&title=x": {
      fields: { server: "https://matrix.example.org", token: "syt_x9f2", room: "!AbCd:example.org" },
      isCertain: true,
      left: ["the rooms after the first", "“title”"],
    },
    "matrixs://syt_x9f2@matrix.example.org:8448/!AbCd:example.org": {
      fields: { server: "https://matrix.example.org:8448", token: "syt_x9f2", room: "!AbCd:example.org" },
      isCertain: true,
      left: [],
    },
    "matrix://syt_x9f2@10.0.0.4:8008/ops": {
      fields: { server: "http://10.0.0.4:8008", token: "syt_x9f2" },
      isCertain: true,
      left: ["the room, of which the internal id is needed"],
    },
  },
};
