import { Braces } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";
import { headersField } from "../fields/headers-field";
import { LOGIN_FIELDS } from "../fields/login-fields";
import { ownFact } from "../fields/own-value";
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
    headersField({
      hint: "Added to every request, one per line. They may have placeholders, and are never shown again.",
      placeholder: "Authorization: Bearer 4f9d…",
    }),
    ...LOGIN_FIELDS,
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
