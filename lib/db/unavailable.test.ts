import { describe, expect, it } from "vitest";
import { isUnavailable, whyUnavailable } from "./unavailable";

const withCode = (code: string, message = "") => Object.assign(new Error(message), { code });
/** As Prisma throws what its driver adapter reports. */
const fromAdapter = (cause: object, code = "P2010") =>
  Object.assign(new Error("Raw query failed"), { code, meta: { driverAdapterError: { cause } } });

describe("whyUnavailable", () => {
  it.each([
    ["a refused connection", withCode("ECONNREFUSED"), "no server answers at its address"],
    [
      "several addresses that all refuse",
      Object.assign(new AggregateError([withCode("ECONNREFUSED"), withCode("ECONNREFUSED")])),
      "no server answers at its address",
    ],
    ["a name that cannot be resolved", withCode("EAI_AGAIN"), "no server answers at its address"],
    ["a network without a route", withCode("EHOSTUNREACH"), "the network does not reach its server"],
    ["a connection that was reset", withCode("ECONNRESET"), "the connection was closed"],
    ["the adapter's word for it", fromAdapter({ kind: "ConnectionClosed" }), "the connection was closed"],
    [
      "a connection that ended in a query",
      new Error("Connection terminated unexpectedly"),
      "the connection was closed",
    ],
    [
      "a connection that ended between two",
      new Error("Client has encountered a connection error and is not queryable"),
      "the connection was closed",
    ],
    [
      "a server that accepts and does not answer",
      new Error("Connection terminated due to connection timeout", {
        cause: new Error("Connection terminated unexpectedly"),
      }),
      "it does not answer in time",
    ],
    ["a connection that is not made in time", new Error("timeout expired"), "it does not answer in time"],
    [
      "a pool without a free connection",
      new Error("timeout exceeded when trying to connect"),
      "it does not answer in time",
    ],
    ["an administrator who ends the connection", withCode("57P01"), "the connection was closed"],
    ["a server that starts", withCode("57P03"), "the server is starting or stopping"],
    [
      "too many connections",
      fromAdapter({ originalCode: "53300", kind: "TooManyConnections" }, "P2037"),
      "the server has too many connections",
    ],
    ["a password that was changed", withCode("P1000"), "the server refuses the user or password"],
    ["a server that only reads since a failover", withCode("25006"), "the database is read-only"],
    ["a full disk of a server", fromAdapter({ originalCode: "53100", kind: "postgres" }), "the disk is full"],
    [
      "a full disk below SQLite",
      fromAdapter({ originalCode: "SQLITE_FULL", kind: "sqlite" }),
      "the disk is full",
    ],
    ["a disk that fails below SQLite", withCode("SQLITE_IOERR_WRITE"), "its storage fails"],
    ["a damaged file", withCode("SQLITE_CORRUPT"), "the database file is damaged"],
    [
      "a lock of SQLite",
      fromAdapter({ originalCode: "SQLITE_BUSY", kind: "SocketTimeout" }),
      "another process holds its lock",
    ],
    ["a lock of PostgreSQL", withCode("55P03"), "another process holds its lock"],
    ["a transaction that could not begin in time", withCode("P2028"), "it does not answer in time"],
  ])("says why after %s", (_, error, expected) => {
    expect(whyUnavailable(error)).toBe(expected);
    expect(isUnavailable(error)).toBe(true);
  });

  it.each([
    ["a value that is not unique", withCode("P2002")],
    ["a text that PostgreSQL cannot store", fromAdapter({ originalCode: "22P05", kind: "postgres" })],
    ["a number out of range", fromAdapter({ originalCode: "22003", kind: "ValueOutOfRange" })],
    ["a trigger that refuses a row", withCode("SQLITE_CONSTRAINT_TRIGGER")],
    ["a bug", new TypeError("undefined is not a function")],
    ["a text that only speaks of connections", new Error("The Connection terminated header is invalid")],
    ["nothing at all", null],
  ])("does not blame the database for %s", (_, error) => {
    expect(whyUnavailable(error)).toBeNull();
  });
});
