import { describe, expect, it } from "vitest";
import { decideUpdate } from "./decide-update";

const person = { id: 42, type: "private", first_name: "Ada", last_name: "Lovelace", username: "ada" };
const group = { id: -1001, type: "supergroup", title: "Ops" };
const said = (message: object) => decideUpdate({ update_id: 1, message });

describe("decideUpdate", () => {
  it.each([
    ["Start in a chat with a person carries the link", { text: "/start lsl_abc", chat: person }, "lsl_abc"],
    [
      "in a group the command carries the bot's name",
      { text: "/start@a_bot lsl_abc", chat: group },
      "lsl_abc",
    ],
    ["without a link it carries nothing", { text: "/start", chat: person }, null],
  ] as const)("%s", (_, message, payload) => {
    expect(said(message)).toMatchObject({ kind: "start", payload });
  });

  it.each([
    ["other words", { text: "start lsl_abc", chat: person }],
    ["another command", { text: "/startle lsl_abc", chat: person }],
    ["more words than a link carries", { text: "/start lsl_abc and more", chat: person }],
    ["a photo", { photo: [], chat: person }],
    ["a message of no chat", { text: "/start" }],
  ] as const)("%s asks for nothing", (_, message) => {
    expect(said(message)).toEqual({ kind: "nothing" });
  });

  it("a button says what is asked for, and under which message", () => {
    const pressed = (change: object) =>
      decideUpdate({
        update_id: 1,
        callback_query: {
          id: "77",
          from: { id: 5, first_name: "Ada", last_name: "Lovelace" },
          message: { message_id: 9, date: 0, chat: { ...group, username: "ops_status" } },
          data: "snooze",
          ...change,
        },
      });
    const press = { id: "77", verb: "snooze", chatId: -1001, username: "ops_status", messageId: 9 };
    expect(pressed({})).toEqual({ kind: "press", press: { ...press, by: "Ada Lovelace" } });
    expect(pressed({ data: "delete" })).toEqual({ kind: "nothing" });
    expect(pressed({ message: undefined })).toEqual({ kind: "nothing" });
  });

  it("an update of an unknown kind asks for nothing", () => {
    expect(decideUpdate({ update_id: 1, poll: {} })).toEqual({ kind: "nothing" });
  });

  const places = [
    [
      "a person's chat has their name",
      { chat: person },
      { chatId: 42, name: "Ada Lovelace", isPrivate: true },
    ],
    [
      "a group has its title",
      { chat: group },
      { chatId: -1001, name: "Ops", threadId: null, isPrivate: false },
    ],
    [
      "a topic also has its number",
      { chat: group, message_thread_id: 7, is_topic_message: true },
      { name: "Ops #7", threadId: 7 },
    ],
    [
      "a thread of replies is not a topic",
      { chat: group, message_thread_id: 7 },
      { name: "Ops", threadId: null },
    ],
    [
      "an invisible name gives way to the username",
      { chat: { ...person, first_name: "\u202e", last_name: undefined } },
      { name: "ada" },
    ],
    ["and without one, to the id", { chat: { id: 42, type: "private" } }, { name: "Chat 42" }],
  ] as const;
  it.each(places)("%s", (_, message, place) => {
    expect(said({ text: "/start", ...message })).toMatchObject({ place });
  });
});
