import type { OwnField } from "./form-type";
import { ownFact } from "./own-value";

/** The user name and password of a receiver that asks for them (Basic authentication), for every type that can have them. */
export const LOGIN_FIELDS: readonly OwnField[] = [
  {
    name: "username",
    isRare: true,
    label: "User name (optional)",
    hint: "For a receiver that asks for a user name and password (Basic authentication).",
    editHint: "Leave empty to keep the current one.",
    isOptional: true,
    isSecret: true,
    removal: {
      label: "Remove the user name and password",
      isOffered: (channel) => ownFact(channel, "has_login") === true,
    },
  },
  {
    name: "password",
    isRare: true,
    label: "Password (optional)",
    editHint: "Leave empty to keep the current one.",
    isOptional: true,
    isSecret: true,
    isPassword: true,
  },
];
