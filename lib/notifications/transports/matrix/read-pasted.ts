import { isWithoutTls, leftOf, type Pasted, parsePasted, serverOf } from "../../messages/pasted";

const MORE_ROOMS = "the rooms after the first";

/** Reads `matrix://:TOKEN@host/?rooms=!id` of Shoutrrr and `matrixs://TOKEN@host/!room` of Apprise. */
export function readPastedMatrix(text: string): Pasted | null {
  const address = parsePasted(text);
  if (address === null || !/^matrixs?$/.test(address.scheme)) return null;
  const { scheme, user, password, path, query, fragment } = address;
  const inQuery = query.get("rooms") ?? query.get("room");
  const rooms = inQuery === undefined ? path : inQuery.split(",");
  const isTls = scheme === "matrixs" ? true : isWithoutTls(address) ? false : null;
  const server = serverOf(address, { isTls });
  const token = password ?? user;
  // A name in front of the password is an account's, whose password is no token.
  const isToken = token !== null && (user === null || password === null);
  if (server === null || !isToken) return null;
  const [room] = rooms;
  return {
    fields: { server, token, ...(room?.startsWith("!") && { room }) },
    isCertain: true,
    left: [
      ...(room?.startsWith("!") ? [] : ["the room, of which the internal id is needed"]),
      ...(rooms.length > 1 || fragment !== "" ? [MORE_ROOMS] : []),
      ...leftOf(address, { login: true, settings: ["rooms", "room", "disabletls"] }),
    ],
  };
}
