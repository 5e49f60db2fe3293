import { Braces } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";
import { ownFact } from "../fields/own-value";
import { readHeaders } from "../webhook/read-headers";
import { PlaceholderList } from "./placeholder-list";
import { readStatuses } from "./read-statuses";

const BODY = `{
  "title": "{{title}}",
  "text": "{{text}}",
  "status": "{{status}}",
  "machine": "{{machine.name}}",
  "link": "{{link}}"
}`;

export const templateForm: ChannelForm = {
  type: "template",
  label: "Templated webhook",
  tile: { icon: Braces, group: "Programs", note: "Any HTTP API: write the request that it expects" },
  addLabel: "Add templated webhook",
  addTitle: "Add a templated webhook",
  fields: [
    {
      name: "url",
      label: "Address",
      hint: "May have placeholders behind its host.",
      placeholder: "https://api.example.org/alerts/{{machine.name}}",
      inputMode: "url",
    },
    {
      name: "method",
      label: "Method",
      options: ["POST", "PUT", "PATCH", "GET"].map((value) => ({ value, label: value })),
    },
    {
      name: "format",
      label: "Format of the body",
      hint: "In JSON a placeholder stands in quotes, and a number stays a number if nothing else is in them.",
      options: [
        { value: "json", label: "JSON" },
        { value: "form", label: "Form: name=value on each line" },
        { value: "text", label: "Plain text" },
      ],
    },
    {
      name: "body",
      label: "Body (none with GET)",
      initial: BODY,
      rows: 8,
      isOptional: true,
    },
    {
      name: "body_recovery",
      label: "Body when it is over (optional)",
      hint: "Leave empty to send the same body when a machine is back or an alert has ended.",
      rows: 3,
      isOptional: true,
    },
    {
      name: "headers",
      isRare: true,
      label: "Headers (optional)",
      hint: "Added to every request, one per line. They may have placeholders, and are never shown again.",
      editHint: (channel) => {
        const names = headerNames(channel);
        if (names.length === 0) return undefined;
        return `Leave empty to keep the current ones (${names.join(", ")}). What you enter replaces all of them.`;
      },
      placeholder: "Authorization: Bearer 4f9d…",
      isOptional: true,
      isSecret: true,
      readLines: readHeaders,
      removal: { label: "Remove the headers", isOffered: (channel) => headerNames(channel).length > 0 },
    },
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
    {
      name: "success_statuses",
      isRare: true,
      label: "Statuses that count as success (optional)",
      hint: "Leave empty for every status from 200 to 299.",
      placeholder: "200, 202",
      isOptional: true,
      rows: 1,
      readLines: readStatuses,
    },
    {
      name: "secret",
      isRare: true,
      label: "Signing secret (optional)",
      hint: "With one of 16 to 128 bytes, requests are signed as those of a webhook are.",
      editHint: "Leave empty to keep the current one.",
      isOptional: true,
      isSecret: true,
      removal: {
        label: "Remove the signing secret",
        isOffered: (channel) => ownFact(channel, "is_signed") === true,
      },
    },
  ],
  Help: PlaceholderList,
  hasPreview: true,
};

function headerNames(channel: Parameters<typeof ownFact>[0]): string[] {
  const names = ownFact(channel, "header_names");
  return Array.isArray(names) ? names.map(String) : [];
}
