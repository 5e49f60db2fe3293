import { expect, it } from "vitest";
import { readMailSender, readMailServer } from "./mail-server";

const open = { user: null, password: null };

it.each([
  ["smtp://mail.example.org", { host: "mail.example.org", port: 587, isSecure: false, ...open }],
  ["smtps://Mail.Example.org", { host: "mail.example.org", port: 465, isSecure: true, ...open }],
  ["smtp://10.0.0.5:25/", { host: "10.0.0.5", port: 25, isSecure: false, ...open }],
  ["smtp://[fd00::5]:25", { host: "fd00::5", port: 25, isSecure: false, ...open }],
  [
    "smtp://me%40example.org:p%23%3A%2F@h:2525",
    { host: "h", port: 2525, isSecure: false, user: "me@example.org", password: "p#:/" },
  ],
  ["smtp://0x7f.1:25", { host: "127.0.0.1", port: 25, isSecure: false, ...open }],
  ["smtp://2130706433:25", { host: "127.0.0.1", port: 25, isSecure: false, ...open }],
  ["https://mail.example.org", null],
  ["mail.example.org:587", null],
  ["smtp://user@mail.example.org", null],
  ["smtp://:password@mail.example.org", null],
  ["smtp://a:%E0%A4@mail.example.org", null],
  ["smtp://a:b%0D%0AQUIT@mail.example.org", null],
  ["smtp://mail.example.org?ignoreTLS=true", null],
  ["smtp://mail.example.org/path", null],
  ["smtp://ma il", null],
  ["smtp://", null],
])("reads %s", (text, server) => {
  expect(readMailServer(text)).toEqual(server);
});

it.each([
  ["monitor@example.org", { name: "LunaSentri", address: "monitor@example.org" }],
  ["Watch <monitor@example.org>", { name: "Watch", address: "monitor@example.org" }],
  ['"Watch, us" <monitor@example.org>', { name: "Watch, us", address: "monitor@example.org" }],
  ["Watch\r\nBcc: x@example.org <monitor@example.org>", null],
  ["Watch <monitor>", null],
  ["", null],
])("reads the sender %j", (text, sender) => {
  expect(readMailSender(text)).toEqual(sender);
});
